"""Showing what is hidden of a place takes two people: one proposes, another confirms.

Where there is only one who may decide, the same person may confirm after a day, and the history says so.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from referrals import people
from referrals.models import Resource, Unhiding
from referrals.vocabulary import Curation

from . import hiding, record, rules
from .changes import changing, refuse, set_fields
from .record import Record

ALONE_AFTER = timedelta(hours=24)


class CannotShow(ValueError):
    """Nothing was done; the message says why."""


@transaction.atomic
def propose(
    resource: Resource, *, by: str, now: datetime, visibility: str = "", city: str = "", why: str = "",
    seen: int | None = None,
) -> Unhiding:  # fmt: skip
    """Ask for the address to be shown (as far as `visibility` says), or the `city` of a place that shelters people."""
    with changing(resource, action="propose showing", by=by, why=why, standing_only=True, seen=seen) as before:
        if visibility and not before["address"]:
            raise CannotShow(_("The record has no address to show."))
        if not hiding.shown_more(resource, before, _showing(before, visibility, city)):
            raise CannotShow(_("Choose what to show that is hidden now."))
        if resource.unhidings.open().exists():
            raise CannotShow(_("It has been proposed already: confirm or withdraw that first."))
        proposed = Unhiding(resource=resource, visibility=visibility, city=city, why=why)
        proposed.proposed_by, proposed.proposed_at = by, now
        proposed.save()
    return proposed


def _showing(before: Record, visibility: str, city: str) -> Record:
    """The record as it would be."""
    current = {name: before[name] for name in record.blank()}
    address = current["address"]
    if visibility and address:
        address = address | {"visibility": visibility}
    return record.normal(current | {"address": address, "city": city or current["city"]})


@transaction.atomic
def confirm(unhiding: Unhiding, *, by: str, now: datetime, seen: int | None = None) -> Resource:
    """Show what was proposed. Raises CannotShow if another person has to do it, or if it was decided meanwhile."""
    resource = unhiding.resource
    alone = unhiding.proposed_by == by
    if alone:
        _refuse_haste(unhiding, by, now)
    with changing(resource, action="show", by=by, why=_reason(unhiding, alone=alone), seen=seen) as before:
        _decide(unhiding, Unhiding.Outcome.CONFIRMED, by=by, now=now, alone=alone)
        wanted = _showing(before, unhiding.visibility, unhiding.city)
        if rules.shelters_people(wanted):
            set_fields(resource, place_agreed=True)
        if resource.curation == Curation.PUBLISHED:
            refuse(rules.problems(wanted, named_in_a_forum=resource.evidence.released().exists(), unhidden=True))
        record.write(resource, wanted, before=before)
    return resource


def withdraw(unhiding: Unhiding, *, by: str, now: datetime, seen: int | None = None) -> Resource:
    """Nothing is shown; whoever may decide may say so."""
    why = _reason(unhiding)
    with changing(unhiding.resource, action="keep hidden", by=by, why=why, standing_only=True, seen=seen):
        _decide(unhiding, Unhiding.Outcome.WITHDRAWN, by=by, now=now)
    return unhiding.resource


def may_confirm_from(unhiding: Unhiding, *, by: str, alone_since: datetime | None) -> datetime | None:
    """Since when `by` may confirm it: at once if somebody else proposed it; after a day in which `by` was the only one
    who could decide; otherwise never."""
    if unhiding.proposed_by != by:
        return unhiding.proposed_at
    return max(unhiding.proposed_at, alone_since) + ALONE_AFTER if alone_since else None


def _refuse_haste(unhiding: Unhiding, by: str, now: datetime) -> None:
    since = may_confirm_from(unhiding, by=by, alone_since=people.alone_since(by))
    if since is None:
        raise CannotShow(_("Somebody else has to confirm this: you proposed it."))
    if now < since:
        told = _("You are the only one who can decide: you may confirm it from %(at)s UTC on.")
        raise CannotShow(told % {"at": f"{since:%Y-%m-%d %H:%M}"})


def _decide(unhiding: Unhiding, outcome: Unhiding.Outcome, *, by: str, now: datetime, alone: bool = False) -> None:
    decision = {"outcome": outcome, "decided_by": by, "decided_at": now, "alone": alone}
    if not Unhiding.objects.open().filter(pk=unhiding.pk).update(**decision):
        raise CannotShow(_("It was decided meanwhile."))
    unhiding.refresh_from_db()


def _reason(unhiding: Unhiding, *, alone: bool = False) -> str:
    """For the history, in English."""
    proposed = f"proposed {unhiding.proposed_at:%Y-%m-%d} by {unhiding.proposed_by}"
    lone = "; confirmed by the same person after a day, since nobody else can" if alone else ""
    return f"{proposed}{lone}{': ' if unhiding.why else ''}{unhiding.why}"
