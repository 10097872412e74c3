"""What an administrator does to somebody's access. Each action says `by` whom and leaves a line in the history.

There is always an administrator: nobody changes their own role, deactivates or resets themselves, and one change is
made after the other. `seen`: the last line about the person that was decided upon. Whoever's access changes is signed
out everywhere: a session never has more rights than its sign-in was asked to prove.

`OPERATOR` is whoever may start commands on the server, for the day when no administrator can get in. Nobody can be
called so: a name has no space.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from referrals.models import Invitation, PersonChange

from .factors import drop_factor
from .noting import NotAllowed, note
from .roles import ADMINISTRATOR, ROLES, administrators, role_of, set_role
from .sessions import sign_out

Action = PersonChange.Action
OPERATOR = "the operator"


class ChangedMeanwhile(NotAllowed):
    """Somebody else changed the person's access after it was read; nothing was done. `change`: their line."""

    def __init__(self, change: PersonChange | None) -> None:
        by = change.by if change else ""
        super().__init__(_("%(by)s changed it meanwhile. Nothing was done: look again.") % {"by": by})
        self.change = change


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A transaction in which nobody else changes people."""
    with transaction.atomic():
        Group.objects.select_for_update().get(name=ADMINISTRATOR)
        yield


@contextmanager
def administering(by: str) -> Iterator[None]:
    """The same, for somebody who is an administrator now, or the operator."""
    with one_at_a_time():
        if by != OPERATOR and not administrators().filter(username=by).exists():
            raise NotAllowed(_("Only an administrator may do this."))
        yield


@contextmanager
def _another(person: User, by: str, seen: int | None) -> Iterator[User]:
    """The person as they are now, who must not be the one who acts."""
    with administering(by):
        now = get_user_model().objects.get(pk=person.pk)
        if now.username == by:
            raise NotAllowed(_("Nobody changes their own access: another administrator does."))
        last = PersonChange.objects.filter(person=now.username).first()
        if seen is not None and seen != (last.pk if last else 0):
            raise ChangedMeanwhile(last)
        yield now


def change_role(person: User, *, role: str, by: str, now: datetime, seen: int | None = None) -> None:
    """Another role. Who is no administrator any more takes along the invitations they made."""
    if role not in ROLES:
        raise NotAllowed(_("Choose a role."))
    with _another(person, by, seen) as whose:
        before = role_of(whose)
        if before == role:
            raise NotAllowed(_("That is the role already."))
        set_role(whose, role)
        sign_out(whose)
        note(Action.ROLE, by=by, now=now, person=whose.username, before=before, after=role)
        if before == ADMINISTRATOR:
            _revoke(Invitation.objects.filter(invited_by=whose.username), by, now)


def deactivate(person: User, *, by: str, now: datetime, seen: int | None = None) -> None:
    """No way in from now on, wherever they are signed in. Nobody is deleted: the history goes on naming them."""
    with _another(person, by, seen) as whose:
        if not whose.is_active:
            raise NotAllowed(_("That was done already."))
        _set_active(whose, active=False)
        sign_out(whose)
        note(Action.DEACTIVATED, by=by, now=now, person=whose.username, before=role_of(whose))
        _revoke(Invitation.objects.filter(invited_by=whose.username), by, now)
        _revoke(Invitation.objects.filter(person=whose), by, now)


def reactivate(person: User, *, by: str, now: datetime, seen: int | None = None) -> None:
    """They may sign in again, in the role they had."""
    with _another(person, by, seen) as whose:
        if whose.is_active:
            raise NotAllowed(_("That was done already."))
        _set_active(whose, active=True)
        note(Action.REACTIVATED, by=by, now=now, person=whose.username, after=role_of(whose))


def lock_out(person: User, *, by: str, now: datetime, seen: int | None = None) -> User:
    """The passphrase works no more, and whoever is signed in with it is signed out: see `inviting.reset`."""
    with _another(person, by, seen) as whose:
        if not whose.is_active:
            raise NotAllowed(_("Reactivate them first."))
        whose.set_unusable_password()
        whose.save(update_fields=["password"])
        sign_out(whose)
        _revoke(Invitation.objects.filter(person=whose), by, now)
        note(Action.RESET, by=by, now=now, person=whose.username)
    return whose


def take_factor(person: User, *, by: str, now: datetime, seen: int | None = None) -> None:
    """Somebody lost their authenticator and their recovery codes: they set up a new one when they next sign in."""
    with _another(person, by, seen) as whose:
        if not drop_factor(whose):
            raise NotAllowed(_("They have no authenticator."))
        sign_out(whose)
        note(Action.DROPPED, by=by, now=now, person=whose.username)


def _set_active(whose: User, *, active: bool) -> None:
    whose.is_active = active
    whose.save(update_fields=["is_active"])


def _revoke(links: QuerySet[Invitation], by: str, now: datetime) -> None:
    links.filter(outcome="").update(outcome=Invitation.Outcome.REVOKED, ended_by=by, ended_at=now)
