"""The open lists: victim types, needs, kinds and costs as terms; languages; the federal reporting terms."""

from typing import Self

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from referrals import lexicon


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, facet: str) -> Self:
        return self.filter(facet=facet)

    def current(self) -> Self:
        """Terms that may be chosen: a retired slug stays for the records that carry it."""
        return self.filter(retired=False)

    def as_lexicon(self, *, languages: tuple[str, ...] = ()) -> tuple[lexicon.Term, ...]:
        """The same terms for the pure parts, which know no database; with their words in these languages too."""
        return tuple(term.as_lexicon(languages=languages) for term in self.select_related("parent"))


class Translated(models.Model):
    """What a row is called in other languages: `{"es": {"label": …, "synonyms": […]}}`."""

    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def label_in(self, language: str) -> str:
        """What people who read this language see; the English where it has no translation."""
        return self._told(language, "label") or str(self)

    @property
    def told(self) -> str:
        """The label in the language of the page that it comes to stand on."""
        return _label_here(self)

    def _told(self, language: str, what: str) -> str:
        """A translation; that of Portuguese where there is none of the Portuguese of Brazil."""
        codes = (language, language.partition("-")[0])
        return next(filter(None, (self.translations.get(code, {}).get(what) for code in codes)), "")

    def _words_in(self, languages: tuple[str, ...], *keys: str) -> tuple[str, ...]:
        """The entries under `keys` in these languages, in that order."""
        translated = [self.translations.get(language, {}) for language in languages]
        values = [one[key] for one in translated for key in keys if one.get(key)]
        return tuple(word for value in values for word in ([value] if isinstance(value, str) else value))


def _label(row: Translated) -> str:
    return row.label_in(get_language() or "")


_label_here = lazy(_label, str)


class PmtTerm(models.Model):
    """A term of OVC's Performance Measurement Tool as printed (fixtures/vocabulary/pmt_terms.csv)."""

    list = models.CharField(max_length=40)
    section = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=4, blank=True)
    label = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("federal PMT term")
        verbose_name_plural = _("federal PMT terms")
        ordering = ["list", "section", "id"]
        constraints = [models.UniqueConstraint(fields=["list", "code", "label"], name="pmt_label_once_under_its_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.label}".strip()


class Term(Translated):
    """One term of the vocabulary. Slugs are unique over all facets, as HSDS's `taxonomy_term.code` must be."""

    class Facet(models.TextChoices):
        VICTIM = "victim", _("Victim type")
        NEED = "need", _("Need")
        KIND = "kind", _("Kind of resource")
        COST = "cost", _("Cost")

    class Tier(models.TextChoices):
        CORE = "core", _("always shown")
        EXTENDED = "extended", _("under “more”")
        DETAIL = "detail", _("as a child, or from typed words")
        PROVIDER = "provider", _("for practitioners")

    facet = models.CharField(max_length=8, choices=Facet)
    slug = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=120)
    group = models.CharField(max_length=20, blank=True, help_text=_("axis of a victim type, heading of a need"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="narrower")
    tier = models.CharField(max_length=8, choices=Tier, default=Tier.CORE)
    definition = models.TextField(blank=True)
    synonyms = models.JSONField(default=list, blank=True)
    weak_synonyms = models.JSONField(default=list, blank=True)
    pmt = models.ManyToManyField(PmtTerm, blank=True, related_name="terms", verbose_name=_("federal PMT terms"))
    mapping = models.TextField(blank=True, help_text=_("statute, data standard or HSDS field"))
    source = models.CharField(max_length=200, blank=True)
    sort = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["facet", "sort", "slug"]
        constraints = [
            models.CheckConstraint(
                name="term_facet_listed", condition=models.Q(facet__in=["victim", "need", "kind", "cost"])
            ),
            models.CheckConstraint(
                name="term_not_its_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def definition_in(self, language: str) -> str:
        """One line of meaning, for people who read this language."""
        return self._told(language, "definition") or self.definition

    def as_lexicon(self, *, languages: tuple[str, ...] = ()) -> lexicon.Term:
        return lexicon.Term(
            facet=self.facet,
            slug=self.slug,
            label=self.label,
            synonyms=(*self.synonyms, *self._words_in(languages, "label", "synonyms")),
            weak_synonyms=(*self.weak_synonyms, *self._words_in(languages, "weak_synonyms")),
            group=self.group,
            parent=self.parent.slug if self.parent else "",
        )


class Language(Translated):
    """A language a resource answers in, by BCP 47 code."""

    bcp47 = models.CharField(max_length=12, unique=True)
    hsds_code = models.CharField(max_length=3)
    name = models.CharField(max_length=60)
    endonym = models.CharField(max_length=60, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    tier = models.CharField(max_length=8, default="core")
    sort = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["sort", "name"]

    def __str__(self) -> str:
        return self.name

    def as_lexicon(self, *, languages: tuple[str, ...] = ()) -> lexicon.Term:
        words = (self.endonym, *self.aliases, *self._words_in(languages, "label", "synonyms"))
        return lexicon.Term("language", self.bcp47, self.name, synonyms=tuple(word for word in words if word))
