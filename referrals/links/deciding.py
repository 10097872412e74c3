"""What a curator does about an address that does not simply work. The record itself is changed by curation."""

from typing import Any

from referrals import curation
from referrals.curation import record
from referrals.models import LinkCheck, Resource


def move(check: LinkCheck, *, by: str, seen: int) -> None:
    """The record gives out the new address instead of the old one."""
    links = _links(check)
    known = {one["url"] for one in links}
    moved = [one | {"url": check.moved_to} if one["url"] == check.url else one for one in links]
    if check.moved_to in known:
        moved = [one for one in links if one["url"] != check.url]
    _edit(check, moved, by=by, seen=seen, why="link check: moved for good")


def doubt(check: LinkCheck, *, by: str, seen: int) -> None:
    """The address is withheld until somebody mends it."""
    links = [one | {"doubtful": True} if one["url"] == check.url else one for one in _links(check)]
    _edit(check, links, by=by, seen=seen, why=f"link check: {check.outcome}")


def keep(check: LinkCheck, *, by: str, seen: int) -> None:
    """The address stays, and is not asked about again until its outcome changes."""
    LinkCheck.objects.filter(pk=check.pk).update(settled=True)


def _links(check: LinkCheck) -> list[dict[str, Any]]:
    links: list[dict[str, Any]] = record.of(Resource.objects.with_contacts().get(pk=check.resource_id))["links"]
    return links


def _edit(check: LinkCheck, links: list[dict[str, Any]], *, by: str, seen: int, why: str) -> None:
    curation.edit(check.resource, by=by, values={"links": links}, why=why, seen=seen)
