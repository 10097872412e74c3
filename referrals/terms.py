"""The vocabulary of one moment: labels, axes and the hierarchy, read from the database once per change of it."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from referrals import lexicon
from referrals.contact import Contact
from referrals.models import Language, Revision, Term
from referrals.models.history import BEGINNING, Moment
from referrals.vocabulary import STATE_ALIASES, State, english


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Terms and languages. Shared between searches, so nothing of it may be changed."""

    terms: tuple[Term, ...]
    languages: tuple[Language, ...]

    @classmethod
    def load(cls) -> Self:
        return cls(tuple(Term.objects.current().select_related("parent")), tuple(Language.objects.all()))

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """All that it says. Most changes of the directory leave it as it was, and what was made of it is kept."""
        return [
            {name: value for name, value in vars(row).items() if name != "_state"}
            for row in (*self.terms, *self.languages)
        ]

    @cached_property
    def by_slug(self) -> dict[str, Term]:
        return {term.slug: term for term in self.terms}

    @cached_property
    def _by_facet(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            found[term.facet].append(term)
        return found

    def of(self, facet: str) -> list[Term]:
        """Its terms in their order; not to be changed."""
        return self._by_facet[facet]

    @cached_property
    def slugs(self) -> dict[str, frozenset[str]]:
        """{facet: the slugs of its terms}."""
        return {facet: frozenset(term.slug for term in terms) for facet, terms in self._by_facet.items()}

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        return {term.slug: frozenset(self._line(term)) for term in self.terms}

    @cached_property
    def _below(self) -> dict[str, frozenset[str]]:
        below: dict[str, set[str]] = defaultdict(set)
        for slug, above in self._above.items():
            for one in {slug, *above}:
                below[one].add(slug)
        return {slug: frozenset(found) for slug, found in below.items()}

    def _line(self, term: Term) -> Iterator[str]:
        """The terms above it, nearest first. A ring, which the admin does not refuse, ends where it began."""
        seen = {term.slug}
        while term.parent and (above := self.by_slug.get(term.parent.slug)) and above.slug not in seen:
            seen.add(above.slug)
            yield above.slug
            term = above

    def narrower(self, slug: str) -> frozenset[str]:
        """The term itself and every term below it."""
        return self._below.get(slug) or frozenset({slug})

    def broader(self, slug: str) -> frozenset[str]:
        """Every term above it."""
        return self._above.get(slug, frozenset())

    @cached_property
    def language_names(self) -> dict[str, str]:
        return {language.bcp47: language.name for language in self.languages}

    @cached_property
    def _languages_by_code(self) -> dict[str, Language]:
        return {language.bcp47: language for language in self.languages}

    def told(self, contact: Contact, language: str) -> Contact:
        """The contact with its terms and languages called what people who read this language call them. Labels of a
        term that was retired stay as they were released."""
        if {language, language.partition("-")[0]}.isdisjoint(self.translated):
            return contact
        terms, names = self.by_slug, self._languages_by_code
        return replace(
            contact,
            terms=tuple(replace(one, label=terms[one.slug].label_in(language)) if one.slug in terms else one
                        for one in contact.terms),
            languages=tuple((code, names[code].label_in(language) if code in names else name)
                            for code, name in contact.languages),
        )  # fmt: skip

    @cached_property
    def translated(self) -> tuple[str, ...]:
        """The languages beside English that it is written in: what people type is read in each of them."""
        return tuple(sorted({code for row in (*self.terms, *self.languages) for code in row.translations}))

    @cached_property
    def lexicon(self) -> tuple[lexicon.Term, ...]:
        """Everything a sentence may name: terms, states, languages, in every language it is written in."""
        spoken: tuple[Term | Language, ...] = (*self.terms, *self.languages)
        return (*(one.as_lexicon(languages=self.translated) for one in spoken), *state_terms())


def state_terms() -> tuple[lexicon.Term, ...]:
    """States by name, code and the other ways people write them."""
    return tuple(
        lexicon.Term("state", code, name, (code, *STATE_ALIASES.get(code, ()))) for code, name in english(State).items()
    )


class Kept:
    """The vocabulary as of the last change to the directory: one for all searches of this process."""

    def __init__(self) -> None:
        self._kept: tuple[Moment, Vocabulary] | None = None
        self._lock = threading.Lock()

    def at(self, moment: Moment) -> Vocabulary:
        """The vocabulary in that state of the directory, which must be the one the database is in now."""
        kept = self._kept
        if kept is None or kept[0] != moment or moment == BEGINNING:
            with self._lock:
                loaded = Vocabulary.load()
                same = kept is not None and kept[1].rows == loaded.rows
                kept = self._kept = (moment, kept[1] if kept and same else loaded)
        return kept[1]


KEPT = Kept()


def now() -> tuple[Moment, Vocabulary]:
    """The state the directory is in, and its vocabulary."""
    moment = Revision.objects.now()
    return moment, KEPT.at(moment)
