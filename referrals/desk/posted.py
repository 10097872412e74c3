"""What a form of the desk posted, and the way back from it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


def number(request: HttpRequest, name: str) -> int | None:
    """A whole number, or nothing if it is none."""
    return whole(request.POST.get(name, ""))


def whole(text: str) -> int | None:
    """The number that a text is, if a database could hold it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def back(address: str, **arguments: object) -> HttpResponse:
    """To a page of the desk, by GET."""
    return HttpResponseRedirect(reverse(address, kwargs=arguments or None), status=303)
