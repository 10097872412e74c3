"""Sessions that know whose they are, and end: an hour after the last use, and in any case twelve hours after sign-in.

Django's sessions in the database, in a table of our own (`SESSION_ENGINE`).
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from referrals.models import SignIn

IDLE = timedelta(seconds=settings.SESSION_COOKIE_AGE)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=5)  # a use is written down at most so often: a page view is no reason to write
SINCE, USED = "since", "used"  # in the session, as seconds since 1970


class SessionStore(DatabaseStore):
    """Each time it is saved it lives another hour, but never beyond the twelfth."""

    @classmethod
    def get_model_class(cls) -> type[SignIn]:
        return SignIn

    def create_model_instance(self, data: dict[str, Any]) -> SignIn:
        now = timezone.now()
        if SESSION_KEY in data:
            data.setdefault(SINCE, now.timestamp())
        data[USED] = now.timestamp()
        row = super().create_model_instance(data)
        assert isinstance(row, SignIn)  # what `get_model_class` says
        row.person_id = data.get(SESSION_KEY)
        row.since = _moment(data.get(SINCE)) or now
        row.used_at = now
        row.expire_date = min(row.expire_date, row.since + LONGEST)
        return row


def note_use(session: SessionBase, now: datetime) -> None:
    """Have the session of somebody who is signed in saved, unless that was done a few minutes ago."""
    if SESSION_KEY in session:
        used = _moment(session.get(USED))
        session.modified = session.modified or used is None or now - used >= NOTED_EVERY


def sign_out(person: User, *, but: str | None = None) -> int:
    """End the person's sessions, wherever they are, but the one with this key; how many ended."""
    ended, _ = SignIn.objects.filter(person=person).exclude(session_key=but or "").delete()
    return ended


def forget_ended(now: datetime) -> None:
    """Delete the rows of sessions that are over."""
    SignIn.objects.filter(expire_date__lte=now).delete()


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone())
