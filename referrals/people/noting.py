"""The history of people: one line for each thing that was done to somebody's access."""

from datetime import datetime

from django.contrib.auth.models import User

from referrals.models import PersonChange

Action = PersonChange.Action


class NotAllowed(ValueError):
    """Nothing was done; the message says why."""


def note(
    action: Action, *, by: str, now: datetime, person: str = "", before: str = "", after: str = "", why: str = ""
) -> PersonChange:
    """Write the line."""
    return PersonChange.objects.create(action=action, by=by, at=now, person=person, before=before, after=after, why=why)


def note_own(action: Action, person: User, now: datetime) -> PersonChange:
    """What somebody did to their own access."""
    return note(action, by=person.get_username(), now=now, person=person.get_username())
