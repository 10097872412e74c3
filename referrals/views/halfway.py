"""Between passphrase and code: somebody who gave the right passphrase is remembered for ten minutes, and may do nothing
yet. Nobody is signed in before both are given, so that no page has to ask which of them were."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model, login
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from referrals.people import factors

KEPT = "halfway"  # where, in the session
MINUTES, TRIES = 10, 5


@dataclass(frozen=True, slots=True)
class Halfway:
    """Whose passphrase it was, where they wanted to go, and which authenticator they are setting up, if any."""

    person: User
    next: str
    device: int | None


def begin(request: HttpRequest, person: User, next: str) -> Halfway:
    """Remember them. Whoever needs an authenticator and has none begins to set one up."""
    new = None if factors.authenticator(person) else factors.begin(person).pk
    request.session.cycle_key()
    request.session[KEPT] = {
        "person": person.pk,
        "passphrase": person.get_session_auth_hash(),
        "until": (timezone.now() + timedelta(minutes=MINUTES)).isoformat(),
        "next": next,
        "device": new,
        "left": TRIES,
    }
    return Halfway(person, next, new)


def found(request: HttpRequest) -> Halfway | None:
    """Who is halfway in; nobody after ten minutes, five wrong codes, or a new passphrase."""
    kept = request.session.get(KEPT)
    if not kept or timezone.now() > datetime.fromisoformat(kept["until"]):
        return None
    person = get_user_model().objects.filter(pk=kept["person"], is_active=True).first()
    if person is None or person.get_session_auth_hash() != kept["passphrase"]:
        return None
    return Halfway(person, kept["next"], kept["device"])


def count_wrong(request: HttpRequest) -> bool:
    """One wrong code more; whether there may be another."""
    kept = request.session[KEPT]
    request.session[KEPT] = kept | {"left": kept["left"] - 1}
    if kept["left"] > 1:
        return True
    del request.session[KEPT]
    return False


def let_in(request: HttpRequest, person: User) -> None:
    """Sign them in, under a new key. The one place where that is done."""
    request.session.flush()
    login(request, person)
