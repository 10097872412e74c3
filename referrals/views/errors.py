"""When something is not as it should be: one page for all of it, with a way to leave, a way on, and somebody to call.

It is rendered without the request: no context processor runs, and nothing is asked of a database that may be what is
gone. The address and the cookies are read, so that the page speaks the reader's language and counts the list.
"""

import sys
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from referrals.context import languages, picked, site
from referrals.views.hotlines import NATIONAL

RETRY_AFTER = 30  # seconds


@dataclass(frozen=True, slots=True)
class Told:
    """An error in words: what is the matter, what it means for you, and what you can do."""

    status: int
    title: Promise
    means: Promise | str
    do: Promise


UNREADABLE = Told(
    400,
    _("That request could not be read"),
    _("The address or the form was damaged on its way. Nothing was saved."),
    _("Type the address again, or start from the search."),
)
NOT_YOURS = Told(
    403,
    _("This page is for others"),
    _("Your account does not reach it."),
    _("If you need it for your work, ask whoever runs this site."),
)
EXPIRED = Told(
    403,
    _("The form has expired"),
    _("Nothing was saved or sent. This happens when a page was open for long, or when cookies are turned off."),
    _("Go back, load the page again, and send it once more."),
)
NOT_HERE = Told(
    404,
    _("There is no such page"),
    _("The contact may have been taken out or renamed, or the address is cut short."),
    _("Search for it by name: whatever is listed can be found there."),
)
NOT_THAT_WAY = Told(
    405,
    _("This page cannot be asked for that way"),
    _("A form or a program sent something this address does not take. Nothing was saved."),
    _("Open the page by a link, or start from the search."),
)
TOO_MANY = Told(
    429,
    _("That was sent very often"),
    _("Nothing was saved this time. There is a limit on how often one place may send something."),
    _("Wait a while and send it again. Searching and calling have no limit."),
)
BROKEN = Told(
    500,
    _("Something broke on our side"),
    _("It is not your doing. Nothing you typed was kept."),
    _("Try again in a minute."),
)
AWAY = Told(
    503,
    _("The directory cannot be reached just now"),
    _("It is not your doing. Nothing you typed was kept."),
    _("Try again in half a minute: it comes back by itself."),
)


def no_file(status: int, sentence: str) -> Told:
    """A file that cannot be made as its address says; the sentence says why."""
    return Told(status, _("There is no such file"), sentence, _("Correct the address, or start from the search."))


def page(request: HttpRequest, told: Told) -> HttpResponse:
    """The page for people; one line for programs that do not ask for pages."""
    if not request.accepts("text/html"):
        return HttpResponse(f"{told.title}\n", status=told.status, content_type="text/plain; charset=utf-8")
    context = site() | languages(request) | picked(request) | {"told": told, "lines": NATIONAL}
    return HttpResponse(render_to_string("error.html", context), status=told.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, UNREADABLE)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, NOT_YOURS)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, or with an old one."""
    return page(request, EXPIRED)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, NOT_HERE)


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """An address asked for by a method it does not take; `allowed` are those it takes."""
    response = page(request, NOT_THAT_WAY)
    response.headers["Allow"] = allowed
    return response


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Sent more often than one visitor may; in so many `seconds` it may be sent again."""
    response = page(request, TOO_MANY)
    response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """An error nobody expected. If the database is gone it is no fault of the program's: that page says so, and when
    to come back. (Django calls this while it handles the exception.)"""
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return page(request, BROKEN)
    response = page(request, AWAY)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
