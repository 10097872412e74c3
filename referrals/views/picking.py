"""What every page needs to know of the visitor's list: how many are on it, and the button of a contact."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from referrals import picks
from referrals.picks import Picks

SHORTLY = 60  # seconds that what was removed waits for the page that offers to bring it back


def picked(request: HttpRequest) -> Picks:
    """The list of whoever asks."""
    return picks.read(request.COOKIES, timezone.now())


def button(on_list: bool) -> dict[str, str]:
    """What the button of a contact does, and says."""
    if on_list:
        return {"act": "remove", "told": _("On your list - remove")}
    return {"act": "add", "told": _("Add to list")}


def counted(found: Picks) -> str:
    """How many there are, beside the word in the header."""
    return f"({len(found.ids)})" if found.ids else ""


def keep(response: HttpResponse, found: Picks, now: datetime) -> None:
    """The list goes with the answer, for what is left of its hours; an empty one leaves nothing."""
    _put(response, picks.cookie(), picks.pack(found) if found.ids else "", found.seconds_left(now))


def keep_for_undo(response: HttpResponse, found: Picks | None) -> None:
    """The list as it was, for one page; None takes it away."""
    _put(response, f"{picks.cookie()}-before", picks.pack(found) if found else "", SHORTLY)


def before(request: HttpRequest, now: datetime) -> str:
    """The list as it was before something was removed, packed; nothing if nothing was."""
    packed = request.COOKIES.get(f"{picks.cookie()}-before", "")
    return packed if picks.unpack(packed, now).ids else ""


def _put(response: HttpResponse, name: str, value: str, seconds: int) -> None:
    age = seconds if value else 0
    response.set_cookie(name, value, max_age=age, httponly=True, samesite="Lax", secure=settings.HTTPS, path="/")
