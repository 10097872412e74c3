"""A record as a form: what each field looks like, and the record again that was typed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.models import fields_for_model
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.curation.record import ADDRESS_FIELDS, SCALARS, Record
from referrals.desk.telling import FIELDS
from referrals.importing import values
from referrals.importing.problems import Unexpected
from referrals.models import Address, Resource, Term
from referrals.search.panel import GROUPS
from referrals.terms import Vocabulary
from referrals.vocabulary import Relation, State, by_label

from .rows import KINDS, Rows, rows_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SECTIONS = (
    (gettext_lazy("What it is"), ("name", "organization", "aliases", "discreet_name", "kind", "description")),
    (gettext_lazy("How to reach it"), ("phones", "links", "emails", "hours", "always_open")),
    (gettext_lazy("Where it serves"), ("coverage", "states", "base_state", "area", "city", "address")),
    (gettext_lazy("Whom it serves, what it offers"), ("serves_any_victim", "terms", "eligibility")),
    (gettext_lazy("Access"), ("languages", "interpretation", "cost", "contact_may_report")),
    (gettext_lazy("Source"), ("published_by", "published_on", "published_url", "in_doubt")),
)
LONG = {"description": 4, "eligibility": 3}  # lines of the text area
NOTHING_SAID = ""
type Choices = list[tuple[str, Any]]
BOXES = frozenset({"states", "languages"})  # dozens of boxes to tick, which the template writes itself, too
TERM, PLACE = "term-", "address-"  # beginnings of the names of single inputs


class RecordForm(forms.Form):
    """Some fields of a record, or all. `values` is what was typed, in the shape of a record."""

    def __init__(
        self, kept: Record, only: Iterable[str], vocabulary: Vocabulary, language: str, data: Any = None
    ) -> None:
        super().__init__(data)
        self.kept, self.only = kept, frozenset(only)
        self.vocabulary, self.language = vocabulary, language
        made = fields_for_model(Resource, fields=[name for name in SCALARS if name in self.only], labels=_said(FIELDS))
        self.fields |= {name: _plain(name, field) for name, field in made.items()}
        self.initial = {name: kept[name] for name in made}
        for name, make in self._makers.items():
            if name in self.only:
                make()
        self.rows: dict[str, Rows] = {name: rows_of(name, kept[name], data) for name in KINDS if name in self.only}

    @property
    def _makers(self) -> dict[str, Any]:
        return {
            "organization": self._organization, "aliases": self._aliases, "states": self._states,
            "languages": self._languages, "terms": self._terms, "address": self._address,
        }  # fmt: skip

    def _add(self, name: str, field: forms.Field, initial: Any) -> None:
        self.fields[name] = field
        self.initial[name] = initial

    def _organization(self) -> None:
        self._add(
            "organization", forms.CharField(label=FIELDS["organization"], max_length=250), self.kept["organization"]
        )

    def _aliases(self) -> None:
        field = forms.CharField(
            label=FIELDS["aliases"], required=False, widget=forms.Textarea({"rows": 3}), max_length=5000,
            help_text=_("One on each line; they are names of the whole organization."),
        )  # fmt: skip
        self._add("aliases", field, "\n".join(self.kept["aliases"]))

    def _states(self) -> None:
        self._add("states", _boxes(FIELDS["states"], by_label(State)), self.kept["states"])

    def _languages(self) -> None:
        spoken = [(one.bcp47, one.label_in(self.language)) for one in self.vocabulary.languages]
        self._add("languages", _boxes(FIELDS["languages"], spoken), self.kept["languages"])

    def _terms(self) -> None:
        said = {row["slug"]: row["relation"] for row in self.kept["terms"]}
        choices = self.relations
        for term in self._offered:
            field = forms.ChoiceField(label=term.label_in(self.language), choices=choices, required=False)
            self._add(f"{TERM}{term.slug}", field, said.get(term.slug, NOTHING_SAID))

    @property
    def _offered(self) -> list[Term]:
        return [*self.vocabulary.of("need"), *self.vocabulary.of("victim")]

    def _address(self) -> None:
        kept = self.kept["address"] or {}
        for name, field in fields_for_model(Address, fields=ADDRESS_FIELDS, labels=_said(PLACE_LABELS)).items():
            field.required = False
            self._add(f"{PLACE}{name}", _plain(name, field), kept.get(name, ""))

    def clean_published_on(self) -> str:
        return self._read("published_on", values.partial_date, _("Write the day like 2015, 2015-01 or 2015-01-21."))

    def clean_published_url(self) -> str:
        wrong = _("That is no web address. Write it like https://example.org/help.")
        return self._read("published_url", values.web_address, wrong)

    def _read(self, field: str, convert: Callable[[str], str], wrong: str) -> str:
        typed: str = self.cleaned_data[field].strip()
        if typed == self.initial[field]:
            return typed
        try:
            return convert(typed) if typed else ""
        except Unexpected:
            raise forms.ValidationError(wrong) from None

    def is_valid(self) -> bool:
        rows = [one.is_valid() for one in self.rows.values()]
        return super().is_valid() and all(rows)

    @property
    def wrong(self) -> list[tuple[str, Any, str]]:
        """(id, label, sentence) of everything that cannot be taken."""
        if not self.is_bound:
            return []
        inputs = [*self, *(field for rows in self.rows.values() for row in rows for field in row)]
        found = [(field.id_for_label, field.label, error) for field in inputs for error in field.errors]
        return found + [
            (f"{rows.prefix}-0", rows.label, e) for rows in self.rows.values() for e in rows.non_form_errors()
        ]

    @property
    def values(self) -> Record:
        """{field: value} of the fields that were asked for, once the form is valid."""
        given = self.cleaned_data
        plain = {name: given[name] for name in self.only if name in given and name != "aliases"}
        plain |= {name: rows.rows() for name, rows in self.rows.items()}
        if "aliases" in self.only:
            plain["aliases"] = [line.strip() for line in given["aliases"].splitlines() if line.strip()]
        if "terms" in self.only:
            plain["terms"] = list(self._said(given))
        if "address" in self.only:
            plain["address"] = self._place(given)
        return plain

    def _said(self, given: Record) -> Iterator[Record]:
        """The terms chosen, and those that the form does not show because the vocabulary lists them no more."""
        listed = [term.slug for term in self._offered]
        yield from (row for row in self.kept["terms"] if row["slug"] not in listed)
        for slug in listed:
            if relation := given.get(f"{TERM}{slug}"):
                yield {"slug": slug, "relation": relation}

    def _place(self, given: Record) -> Record | None:
        place = {name: given[f"{PLACE}{name}"] for name in ADDRESS_FIELDS}
        where = any(place[name] for name in ADDRESS_FIELDS if name != "visibility")
        return place if where else None

    def parts(self) -> Iterator[tuple[Any, list[tuple[str, Any]]]]:
        """(heading, [(field, how to show it)]) of each section that has a field here."""
        for heading, fields in SECTIONS:
            if shown := [(name, self._shown(name)) for name in fields if name in self.only]:
                yield heading, shown

    def _shown(self, name: str) -> Any:
        if name in self.rows:
            return self.rows[name]
        if name == "terms":
            return list(self._by_heading())
        if name in BOXES and isinstance(boxes := self.fields[name], forms.MultipleChoiceField):
            said, choices = set(self[name].value() or []), cast(Choices, boxes.choices)
            return self[name], [(value, text, value in said) for value, text in choices]
        if name == "address":
            return [self[f"{PLACE}{one}"] for one in ADDRESS_FIELDS]
        return self[name]

    @cached_property
    def relations(self) -> list[tuple[str, Any]]:
        """What can be said of a term: the template writes these eighty lists itself, which is ten times as fast as a
        widget for each."""
        return [(NOTHING_SAID, _("not said")), *Relation.choices]

    def _by_heading(self) -> Iterator[tuple[str, int, list[Any]]]:
        """(heading, how many are said, [(name, label, what is said)]) of the terms under each heading."""
        headings: dict[tuple[str, str], list[Term]] = {}
        for term in self._offered:
            headings.setdefault((term.facet, term.group), []).append(term)
        for terms in headings.values():
            fields = (self[f"{TERM}{term.slug}"] for term in terms)
            inputs = [(field.html_name, field.label, field.value()) for field in fields]
            yield str(GROUPS.get(terms[0].group, terms[0].group)), sum(bool(said) for _n, _l, said in inputs), inputs


STATES = frozenset({"base_state", "state"})  # one of a list that is in the order of names
PLACE_LABELS = {
    "visibility": gettext_lazy("What is shown of the address"),
    "street": gettext_lazy("Street"),
    "city": gettext_lazy("City of the address"),
    "state": gettext_lazy("State of the address"),
    "postal_code": gettext_lazy("ZIP code"),
}


def _said(labels: "Mapping[str, StrPromise]") -> dict[str, str]:
    """In the language of the page."""
    return {name: str(label) for name, label in labels.items()}


def _plain(name: str, field: forms.Field) -> forms.Field:
    """A field of the model as the desk shows it: long texts on some lines, nothing filled in by the browser."""
    if name in LONG:
        field.widget = forms.Textarea({"rows": LONG[name]})
    elif isinstance(field.widget, forms.TextInput):
        field.widget.attrs["autocomplete"] = "off"
    if name in STATES and isinstance(field, forms.ChoiceField):
        field.choices = [("", "---------"), *by_label(State)]
    return field


def _boxes(label: Any, choices: Choices) -> forms.Field:
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple)
