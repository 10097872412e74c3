"""One-time links: how somebody new comes in, and how somebody who cannot gets in again.

A link is shown once, to the administrator who made it. Its token has 256 random bits, of which the database keeps the
SHA-256: it is looked up by that, so that no comparison takes longer the more of a guess is right.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from referrals.models import Change, Invitation, PersonChange

from .changing import administering, lock_out, one_at_a_time
from .noting import NotAllowed, note
from .roles import ROLES, add_person

VALID = timedelta(days=7)
Action = PersonChange.Action
Outcome = Invitation.Outcome


class LinkEnded(NotAllowed):
    """The link was used, revoked, or is too old."""


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def invite(*, role: str, by: str, now: datetime, label: str = "") -> str:
    """The token of a link for somebody new in that role."""
    if role not in ROLES:
        raise NotAllowed(_("Choose a role."))
    with administering(by):
        note(Action.INVITED, by=by, now=now, after=role, why=label)
        return _link(by, now, role=role, label=label)


def reset(person: User, *, by: str, now: datetime, seen: int | None = None) -> str:
    """The token of a link by which the person chooses a new passphrase; the old one works no more."""
    with administering(by):
        whose = lock_out(person, by=by, now=now, seen=seen)
        return _link(by, now, person=whose)


def _link(by: str, now: datetime, **fields: object) -> str:
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(token_hash=hashed(token), invited_by=by, invited_at=now, expires_at=now + VALID, **fields)
    return token


def revoke(invitation: Invitation, *, by: str, now: datetime) -> None:
    """The link works no more."""
    with administering(by):
        if not _end(invitation, Outcome.REVOKED, by, now):
            raise LinkEnded(_("It was used or revoked already."))
        note(Action.REVOKED, by=by, now=now, person=invitation.person.username if invitation.person else "",
             before=invitation.role, why=invitation.label)  # fmt: skip


def found(token: str, now: datetime) -> Invitation | None:
    """The invitation that a link belongs to, while it works. Looking at it does not use it up."""
    return Invitation.objects.open(now).select_related("person").filter(token_hash=hashed(token)).first()


def is_taken(name: str) -> bool:
    """Whether somebody is called so, in whatever capitals, or something in the history is."""
    people = get_user_model().objects.filter(username__iexact=name)
    return people.exists() or Change.objects.filter(by__iexact=name).exists()


def join(token: str, *, name: str, password: str, now: datetime) -> User:
    """The new person, in the role the link was made for. Raises LinkEnded, or NotAllowed if the name is taken."""
    with one_at_a_time():
        invitation = found(token, now)
        if invitation is None or invitation.person:
            raise _ended()
        if is_taken(name):
            raise NotAllowed(_("Somebody has that name. Choose another."))
        _end(invitation, Outcome.USED, name, now)
        note(Action.JOINED, by=name, now=now, person=name, after=invitation.role,
             why=f"invited by {invitation.invited_by}")  # fmt: skip
        return add_person(name, invitation.role, password)


def renew(token: str, *, password: str, now: datetime) -> User:
    """The person of the link, with a new passphrase. Raises LinkEnded."""
    with one_at_a_time():
        invitation = found(token, now)
        if invitation is None or (person := invitation.person) is None:
            raise _ended()
        person.set_password(password)
        person.save(update_fields=["password"])
        _end(invitation, Outcome.USED, person.username, now)
        note(Action.RENEWED, by=person.username, now=now, person=person.username,
             why=f"by a link of {invitation.invited_by}")  # fmt: skip
    return person


def _ended() -> LinkEnded:
    return LinkEnded(_("This link does not work any more."))


def _end(invitation: Invitation, outcome: Outcome, by: str, now: datetime) -> bool:
    """Whether it was still open."""
    ended = {"outcome": outcome, "ended_by": by, "ended_at": now}
    return bool(Invitation.objects.filter(pk=invitation.pk, outcome="").update(**ended))
