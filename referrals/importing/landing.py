"""What was checked becomes part of the directory: staged in short transactions, then made live in one."""

from itertools import batched
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone

from referrals import curation
from referrals.curation.record import Record
from referrals.curation.rows import update
from referrals.curation.staging import Staged, Staging, go_live, unstage
from referrals.models import Change, Import, ImportRow, Resource, SourceRecord

from . import places
from .checking import Progress
from .problems import Problem, Refused

AT_ONCE = 500
Outcome = ImportRow.Outcome
NEW = (Outcome.PUBLISH, Outcome.REVIEW)


def land(batch: Import, progress: Progress) -> None:
    """Write all rows; what a killed run staged is not written again. Raises Refused, with nothing of the file live."""
    if batch.lines.filter(outcome=Outcome.REFUSED).exists():
        raise Refused([Problem(batch.file, 0, "", "some rows cannot be read; nothing was written.")])
    try:
        _stage(batch, progress)
        with transaction.atomic():
            _change(batch)
            _remember_turned_down(batch)
            go_live(batch)
            batch.state, batch.live_at = Import.State.LIVE, timezone.now()
            batch.save(update_fields=["state", "live_at"])
    except (IntegrityError, ObjectDoesNotExist, curation.NotPublishable) as error:
        clear(batch)
        sentence = "the directory was changed by somebody else meanwhile; nothing was written. Check the file again."
        raise Refused([Problem(batch.file, 0, "", sentence)]) from error
    batch.lines.update(values=None, beside=None, released=None, due_on=None)
    places.forget(batch)


def _stage(batch: Import, progress: Progress) -> None:
    staging = Staging(batch)
    waiting = batch.lines.filter(outcome__in=NEW, resource__isnull=True)
    total = batch.lines.filter(outcome__in=NEW).count()
    done = total - waiting.count()
    pks = list(waiting.order_by("pk").values_list("pk", flat=True))
    for some in batched(pks, AT_ONCE):
        rows = list(ImportRow.objects.filter(pk__in=some).order_by("pk"))
        likely = _likely(rows)
        with transaction.atomic():
            new = [_staged(batch, row, likely) for row in rows]
            for row, staged, one in zip(rows, new, staging.stage(new), strict=True):
                row.resource, row.released, row.due_on = one, staged.released, staged.due_on
            update(ImportRow, ("resource_id", "released", "due_on"), rows)
        done += len(rows)
        progress(done, total)


def _likely(rows: list[ImportRow]) -> dict[str, int]:
    slugs = {row.near[0][0] for row in rows if row.near}
    return dict(Resource.objects.filter(slug__in=slugs).values_list("slug", "pk"))


def _staged(batch: Import, row: ImportRow, likely: dict[str, int]) -> Staged:
    note = " ".join(sentence for _field, sentence in row.notes)
    may_be = likely.get(row.near[0][0]) if row.near else None
    uuid = _uuid(row.key) if batch.kind == "hsds" else None
    return Staged(row.key, _values(row), row.outcome == Outcome.PUBLISH, note, may_be, uuid, row.beside or {})


def _values(row: ImportRow) -> Record:
    """What the row says: it stands there until the whole file is in."""
    assert row.values is not None
    values: Record = row.values
    return values


def _uuid(key: str) -> UUID | None:
    """The id of an HSDS record, if it is what HSDS asks for."""
    try:
        return UUID(key)
    except ValueError:
        return None


def _change(batch: Import) -> None:
    """Rows of an earlier import that say something new."""
    for row in batch.lines.filter(outcome=Outcome.CHANGED).select_related("resource").iterator(AT_ONCE):
        kept = SourceRecord.objects.select_related("resource").get(source=batch.source, key=row.key)
        last = kept.resource.changes.values_list("pk", flat=True).first() or 0
        curation.update_from_source(kept, by=batch.by, values=_values(row))
        Change.objects.filter(resource=kept.resource, pk__gt=last).update(batch=batch)


def _remember_turned_down(batch: Import) -> None:
    """A rejected record keeps what this list says, so that its next import is silent about it."""
    for row in batch.lines.filter(outcome=Outcome.TURNED_DOWN).iterator(AT_ONCE):
        if row.resource is not None:
            curation.remember_turned_down(row.resource, source=batch.source, key=row.key, values=_values(row))


def clear(batch: Import) -> None:
    """Delete what was staged, which nobody saw."""
    while unstage(batch):
        pass
