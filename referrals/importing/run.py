"""A whole file into the directory: planned and shown first, then committed, all of it or nothing.

Planning parses, checks and compares, and writes nothing. Committing is one short transaction of curation's own
actions. A second run of the same file plans no change at all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction

from referrals import curation
from referrals.curation import Merged, rules
from referrals.curation.record import Record
from referrals.lexicon import fold
from referrals.matching import name_key
from referrals.models import Resource, SourceRecord
from referrals.vocabulary import Curation

from . import files
from .known import Known
from .mapping import Mapping
from .problems import Problem, Refused
from .starter import STARTER
from .values import Reading

MAPPINGS: dict[str, Mapping] = {"starter": STARTER}


@dataclass(frozen=True, slots=True)
class New:
    """A row that becomes a record: published, unless something in `waits` keeps it in review."""

    key: str
    values: Record
    waits: tuple[str, ...] = ()
    may_be: Resource | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that differs from its last import."""

    key: str
    values: Record
    kept: SourceRecord
    merged: Merged
    back_to_review: bool


@dataclass(slots=True)
class Plan:
    """What an import of this file does."""

    file: str
    source: str
    rows: int = 0
    new: list[New] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: int = 0
    vanished: list[str] = field(default_factory=list)

    @property
    def published(self) -> list[New]:
        return [one for one in self.new if not one.waits]

    @property
    def in_review(self) -> list[New]:
        return [one for one in self.new if one.waits]


def plan(file: str, data: bytes, mapping: Mapping = STARTER) -> Plan:
    """Read and compare a file; raises Refused with every problem. `file` is its name in sentences."""
    records = _records(file, data, mapping)
    kept = {one.key: one for one in SourceRecord.objects.filter(source=mapping.source).select_related("resource")}
    planned = Plan(file, mapping.source, rows=len(records), vanished=sorted(kept.keys() - records.keys()))
    here = _namesakes(values for key, values in records.items() if key not in kept)
    for key, values in records.items():
        if key not in kept:
            planned.new.append(_new(key, values, here))
        elif merged := curation.three_ways(kept[key], values):
            back = bool(merged.problems) and kept[key].resource.curation == Curation.PUBLISHED
            planned.changed.append(Changed(key, values, kept[key], merged, back))
        else:
            planned.unchanged += 1
    return planned


def _records(file: str, data: bytes, mapping: Mapping) -> dict[str, Record]:
    known, records, problems = Known.now(), {}, []
    rows = files.table(file, data, mapping.columns, mapping.ignored)
    for row in rows:
        reading = Reading(file, row)
        records[mapping.key(row.cells)] = mapping.record(reading, known)
        problems += reading.problems
    problems += _twice(file, rows, mapping)
    if problems:
        raise Refused(problems)
    return records


def _twice(file: str, rows: list[files.Row], mapping: Mapping) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        key = mapping.key(row.cells)
        line = first.setdefault(fold(key), row.line)
        if line != row.line:
            yield Problem(
                file, row.line, mapping.key_field, f"expected one row for “{key}”, found it on line {line} too."
            )


def _namesakes(values: Iterable[Record]) -> dict[str, Resource]:
    """Published records by compared name, of those names that a new row brings."""
    keys = {name_key(one["name"]) for one in values}
    here = Resource.objects.published().filter(name_key__in=keys).prefetch_related("states")
    return {one.name_key: one for one in here}


def _new(key: str, values: Record, here: dict[str, Resource]) -> New:
    if curation.rejected_before(values):
        return New(key, values, ("Turned down before: a curator decides.",), rejected=True)
    waits = rules.problems(values)
    may_be = here.get(name_key(values["name"]))
    if may_be and _same_states(may_be, values):
        waits.append(f"It may be the record already here: {may_be.name}.")
        return New(key, values, tuple(waits), may_be)
    return New(key, values, tuple(waits))


def _same_states(resource: Resource, values: Record) -> bool:
    served = {row.state for row in resource.states.all()}
    return not served or not values["states"] or bool(served & set(values["states"]))


def commit(planned: Plan, *, by: str, progress: Callable[[int], None] = lambda done: None) -> None:
    """Write what was planned, through curation, in one transaction. `progress` is told how many rows are done."""
    rows: list[New | Changed] = [*planned.new, *planned.changed]
    try:
        with transaction.atomic():
            for done, one in enumerate(rows, start=1):
                _write(one, planned.source, by)
                progress(done)
    except (IntegrityError, ObjectDoesNotExist, curation.NotPublishable) as error:
        sentence = "the directory was changed by someone else meanwhile; nothing was written, run the import again."
        raise Refused([Problem(planned.file, 0, "", sentence)]) from error


def _write(one: New | Changed, source: str, by: str) -> None:
    if isinstance(one, Changed):
        curation.update_from_source(one.kept, by=by, values=one.values)
    elif one.rejected:
        curation.suggest(by=by, values=one.values, source=source, key=one.key)
    else:
        publish = not one.waits
        curation.create(by=by, values=one.values, source=source, key=one.key, may_be=one.may_be, published=publish)


def refresh_statistics() -> None:
    """Tell PostgreSQL how many rows there are now. It would find out by itself, but minutes later, and plans
    searches badly until then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
