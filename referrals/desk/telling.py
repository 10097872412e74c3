"""Values of a record as curators read them: no JSON, no codes where there are words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals import numbers, terms
from referrals.curation.record import Record
from referrals.models import Change, Resource, Succession
from referrals.vocabulary import (
    Attempt,
    Cost,
    Coverage,
    Curation,
    Kind,
    Known,
    MayReport,
    Method,
    PhoneUse,
    Rejection,
    Relation,
    State,
    Visibility,
    label,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FIELDS: dict[str, "StrPromise"] = {
    "name": gettext_lazy("Name"),
    "organization": gettext_lazy("Organization"),
    "aliases": gettext_lazy("Other names"),
    "discreet_name": gettext_lazy("Discreet name"),
    "kind": gettext_lazy("Kind"),
    "description": gettext_lazy("Description"),
    "phones": gettext_lazy("Phones"),
    "links": gettext_lazy("Web sites"),
    "emails": gettext_lazy("E-mail"),
    "hours": gettext_lazy("Hours"),
    "always_open": gettext_lazy("Open day and night"),
    "coverage": gettext_lazy("Coverage"),
    "states": gettext_lazy("States"),
    "base_state": gettext_lazy("Seat"),
    "area": gettext_lazy("Area"),
    "city": gettext_lazy("City"),
    "address": gettext_lazy("Address"),
    "terms": gettext_lazy("Whom it serves, what it offers"),
    "serves_any_victim": gettext_lazy("Open to any victim"),
    "eligibility": gettext_lazy("Eligibility"),
    "languages": gettext_lazy("Languages"),
    "interpretation": gettext_lazy("Interpreters"),
    "cost": gettext_lazy("Cost"),
    "contact_may_report": gettext_lazy("Reporting"),
    "published_by": gettext_lazy("Published by"),
    "published_on": gettext_lazy("Published on"),
    "published_url": gettext_lazy("Where it was published"),
    "in_doubt": gettext_lazy("In doubt"),
    "curation": gettext_lazy("State of the record"),
    "rejection": gettext_lazy("Why it was rejected"),
    "merged_into": gettext_lazy("Merged into"),
    "slug": gettext_lazy("Address on this site"),
    "place_agreed": gettext_lazy("Two agreed to show the place"),
    "verified_on": gettext_lazy("Verified on"),
    "verified_by": gettext_lazy("Verified by"),
    "verified_how": gettext_lazy("Verified how"),
    "successions": gettext_lazy("What became of it"),
    "tried": gettext_lazy("Attempts that reached nobody"),
    "tried_on": gettext_lazy("Last tried on"),
    "tried_outcome": gettext_lazy("What came of it"),
}
ACTIONS: dict[str, Promise] = {
    "create": gettext_lazy("Suggested or imported"),
    "edit": gettext_lazy("Edited"),
    "publish": gettext_lazy("Published"),
    "reject": gettext_lazy("Rejected"),
    "retire": gettext_lazy("Retired"),
    "restore": gettext_lazy("Back to review"),
    "merge": gettext_lazy("Merged"),
    "verify": gettext_lazy("Verified"),
    "tried": gettext_lazy("Could not reach"),
    "relate": gettext_lazy("Noted what became of it"),
    "unrelate": gettext_lazy("Took a note out"),
    "evidence": gettext_lazy("Named again"),
    "quote": gettext_lazy("Quoted anew after a review of posts"),
    "undo": gettext_lazy("Taken back"),
    "propose showing": gettext_lazy("Proposed to show the place"),
    "show": gettext_lazy("Showed the place"),
    "keep hidden": gettext_lazy("Kept the place hidden"),
    "hide": gettext_lazy("Taken out of sight"),
    "show again": gettext_lazy("Shown again"),
}
CHOICES: dict[str, type[TextChoices]] = {
    "kind": Kind, "coverage": Coverage, "base_state": State, "interpretation": Known, "cost": Cost,
    "contact_may_report": MayReport, "curation": Curation, "rejection": Rejection, "verified_how": Method,
    "tried_outcome": Attempt,
}  # fmt: skip


class Looked(Mapping[str, str]):
    """Labels that are at hand, and all the others from the first moment one of them is asked for."""

    def __init__(self, at_hand: dict[str, str], name: str, language: str) -> None:
        self._known, self._name, self._language = at_hand, name, language

    def __getitem__(self, key: str) -> str:
        if key not in self._known and self._name:
            self._known |= getattr(Words.now(self._language), self._name)
            self._name = ""
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


@dataclass(frozen=True, slots=True)
class Words:
    """The open lists in the language of the page; read once for a page."""

    terms: Mapping[str, str]
    languages: Mapping[str, str]

    @classmethod
    def now(cls, language: str) -> "Words":
        _moment, vocabulary = terms.now()
        labels = {slug: term.label_in(language) for slug, term in vocabulary.by_slug.items()}
        return cls(labels, {one.bcp47: one.label_in(language) for one in vocabulary.languages})

    @classmethod
    def of(cls, records: Iterable[Resource], language: str) -> "Words":
        """Those that these records carry, which were read with them; what else the page comes to name is looked up."""
        records = list(records)
        carried = {r.term.slug: r.term.label_in(language) for one in records for r in one.term_relations.all()}
        spoken = {one.bcp47: one.label_in(language) for record in records for one in record.languages.all()}
        return cls(Looked(carried, "terms", language), Looked(spoken, "languages", language))

    def told(self, field: str, value: Any) -> list[str]:
        """A value line by line; nothing for nothing."""
        if value is None or value in ("", []):
            return []
        if field in CHOICES:
            return [label(CHOICES[field], value)]
        if isinstance(value, bool):
            return [_("Yes") if value else _("No")]
        if field == "address":
            return [_place(value)]
        return [self._row(field, one) for one in value] if isinstance(value, list) else [str(value)]

    def _row(self, field: str, row: Any) -> str:
        match field:
            case "phones":
                return _phone(row)
            case "links":
                return _doubted(row, "url")
            case "emails":
                return _doubted(row, "address")
            case "terms":
                return self._term(row)
            case "successions":
                return _became(row)
            case "states":
                return label(State, row)
            case "languages":
                return self.languages.get(row, row)
        return str(row)

    def _term(self, row: Record) -> str:
        named = self.terms.get(row["slug"], row["slug"])
        return named if row["relation"] == Relation.SERVES else f"{label(Relation, row['relation'])}: {named}"


def _became(row: Record) -> str:
    said = [label(Succession.Kind, row["kind"]), row["was"] or row["successor"], row["since"]]
    return ", ".join(filter(None, said))


def _phone(row: Record) -> str:
    use = "" if row["use"] == PhoneUse.VOICE else label(PhoneUse, row["use"])
    number = numbers.readable(row["number"]) + (f" x{row['extension']}" if row["extension"] else "")
    said = [use, row["label"], row["keyword"], row["menu_key"], row["hours"], _doubt(row)]
    more = ", ".join(filter(None, said))
    return f"{number} ({more})" if more else number


def _doubted(row: Record, name: str) -> str:
    return f"{row[name]} ({_doubt(row)})" if row["doubtful"] else row[name]


def _doubt(row: Record) -> str:
    return _("in doubt") if row["doubtful"] else ""


def _place(address: Record) -> str:
    place = ", ".join(filter(None, [address["street"], address["city"], address["state"], address["postal_code"]]))
    return f"{place} ({label(Visibility, address['visibility'])})"


@dataclass(frozen=True, slots=True)
class Line:
    """One field of two records beside each other, or before and after."""

    field: str
    label: str
    before: list[str]
    after: list[str]

    @property
    def differs(self) -> bool:
        return self.before != self.after


def beside(words: Words, before: Record, after: Record) -> Iterator[Line]:
    """Every field that either says something about."""
    for field, named in FIELDS.items():
        if field in before or field in after:
            line = Line(field, str(named), *(words.told(field, one.get(field)) for one in (before, after)))
            if line.before or line.after:
                yield line


def changed(words: Words, fields: dict[str, list[Any]]) -> list[Line]:
    """A line of the history, field by field; what was empty and is empty in another way is no news."""
    before, after = ({name: both[when] for name, both in fields.items()} for when in (0, 1))
    return list(beside(words, before, after))


def action(change: Change) -> str:
    """What was done, in words."""
    return str(ACTIONS.get(change.action, change.action))
