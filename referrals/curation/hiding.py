"""What one person alone may not show. A record that was edited, or whose kind was changed, forgets nothing: its history
is asked what was hidden, so that two edits do not show what one may not."""

from django.db.models import Q

from referrals.models import Resource

from . import rules
from .record import Record


def shown_more(resource: Resource, before: Record, after: Record) -> list[str]:
    """What `after` would show of the place that is hidden `before`, in sentences; nothing if nothing."""
    if not _shows_anything_new(before, after):
        return []
    known = before | {"address": before["address"] or _last_address(resource)}
    return list(rules.shows_more(known, after, sheltered=sheltered(resource, before, after)))


def sheltered(resource: Resource, *records: Record) -> bool:
    """Whether people are sheltered there, says one of the records or the history at any time."""
    return any(map(rules.shelters_people, records)) or _sheltered_once(resource)


def kept_hidden(resource: Resource, current: Record, taken: Record) -> Record:
    """What an import may take over: nothing of a place that was hidden here before."""
    if not shown_more(resource, current, current | taken):
        return taken
    return {name: taken[name] for name in taken if name not in {"city", "address"}}


def _shows_anything_new(before: Record, after: Record) -> bool:
    """Most edits do not touch the place, and need no look into the history."""
    return bool(
        (after["address"] and after["address"] != before["address"])
        or (after["city"] and after["city"] != before["city"])
    )  # fmt: skip


def _last_address(resource: Resource) -> Record | None:
    """The address the record had before it was taken out."""
    lines = resource.changes.filter(fields__has_key="address").values_list("fields", flat=True)
    return next((fields["address"][0] for fields in lines if fields["address"][0]), None)


def _sheltered_once(resource: Resource) -> bool:
    """Whether people were sheltered there at any time its history knows of."""
    lines = resource.changes.filter(Q(fields__has_key="kind") | Q(fields__has_key="terms"))
    return any(
        rules.shelters_people({"kind": kind, "terms": terms or []})
        for fields in lines.values_list("fields", flat=True)
        for kind, terms in zip(fields.get("kind", ["", ""]), fields.get("terms", [[], []]), strict=True)
    )
