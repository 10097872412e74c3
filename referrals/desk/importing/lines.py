"""Rows of an import as a curator reads them: what a new one says, and what a changed one changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from referrals.curation import record
from referrals.curation.changes import whole
from referrals.desk.telling import Line, Words, beside
from referrals.models import ImportRow

SHOWN = ("kind", "phones", "emails", "links", "states", "coverage", "terms")  # of a new record
Outcome = ImportRow.Outcome


@dataclass(frozen=True, slots=True)
class Told:
    """`says`: fields of a new record. `differs`: fields of a record that is here, now and in the file; of those in
    `kept` the edit made here stays."""

    row: ImportRow
    says: list[Line]
    differs: list[Line]
    kept: frozenset[str]


def told(rows: Iterable[ImportRow]) -> Iterator[Told]:
    """A fixed number of queries, however many there are."""
    rows = list(rows)
    changed = [row.resource_id for row in rows if row.resource_id and row.outcome == Outcome.CHANGED]
    here = {one.pk: record.of(one) for one in whole().filter(pk__in=changed)} if changed else {}
    words = Words.now(get_language() or "")
    for row in rows:
        current = here.get(row.resource_id or 0)
        yield Told(row, _says(words, row) if current is None else [], _differs(words, row, current), _kept(row))


def _says(words: Words, row: ImportRow) -> list[Line]:
    return list(beside(words, {name: row.values[name] for name in SHOWN}, {})) if row.values else []


def _differs(words: Words, row: ImportRow, current: record.Record | None) -> list[Line]:
    if current is None or not row.values:
        return []
    fields = [field for field, _sentence in row.notes if field]
    now, then = ({name: values[name] for name in fields} for values in (current, row.values))
    return [line for line in beside(words, now, then) if line.differs]


def _kept(row: ImportRow) -> frozenset[str]:
    """Fields in which both the list and the record changed."""
    return frozenset(field for field, sentence in row.notes if field and "stays" in sentence)
