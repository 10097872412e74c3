"""An import from its beginning to its end, in this process: what the command does, and what the desk begins with."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db.models import Count

from referrals.models import Import, ImportRow

from . import checking, hsds, landing, places
from .checking import Progress
from .problems import Problem, Refused

SHOWN = 100  # rows of one outcome that are named
Outcome = ImportRow.Outcome


def begin(file: Path, *, source: str, by: str, publish: bool) -> Import:
    """Keep a file; raises Refused if it is no table, and nothing of it stays."""
    batch = Import.objects.create(file=file.name[:200], kind="csv", source=source[:80], by=by, publish=publish)
    try:
        with file.open("rb") as data:
            places.keep(batch, iter(lambda: data.read(1 << 20), b""))
        batch.kind = places.table(batch).kind
        batch.save(update_fields=["kind"])
    except (OSError, Refused) as error:
        forget(batch)
        if isinstance(error, Refused):
            raise
        raise Refused([Problem(file.name, 0, "", f"the file cannot be read ({error.strerror}).")]) from error
    return batch


def run(batch: Import, *, dry_run: bool, progress: Progress) -> Iterator[str]:
    """Check and, unless it is a dry run, write; lines for a person. Raises Refused if a row cannot be read."""
    checking.check(batch, progress)
    if refused := batch.lines.filter(outcome=Outcome.REFUSED):
        raise Refused(Problem(batch.file, row.line, *note) for row in refused for note in row.notes)
    counts = dict(batch.lines.order_by().values_list("outcome").annotate(Count("pk")))
    said = ", ".join(f"{counts[value]} {label.lower()}" for value, label in Outcome.choices if value in counts)
    yield f"{batch.file}: {sum(counts.values())} rows: {said}."
    for what, often in not_taken(batch).items():
        yield f"  Not taken over: {what}: {often}"
    for row in batch.lines.filter(outcome__in=[Outcome.REVIEW, Outcome.CHANGED])[:SHOWN]:
        why = " ".join(f"{field} {sentence}".strip() for field, sentence in row.notes)
        near = f" May be {row.near[0][1]}." if row.near else ""
        yield f"  {row.get_outcome_display().lower()}: {row.key}: {why}{near}"
    if dry_run:
        yield "Dry run: nothing was written."
        return
    landing.land(batch, progress)
    call_command("reindex", "--if-idle", stdout=StringIO())


def not_taken(batch: Import) -> dict[str, int]:
    """{"table.field": how often} of what an HSDS file says and the directory has no place for, most frequent first."""
    if batch.kind != "hsds":
        return {}
    return dict(hsds.left(places.path(batch), batch.file).most_common())


def remembered(source: str) -> dict[str, Any]:
    """What the columns and values of this list meant the last time; nothing if it comes for the first time."""
    last = Import.objects.filter(source=source, state=Import.State.LIVE).exclude(layout={}).first()
    return last.layout if last else {}


def forget(batch: Import) -> None:
    """Nothing of it stays."""
    landing.clear(batch)
    places.forget(batch)
    batch.delete()
