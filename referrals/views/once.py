"""What one page says to the next, and no other: a signed cookie that the next page takes away.

So the answer to a form can be a redirect, and neither the address nor the form itself, with what was typed, stays in
the history of the browser.
"""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SECONDS = 60  # it is not believed after that


def say(response: HttpResponse, name: str, told: Any, path: str = "/") -> None:
    """Send what JSON can hold along; the browser is not asked to keep it beyond its session."""
    response.set_signed_cookie(name, json.dumps(told), path=path, httponly=True, samesite="Lax", secure=settings.HTTPS)


def heard(request: HttpRequest, name: str) -> Any | None:
    """What the page before said, if it did a moment ago."""
    said = request.get_signed_cookie(name, default="", max_age=SECONDS)
    return json.loads(said) if said else None


def forget(request: HttpRequest, response: HttpResponse, name: str, path: str = "/") -> None:
    """Take it away, whoever wrote it."""
    if name in request.COOKIES:
        response.delete_cookie(name, path=path, samesite="Lax")
