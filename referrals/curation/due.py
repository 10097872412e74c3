"""When a contact has to be verified again, and how much people lean on it.

Both are kept in the row of the record with every change, so that the desk finds what is due at once, however many
there are. How often a contact is used is not counted: that would be a record of searches. What people lean on stands
in its place: hotlines and shelters, and whatever practitioners named.
"""

from datetime import date, timedelta
from typing import Any

from referrals.contact import Contact
from referrals.models import Resource
from referrals.models.resources import HALF_A_YEAR, YEAR
from referrals.vocabulary import Kind

# After how long a verification is due again; every other kind: after a year.
OFTENER = (Kind.HOTLINE, Kind.SHELTER_PROGRAM)
NEVER = date.min  # of what nobody verified yet: due before all others
TRY_AGAIN = (1, 3, 7, 14)  # days after the first, the second … attempt that reached nobody
MOST_NAMED = 999


def interval(kind: str) -> timedelta:
    """How long a verification of a contact of this kind holds."""
    return HALF_A_YEAR if kind in OFTENER else YEAR


def columns(resource: Resource, contact: Contact | None) -> dict[str, Any]:
    """{"due_on": day or None, "leaned_on": number} of a record; `contact`: what is released of it, if it is published.

    What is not published, or what nobody can reach, is never due.
    """
    if contact is None or not contact.reachable:
        return {"due_on": None, "leaned_on": 0}
    leaned_on = (MOST_NAMED + 1) * (contact.kind in OFTENER) + min(len(contact.evidence), MOST_NAMED)
    return {"due_on": _due_on(resource), "leaned_on": leaned_on}


def _due_on(resource: Resource) -> date:
    day = resource.verified_on + interval(resource.kind) + timedelta(1) if resource.verified_on else NEVER
    if not resource.tried_on:
        return day
    wait = TRY_AGAIN[min(resource.tried, len(TRY_AGAIN)) - 1]
    return max(day, resource.tried_on + timedelta(wait))
