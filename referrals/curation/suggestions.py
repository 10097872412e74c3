"""Candidates at the door: new ones wait in review, known and rejected ones are recognised."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from referrals.matching import contact_keys, name_key
from referrals.models import Evidence, Resource, SourceRecord
from referrals.models.evidence import digest
from referrals.vocabulary import Curation, Rejection, english

from . import nearby, record, wording
from .actions import create
from .changes import finish
from .record import Record

LIKELY = 60  # a likeness from here on is shown beside the suggestion


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says of a candidate; the fields are those of models.Evidence."""

    quote: str
    role: str
    stance: str
    source_label: str
    speaker: str = ""
    asked: str = ""
    date: datetime.date | None = None
    link_path: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """The record a candidate became or was recognised as, its evidence rows in the order given, and whether
    the record is new."""

    resource: Resource
    evidence: tuple[Evidence, ...]
    created: bool


@transaction.atomic
def suggest(
    *, by: str, values: Record, source: str, key: str, said: tuple[Said, ...] = (), may_be: Resource | None = None
) -> Suggested:
    """Bring a candidate before a curator, unless it is known or was turned down.

    The same source and key lead to the same record for ever, merged or not. A rejection is remembered by
    name and state; a candidate that brings a new phone, domain or e-mail comes back once, saying so.
    """
    kept = SourceRecord.objects.filter(source=source, key=key).select_related("resource").first()
    if kept:
        return _known(kept.resource, said, by=by)
    rejected = rejected_before(values)
    brings = contact_keys(values).difference(*(contact_keys(record.of(one)) for one in _rejected(values)))
    if rejected and (rejected.rejection == Rejection.DO_NOT_LIST or not brings):
        remember_turned_down(rejected, source=source, key=key, values=values)
        return Suggested(rejected, (), created=False)
    note = (
        f"Rejected before ({english(Rejection)[rejected.rejection]}); now brings {', '.join(sorted(brings))}."
        if rejected
        else ""
    )
    resource = create(by=by, values=values, source=source, key=key, note=note, may_be=may_be or closest(values))
    return Suggested(resource, _attach(resource, said), created=True)


def remember_turned_down(rejected: Resource, *, source: str, key: str, values: Record) -> None:
    """A rejected record keeps what a source says of it, so that the source's next import is silent about it."""
    values = wording.named(record.normal(values))
    SourceRecord.objects.create(source=source, key=key, values=values, resource=rejected)


def _known(resource: Resource, said: tuple[Said, ...], *, by: str) -> Suggested:
    if resource.curation == Curation.REJECTED:
        return Suggested(resource, (), created=False)
    before = resource.evidence.count()
    evidence = _attach(resource, said)
    if resource.evidence.count() != before:
        finish(resource, record.of(resource), action="evidence", by=by, why="said again")
    return Suggested(resource, evidence, created=False)


def _attach(resource: Resource, said: tuple[Said, ...]) -> tuple[Evidence, ...]:
    return tuple(_one_evidence(resource, one) for one in said)


def _one_evidence(resource: Resource, said: Said) -> Evidence:
    fields = {name: getattr(said, name) for name in Said.__slots__}
    place = {"link_path": said.link_path, "quote_sha256": digest(said.quote)}
    return resource.evidence.filter(**place).first() or Evidence.objects.create(resource=resource, **fields)


def rejected_before(values: Record) -> Resource | None:
    """The rejected record of that name in those states; one that asked not to be listed, wherever."""
    return max(_rejected(values), key=_weight, default=None)


def _weight(rejected: Resource) -> tuple[bool, int]:
    return rejected.rejection == Rejection.DO_NOT_LIST, rejected.pk


def _rejected(values: Record) -> list[Resource]:
    same_name = Resource.objects.filter(curation=Curation.REJECTED, name_key=name_key(values["name"]))
    return _in_the_same_states(values, same_name)


def _in_the_same_states(values: Record, rejected: Iterable[Resource]) -> list[Resource]:
    places = set(values["states"])
    return [
        r for r in rejected if {row.state for row in r.states.all()} == places or r.rejection == Rejection.DO_NOT_LIST
    ]


def turned_down(rows: Iterable[Record]) -> list[tuple[Resource, frozenset[str]] | None]:
    """For each of many rows what `suggest` finds for one: the rejected record, and what new way to reach it the row
    brings (for one that asked not to be listed: nothing)."""
    rows = list(rows)
    named: dict[str, list[Resource]] = defaultdict(list)
    rejected = Resource.objects.filter(curation=Curation.REJECTED, name_key__in={name_key(row["name"]) for row in rows})
    for one in rejected.with_contacts():
        named[one.name_key].append(one)
    return [_turned_down(row, named[name_key(row["name"])]) for row in rows]


def _turned_down(values: Record, named: list[Resource]) -> tuple[Resource, frozenset[str]] | None:
    same = _in_the_same_states(values, named)
    if not same:
        return None
    one = max(same, key=_weight)
    known = set().union(*(contact_keys(record.of(each)) for each in same))
    brings = set() if one.rejection == Rejection.DO_NOT_LIST else contact_keys(values) - known
    return one, frozenset(brings)


def closest(values: Record) -> Resource | None:
    """The published record this candidate most likely is, if any is likely."""
    found = [one.pk for one in nearby.alike(values, least=LIKELY, limit=50) if one.published]
    return Resource.objects.get(pk=found[0]) if found else None
