"""A whole import taken back, even after later edits: first what that does, then doing it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from referrals import curation
from referrals.curation.staging import erase
from referrals.models import Change, Import, ImportRow, Report, Resource, Revision, SourceRecord
from referrals.vocabulary import Curation

from .checking import Progress

AT_ONCE = 500
SHOWN = 200
Outcome = ImportRow.Outcome


@dataclass(frozen=True, slots=True)
class Preview:
    """`gone`: new records that leave; `stay`: those somebody worked on since, with their last line of the history;
    `changes`: lines that changed a record, of which `fixed` cannot be taken back because their fields changed again."""

    gone: int
    stay: list[Change]
    staying: int
    changes: int
    fixed: list[Change]


def preview(batch: Import) -> Preview:
    """What taking it back would do now."""
    touched = _touched(batch)
    last = Change.objects.filter(resource__in=touched[:SHOWN]).select_related("resource").order_by("resource", "-pk")
    lines = {one.resource_id: one for one in reversed(last)}
    changed = list(_changes(batch))
    fixed = [one for one in changed if not _can_be_taken_back(one)]
    return Preview(_untouched(batch).count(), list(lines.values()), touched.count(), len(changed), fixed[:SHOWN])


def _new(batch: Import) -> QuerySet[Resource]:
    lines = batch.lines.filter(outcome__in=[Outcome.PUBLISH, Outcome.REVIEW])
    return Resource.objects.filter(pk__in=lines.values("resource"))


def _somebody(batch: Import) -> Q:
    """Somebody did something to the record that is not part of the import, or said something of it."""
    lines = Change.objects.filter(resource=OuterRef("pk")).exclude(batch=batch)
    reports = Report.objects.filter(resource=OuterRef("pk"))
    sources = SourceRecord.objects.filter(resource=OuterRef("pk")).exclude(source=batch.source)
    return Q(Exists(lines)) | Q(Exists(reports)) | Q(Exists(sources))


def _touched(batch: Import) -> QuerySet[Resource]:
    return _new(batch).filter(_somebody(batch)).order_by("name", "pk")


def _untouched(batch: Import) -> QuerySet[Resource]:
    return _new(batch).filter(~_somebody(batch))


def _changes(batch: Import) -> QuerySet[Change]:
    """Lines of the history that changed records which were here before, the last first."""
    return batch.changes.exclude(action="create").filter(undone_by__isnull=True).select_related("resource")


def _can_be_taken_back(change: Change) -> bool:
    since = change.resource.changes.filter(pk__gt=change.pk).exclude(batch=change.batch_id)
    return not any(change.fields.keys() & fields.keys() for fields in since.values_list("fields", flat=True))


@transaction.atomic
def retire(batch: Import, *, by: str) -> list[str]:
    """Out of sight in one breath: new records that nobody touched, and what was changed in others. Returns the names of
    records of which something stays. What follows the directory must notice this before `remove`."""
    stayed = []
    for change in _changes(batch):
        try:
            curation.undo(change, by=by)
        except (curation.CannotUndo, curation.NotPublishable):
            stayed.append(str(change.resource))
    gone = _untouched(batch).exclude(curation=Curation.RETIRED)
    gone.update(curation=Curation.RETIRED, released=None, due_on=None, may_be=None, revision=Revision.objects.take())
    return stayed + list(_touched(batch).values_list("name", flat=True)[:SHOWN])


def remove(batch: Import, progress: Progress) -> None:
    """Delete what is out of sight, so that the same list can be imported anew. Again after a kill: goes on."""
    pks = list(_untouched(batch).filter(curation=Curation.RETIRED).values_list("pk", flat=True))
    for done in range(0, len(pks), AT_ONCE):
        with transaction.atomic():
            erase(pks[done : done + AT_ONCE])
        progress(min(done + AT_ONCE, len(pks)), len(pks))
    SourceRecord.objects.filter(source=batch.source, key__in=_turned_down(batch)).delete()
    batch.state, batch.undone_at = Import.State.UNDONE, timezone.now()
    batch.save(update_fields=["state", "undone_at"])


def _turned_down(batch: Import) -> QuerySet[ImportRow, Any]:
    return batch.lines.filter(outcome=Outcome.TURNED_DOWN).values("key")
