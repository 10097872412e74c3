"""One line of the history taken back: what it changed becomes what it was, and that is a line of its own."""

from datetime import date
from typing import Any

from django.db import transaction

from referrals.models import Change, Evidence, OldSlug, Resource, SourceRecord
from referrals.vocabulary import Curation

from . import hiding, record, rules, succession
from .changes import changing, obstacles, refuse, set_fields, took_back
from .quoting import QUOTE
from .record import Record

UNDO = "undo"


class CannotUndo(ValueError):
    """The line cannot be taken back; the message says why, and nothing was done."""


@transaction.atomic
def undo(change: Change, *, by: str) -> Resource:
    """Take back what one line of the history did; returns the record as it is then.

    Raises CannotUndo if a field was changed again since, NotPublishable if the record could not stand published. A
    hidden place stays hidden: un-hiding is a decision, never the undoing of one.
    """
    change = Change.objects.select_for_update(of=("self",)).select_related("resource").get(pk=change.pk)
    if Change.objects.filter(undoes=change).exists():
        raise CannotUndo("It was undone before.")
    if change.action == "create":
        raise CannotUndo("A record is not un-made: reject or retire it.")
    if change.action == QUOTE:
        raise CannotUndo("What is quoted follows the post: take the redaction back.")
    if change.action == "merge":
        return _unmerge(_merged_side(change), by=by)
    return _take_back(change, by=by)


def _take_back(change: Change, *, by: str) -> Resource:
    resource = change.resource
    with changing(resource, action=UNDO, by=by, why=_why(change)) as before:
        _put_back(resource, change, before)
    took_back(resource, change)
    return resource


def _why(change: Change) -> str:
    return f"{change.action} of {change.at:%Y-%m-%d} by {change.by}"


def _put_back(resource: Resource, change: Change, before: Record) -> None:
    since = sorted(name for name, (_old, new) in change.fields.items() if before[name] != new)
    if since:
        raise CannotUndo(f"Changed again since: {', '.join(since)}.")
    current = {name: before[name] for name in record.blank()}
    old = {name: was for name, (was, _new) in change.fields.items()}
    wanted = record.normal(current | rules.never_unhidden(current, {n: old[n] for n in old if n in current}))
    refuse(hiding.shown_more(resource, current, wanted))
    standing = {name: old[name] for name in old if name not in current and name != "slug"}
    if standing.get("place_agreed"):
        raise CannotUndo("To show a place takes two people: propose it.")
    if standing.get("curation", resource.curation) == Curation.PUBLISHED:
        refuse(obstacles(resource, wanted))
    record.write(resource, wanted, before=current)
    if "successions" in standing:
        succession.put_back(resource, standing.pop("successions"))
    if standing:
        set_fields(resource, **_stored(standing))


def _stored(standing: dict[str, Any]) -> dict[str, Any]:
    """Fields of the history as the row holds them."""
    days = {name: date.fromisoformat(standing[name]) for name in ("verified_on", "tried_on") if standing.get(name)}
    standing = standing | days
    if slug := standing.get("merged_into"):
        standing = standing | {"merged_into": Resource.objects.get(slug=slug)}
    return standing


def _merged_side(change: Change) -> Change:
    """Of the two lines of a merge that of the record which went into the other: it knows what moved."""
    if change.moved:
        return change
    side = Change.objects.filter(moved__survivor=change.pk).select_related("resource").first()
    if side is None:
        raise CannotUndo("This merge was made before merges could be undone.")
    return side


def _unmerge(change: Change, *, by: str) -> Resource:
    """Two records where one was made of them; what was said of each since the merge stays with the survivor."""
    resource, survivor = change.resource, Change.objects.select_related("resource").get(pk=change.moved["survivor"])
    into, moved = survivor.resource, change.moved
    with changing(into, action=UNDO, by=by, why=_why(survivor)) as before:
        Evidence.objects.filter(pk__in=moved["evidence"], resource=into).update(resource=resource)
        SourceRecord.objects.filter(pk__in=moved["source_records"], resource=into).update(resource=resource)
        OldSlug.objects.filter(pk__in=moved["old_slugs"], resource=into).update(resource=resource)
        OldSlug.objects.filter(slug=resource.slug, resource=into).delete()
        _put_back(into, survivor, before)
    took_back(into, survivor)
    with changing(resource, action=UNDO, by=by, why=_why(change)) as before:
        _put_back(resource, change, before)
        if resource.curation == Curation.SUGGESTED:
            set_fields(resource, may_be=into)  # whoever decides again sees it beside
    Resource.objects.filter(pk__in=moved["merged"], merged_into=into).update(merged_into=resource)
    took_back(resource, change)
    return resource
