"""What everybody may do to their own access, once they are signed in."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from .factors import drop_factor, needs_factor
from .noting import Action, NotAllowed, note_own
from .sessions import sign_out


@transaction.atomic
def choose_passphrase(person: User, password: str, *, now: datetime, session: str | None) -> None:
    """A new passphrase; all sessions but the one with that key end."""
    person.set_password(password)
    person.save(update_fields=["password"])
    sign_out(person, but=session)
    note_own(Action.RENEWED, person, now)


@transaction.atomic
def sign_out_elsewhere(person: User, *, now: datetime, session: str | None) -> int:
    """End all sessions but the one with that key; how many there were."""
    note_own(Action.SIGNED_OUT, person, now)
    return sign_out(person, but=session)


@transaction.atomic
def drop_own_factor(person: User, *, now: datetime) -> None:
    """Go without a second factor, which whoever may decide may not. Raises NotAllowed."""
    if needs_factor(person):
        raise NotAllowed(_("Whoever may decide at the desk needs a second factor."))
    if not drop_factor(person):
        raise NotAllowed(_("That was done already."))
    note_own(Action.DROPPED, person, now)
