"""The form that says what the columns and values of a file mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice

from django.http import QueryDict
from django.utils.functional import Promise

from referrals.importing import layouts, places
from referrals.importing.choices import Known, folded
from referrals.importing.files import Row
from referrals.importing.layouts import FIELDS, Layout
from referrals.models import Import
from referrals.vocabulary import Coverage, Kind, Visibility

SAMPLE, LOOKED_AT = 3, 2_000  # cells shown of a column; rows in which unknown values are looked for
MOST_VALUES = 1_000  # that one form may explain


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    cells: list[str]
    field: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A field whose values the vocabulary does not know: [(number on the page, words, how often, guess)], and what they
    could mean."""

    name: str
    label: Promise
    values: list[tuple[int, str, int, str]]
    choices: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the page shows."""

    layout: Layout
    columns: list[Column]
    unknown: list[Unknown]

    @property
    def count(self) -> int:
        """How many values are asked about."""
        return sum(len(one.values) for one in self.unknown)

    @classmethod
    def of(cls, batch: Import) -> "Mapping":
        """Reads the first rows of the file; raises Refused if it is no table."""
        table = places.table(batch)
        rows = list(islice(table.rows(), LOOKED_AT))
        layout = Layout.from_json(batch.layout) if batch.layout else layouts.guess(table.header, rows[:50])
        layout = layout.fitting(table.header)
        columns = [Column(name, _some(rows, name), layout.columns[name]) for name in table.header]
        return cls(layout, columns, list(_unknown(layout, rows)))


def _some(rows: list[Row], heading: str) -> list[str]:
    filled = dict.fromkeys(row.cells[heading] for row in rows[:100] if row.cells[heading])
    return list(filled)[:SAMPLE]


def _unknown(layout: Layout, rows: list[Row]) -> Iterator[Unknown]:
    known, number = Known.now(), count()
    for name, values in layouts.unknown(layout, rows, known):
        numbered = [(next(number), *one) for one in values]
        yield Unknown(name, FIELDS[name][0], numbered, sorted(known.of[name].labels.items(), key=lambda one: one[1]))


def posted(form: QueryDict, header: list[str], before: Layout) -> Layout:
    """The layout that the form says; what it says wrongly stays as it was."""
    columns = {}
    for place, heading in enumerate(header):
        meant = form.get(f"column-{place}", before.columns.get(heading, ""))
        columns[heading] = meant if meant in FIELDS else ""
    values = {name: dict(said) for name, said in before.values.items()}
    for place in range(
        min(int(form.get("values") or 0) if (form.get("values") or "0").isdecimal() else 0, MOST_VALUES)
    ):
        name, words = form.get(f"field-{place}", ""), form.get(f"words-{place}", "")
        if name in layouts.CHOSEN and words:
            values.setdefault(name, {})[folded(words)] = form.get(f"means-{place}", "")
    return Layout(
        columns, _listed(values),
        kind=_one(form, "kind", Kind.values, before.kind),
        coverage=_one(form, "coverage", Coverage.values, before.coverage),
        visibility=_one(form, "visibility", Visibility.values, before.visibility),
    )  # fmt: skip


def _one(form: QueryDict, name: str, values: list[str], before: str) -> str:
    said = form.get(name, before)
    return said if said in values else ""


def _listed(values: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Only meanings that are on the list of the field, or nothing: leave it out."""
    known = Known.now()
    return {
        name: {words: slug for words, slug in said.items() if not slug or slug in known.of[name].labels}
        for name, said in values.items()
    }
