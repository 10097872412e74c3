"""The dry run: every row read, compared and put beside the directory, with what would become of it. Nothing is written
but these rows."""

from collections.abc import Callable, Iterator
from itertools import batched
from typing import Any

from referrals import curation
from referrals.curation import nearby, rules
from referrals.curation.record import Record
from referrals.curation.suggestions import turned_down
from referrals.matching import name_key
from referrals.models import Import, ImportRow, SourceRecord
from referrals.vocabulary import Curation

from . import places
from .choices import Known
from .exact import Beside
from .files import Row
from .layouts import Layout
from .problems import Problem, Refused
from .reader import Reader

AT_ONCE = 500  # rows in memory
Outcome = ImportRow.Outcome
Progress = Callable[[int, int], None]  # rows done, rows there are (0: not known yet)


def check(batch: Import, progress: Progress) -> None:
    """Read the whole file and write down what would become of each row; raises Refused if it is no table."""
    table = places.table(batch)
    batch.lines.all().delete()
    total = sum(1 for _row in table.rows())
    if not total:
        raise Refused([Problem(batch.file, 0, "", "the file has a header and no rows.")])
    reader = Reader(batch.file, Layout.from_json(batch.layout).fitting(table.header), Known.now())
    checking = _Checking(batch, reader)
    done = 0
    for rows in batched(table.rows(), AT_ONCE):
        ImportRow.objects.bulk_create(checking.lines(rows))
        done += len(rows)
        progress(done, total)


def _beside(row: Row) -> dict[str, Any]:
    """What an HSDS service says that no record holds, as JSON keeps it."""
    said = Beside.of(row.exact or {})
    return {
        "organization": said.organization and str(said.organization),
        "modified": said.modified and said.modified.isoformat(),
        "evidence": list(said.evidence),
    }


class _Checking:
    def __init__(self, batch: Import, reader: Reader) -> None:
        self.batch, self.reader = batch, reader
        self.first: dict[str, int] = {}  # the line on which a key stands first
        self.beside: dict[int, dict[str, Any] | None] = {}  # of the rows in hand
        self.named: dict[tuple[str, ...], int] = {}  # … and a name in the same places

    def lines(self, rows: tuple[Row, ...]) -> list[ImportRow]:
        read = [(row, *self.reader.read(row)) for row in rows]
        self.beside = {row.line: _beside(row) for row in rows if row.exact}
        good = [(row.line, key, values) for row, key, values, problems in read if not self._wrong(row, key, problems)]
        bad = [self._refused(row, key, problems) for row, key, _values, problems in read if problems]
        kept = self._kept([key for _line, key, _values in good])
        new = [one for one in good if one[1] not in kept]
        known = [self._known(line, values, kept[key]) for line, key, values in good if key in kept]
        lines = bad + known + list(self._new(new))
        for line in lines:
            line.beside = self.beside.pop(line.line, None)
        return lines

    def _wrong(self, row: Row, key: str, problems: list[Problem]) -> bool:
        """Whether a row has problems; that it stands twice in the file is one, too."""
        line = self.first.setdefault(key.casefold(), row.line)
        if line != row.line:
            problems.append(
                Problem(self.reader.file, row.line, "", f"expected one row for “{key}”, found it on line {line} too.")
            )
        return bool(problems)

    def _refused(self, row: Row, key: str, problems: list[Problem]) -> ImportRow:
        notes = [[one.field, one.sentence] for one in dict.fromkeys(problems)]
        return self._line(row.line, f"{row.line} {key}"[:300], Outcome.REFUSED, notes=notes)

    def _line(self, line: int, key: str, outcome: str, **more: Any) -> ImportRow:
        return ImportRow(batch=self.batch, line=line, key=key, outcome=outcome, **more)

    def _kept(self, keys: list[str]) -> dict[str, SourceRecord]:
        found = SourceRecord.objects.filter(source=self.batch.source, key__in=keys)
        return {one.key: one for one in found.select_related("resource__organization")}

    def _like_another(self, line: int, values: Record) -> Iterator[str]:
        """What the file itself may hold twice."""
        place = (name_key(values["name"]), values["city"], *values["states"])
        first = self.named.setdefault(place, line)
        if first != line:
            yield f"Named like line {first} of the file, in the same place."

    def _known(self, line: int, values: Record, kept: SourceRecord) -> ImportRow:
        """A row of an earlier import of the same list: merged three ways, field by field."""
        merged = curation.three_ways(kept, values)
        if merged is None or not (merged.taken or merged.contested):
            return self._line(line, kept.key, Outcome.SAME, resource=kept.resource)
        notes = [[name, "taken over"] for name in sorted(merged.taken)]
        notes += [[name, "differs; the edit made here stays"] for name in merged.contested]
        if merged.problems and kept.resource.curation == Curation.PUBLISHED:
            notes += [["", f"back to review: {sentence}"] for sentence in merged.problems]
        return self._line(line, kept.key, Outcome.CHANGED, values=values, notes=notes, resource=kept.resource)

    def _new(self, rows: list[tuple[int, str, Record]]) -> Iterator[ImportRow]:
        records = [values for _line, _key, values in rows]
        before, near = turned_down(records), nearby.compare(records)
        for (line, key, values), rejected, alike in zip(rows, before, near, strict=True):
            brings = rejected and rejected[1]
            if rejected and not brings:
                yield self._line(line, key, Outcome.TURNED_DOWN, values=values, resource=rejected[0])
                continue
            said = bool((self.beside.get(line) or {}).get("evidence"))
            against = (*rules.problems(values, named_in_a_forum=said), *self._like_another(line, values))
            notes = [["", sentence] for sentence in against]
            if brings:
                notes.append(["", f"Rejected before; now brings {', '.join(sorted(brings))}."])
            found = [[one.slug, one.name, one.likeness.score, list(one.likeness.reasons)] for one in alike[:3]]
            waits = bool(notes or found or not self.batch.publish)
            outcome = Outcome.REVIEW if waits else Outcome.PUBLISH
            yield self._line(line, key, outcome, values=values, notes=notes, near=found)
