"""Which languages the site speaks, which of them a page speaks, and how one gets to the others.

A language is a directory with a catalogue, `locale/<code>/LC_MESSAGES/django.po`, and nothing else: no code names it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.cache import patch_vary_headers

ENGLISH = "en"  # what code, templates and the directory are written in
PARAMETER = "lang"
OWN_NAME = re.compile(r'^"X-Language-Name: (.+)\\n"$', re.MULTILINE)


def shipped(locale: Path) -> list[tuple[str, str]]:
    """English, and each language there is a catalogue of: its code, and what it calls itself (in its header)."""
    found = [(ENGLISH, "English")]
    for catalogue in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        name = OWN_NAME.search(catalogue.read_text(encoding="utf-8"))
        code = translation.to_language(catalogue.parts[-3])
        found.append((code, name[1] if name else code))
    return found


def params_of(request: HttpRequest) -> QueryDict:
    """What the address asks; nothing where it asks more than can be read. Whoever needs all of it says so in a page."""
    try:
        return request.GET
    except SuspiciousOperation:
        return QueryDict()


def asked_for(params: QueryDict) -> str:
    """The language that the address names; nothing where it names none, or one that the site does not speak."""
    code = params.get(PARAMETER, "")
    return code if code in dict(settings.LANGUAGES) else ""


class PageLanguage:
    """The language of a page: `lang` in its address, else the one chosen before, else what the browser prefers, else
    English.

    A choice is kept as a code in a cookie that ends with the browser's session. `LocaleMiddleware` knows no parameter,
    and leaves the language of one request standing for the next.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = asked_for(params_of(request))
        language = asked or translation.get_language_from_request(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if asked and _is_page(response) and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != asked:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, asked, httponly=True, samesite="Lax", secure=settings.HTTPS
            )
        return response


def _is_page(response: HttpResponse) -> bool:
    """A file follows its address alone, and changes nothing for the pages after it."""
    return response.headers.get("Content-Type", "").startswith("text/html")


@dataclass(frozen=True, slots=True)
class Other:
    """A language that the page is not in, and the query that leads to the same page in it."""

    code: str
    name: str
    query: str


def others(query: str) -> list[Other]:
    """The way to every other language of a page at this `query`."""
    here = translation.get_language()
    before = f"{query}&" if query else ""
    return [
        Other(code, name, f"{before}{PARAMETER}={code}") for code, name in settings.LANGUAGES if code != here
    ]  # fmt: skip


def without(params: QueryDict, *names: str) -> str:
    """A page's query, less these parameters."""
    rest = params.copy()
    for name in names:
        rest.pop(name, None)
    return rest.urlencode()


def spoken(language: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces of a file, each made in that language: they are made while they are sent, when that of the request
    has been let go."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
