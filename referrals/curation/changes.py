"""Around every change: one transaction, one locked record, a line in the history, the gate, a number."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import batched
from typing import Any

from django.db import transaction

from referrals import release
from referrals.models import Change, Resource, Revision, Succession
from referrals.models.resources import ResourceQuerySet
from referrals.vocabulary import Curation

from . import due, hiding, nearby, record, rules
from .record import Record

AT_ONCE = 500  # records in memory


class ChangedMeanwhile(ValueError):
    """Somebody else changed the record after it was read; nothing was done. `change`: their last line."""

    def __init__(self, change: Change | None) -> None:
        super().__init__("The record was changed by somebody else meanwhile.")
        self.change = change


class NotPublishable(ValueError):
    """Publishing was refused; `problems` says why, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@contextmanager
def changing(
    resource: Resource, *, action: str, by: str, why: str = "", standing_only: bool = False, seen: int | None = None
) -> Iterator[Record]:
    """A transaction around one change to one locked record; yields the record as it was.

    Afterwards the history has an entry if anything changed, and the record the next revision number.
    `seen`: the revision of the record that was decided upon; with another one, ChangedMeanwhile is raised.
    `standing_only`: the action sets none of the record's own fields, so they need not be read again.
    """
    with transaction.atomic():
        locked = whole().select_for_update(of=("self",)).get(pk=resource.pk)
        if seen not in {None, locked.revision}:
            raise ChangedMeanwhile(locked.changes.first())
        kept = record.of(locked)
        before = kept | standing(locked)
        resource.refresh_from_db()
        yield before
        if standing_only:
            note(resource, before, kept, action=action, by=by, why=why)
            pass_gate(resource)
        else:
            finish(resource, before, action=action, by=by, why=why)


def whole() -> ResourceQuerySet:
    """Records with all their rows, the address too, in a fixed number of queries; none that is being imported."""
    return Resource.objects.for_curators().with_contacts().select_related("organization", "address")


def snapshot(resource: Resource) -> Record:
    """The whole record as the history compares it."""
    return record.of(resource) | standing(resource)


@transaction.atomic
def recorded(resource: Resource, before: Record, *, by: str, why: str = "") -> None:
    """Rows were changed by a form: refuse what may not stand, put the rest into the history."""
    now = record.of(resource)
    refuse(hiding.shown_more(resource, before, now))
    if resource.curation == Curation.PUBLISHED:
        refuse(obstacles(resource, now))
    finish(resource, before, action="edit", by=by, why=why)


def obstacles(resource: Resource, wanted: Record) -> list[str]:
    """What stands against `resource` being published as `wanted` says."""
    said = resource.evidence.released().exists()
    return rules.problems(wanted, named_in_a_forum=said, unhidden=resource.place_agreed)


def standing(resource: Resource) -> dict[str, Any]:
    """Fields that only actions set: part of the history, never of a form or an import."""
    return {
        "curation": str(resource.curation),
        "rejection": str(resource.rejection),
        "slug": resource.slug,
        "merged_into": resource.merged_into and resource.merged_into.slug,
        "verified_on": resource.verified_on and resource.verified_on.isoformat(),
        "verified_by": resource.verified_by,
        "verified_how": str(resource.verified_how),
        "tried": resource.tried,
        "tried_on": resource.tried_on and resource.tried_on.isoformat(),
        "tried_outcome": str(resource.tried_outcome),
        "place_agreed": resource.place_agreed,
        "successions": [_became(one) for one in resource.successions.select_related("successor")],
    }


def _became(succession: Succession) -> dict[str, str]:
    plain = {name: getattr(succession, name) for name in ("kind", "was", "since")}
    return plain | {"successor": succession.successor.slug if succession.successor else ""}


def finish(resource: Resource, before: Record, *, action: str, by: str, why: str) -> None:
    """End a change: its line in the history, what of it may leave, and, last, the revision number."""
    now = whole().get(pk=resource.pk)
    changed = note(resource, before, record.of(now), action=action, by=by, why=why)
    if {"aliases", "organization"} & changed.keys():
        release_siblings(resource)
    pass_gate(resource, now)


def release_siblings(resource: Resource) -> None:
    """Other records of the same organization go by its names, too."""
    siblings = Resource.objects.filter(organization=resource.organization_id).exclude(pk=resource.pk)
    if siblings.published().exists():
        release_again(siblings)


def pass_gate(resource: Resource, now: Resource | None = None) -> None:
    """Let the gate decide what of the record may leave, keep that in its row, and give it the next number."""
    now = now or whole().get(pk=resource.pk)
    let_out(resource, now)
    nearby.remember([now])
    resource.revision = Revision.objects.take()
    resource.save(update_fields=[*LET_OUT, "revision", "last_modified"])


LET_OUT = ("released", "due_on", "leaned_on")


def let_out(resource: Resource, now: Resource) -> None:
    """Set the columns that follow from what the gate lets out of the record; `now`: the record with all its rows."""
    contact = release.contact(now) if resource.curation == Curation.PUBLISHED else None
    resource.released = contact and contact.packed()
    for name, value in due.columns(resource, contact).items():
        setattr(resource, name, value)


@transaction.atomic
def release_again(resources: ResourceQuerySet) -> int:
    """Pass published records through the gate once more, because what they point at was changed (a term, a
    language, the names of their organization) or because the gate was; returns how many there were.

    Each takes a number, so that whatever follows the directory notices; without any, one is taken all the same.
    """
    ids = list(resources.published().order_by("pk").values_list("pk", flat=True))
    for some in batched(ids, AT_ONCE):
        rows = list(whole().filter(pk__in=some).order_by("pk"))
        for row in rows:
            let_out(row, row)
            row.revision = Revision.objects.take()
        nearby.remember(rows)
        Resource.objects.bulk_update(rows, [*LET_OUT, "revision"])
    if not ids:
        Revision.objects.take()
    return len(ids)


def note(resource: Resource, before: Record, kept: Record, *, action: str, by: str, why: str) -> dict[str, list[Any]]:
    """Write the line of the history; returns {field: [before, after]}."""
    fields = record.difference(before, kept | standing(resource))
    Change.objects.create(resource=resource, action=action, by=by, why=why, fields=fields)
    return fields


def set_fields(resource: Resource, **fields: Any) -> None:
    """Set fields that only actions set. What is not published any more is not released in the same breath."""
    if fields.get("curation", Curation.PUBLISHED) != Curation.PUBLISHED:
        fields |= {"released": None, "due_on": None}
    if fields.get("curation", Curation.SUGGESTED) != Curation.SUGGESTED:
        resource.tips.exclude(words="").update(words="")  # decided: the words of whoever suggested it are gone
    for name, value in fields.items():
        setattr(resource, name, value)
    resource.save(update_fields=[*fields, "last_modified"])


def refuse(problems: list[str]) -> None:
    if problems:
        raise NotPublishable(problems)


def took_back(resource: Resource, change: Change) -> None:
    """The line just written says which one it takes back."""
    newest = resource.changes.all()[0]
    newest.undoes = change
    newest.save(update_fields=["undoes"])
