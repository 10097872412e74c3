"""What stands around a search: rendered once for each language and kind of reader, with holes for the rest.

It is rendered without the request, from the few values below, so that nothing of one reader can come to another.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

from referrals import language
from referrals.context import site
from referrals.picks import Picks
from referrals.views.picking import counted
from referrals.views.skeleton import Filled, Skeleton, hole

HOLES = ("csrf_token", "notes", "picked", "here", "q", "chips", "filters", "results")


@dataclass(frozen=True, slots=True)
class Reader:
    """All that a frame may know of who is looking."""

    is_authenticated: bool
    is_staff: bool


def framed(request: HttpRequest, query: str, found: Picks, **parts: str) -> Filled:
    """The page of a search at the address `query`: `found`, the visitor's list; `q` as it was typed; `chips`, `filters`
    and `results` are finished markup."""
    user, notes = request.user, get_messages(request)
    frame = _frame(get_language() or "", Reader(user.is_authenticated, user.is_staff), **site())
    told = render_to_string("referrals/parts/messages.html", {"messages": notes}) if notes else ""
    ways = {_way(one): one.query for one in language.others(query)}
    here = {"csrf_token": get_token(request), "here": request.get_full_path(), "picked": counted(found)}
    return frame.filled(parts | ways | here | {"notes": Filled(told)})


def _way(other: language.Other) -> str:
    """The hole for the query of the page in another language."""
    return f"in {other.code}"


@lru_cache(maxsize=32)
def _frame(here: str, reader: Reader, **about: str) -> Skeleton:
    """In the language of the page `here`, the active one."""
    context = {"user": reader, "request": {"resolver_match": {"view_name": "find"}}}
    context |= {"languages": [replace(one, query=hole(_way(one))) for one in language.others("")]}
    return Skeleton.of("referrals/find.html", about | context | {name: hole(name) for name in HOLES})
