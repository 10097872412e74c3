"""Find: the search page."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from referrals.exports import offered
from referrals.search import Search, wish
from referrals.search.hits import Hit
from referrals.search.panel import Panel
from referrals.views import filters, once
from referrals.views.cards import cards
from referrals.views.choices import ENOUGH
from referrals.views.frame import framed
from referrals.views.picking import picked
from referrals.views.skeleton import Filled

PAGE = 25
WORDS_COOKIE = "words"  # which words each chip came from: shown once, then gone
WORDS_LENGTH = 60  # characters of a chip's words
MOST_LEFT_OUT = 8  # words

# Before all bands: who was asked for by name, number or address, and who is there for the very subject.
BY_NAME, CLOSEST = -2, -1
BAND_HEADINGS = {
    BY_NAME: lambda states: _("Asked for by name"),
    CLOSEST: lambda states: _("Closest to what you asked"),
    wish.IN_STATE: lambda states: _("In %(states)s") % {"states": states},
    wish.FROM_ELSEWHERE: lambda states: _("Serves %(states)s from elsewhere") % {"states": states},
    wish.NATIONWIDE: lambda states: _("Nationwide"),
    wish.NOT_STATED: lambda states: _("Where it serves is not stated: ask"),
    wish.EVERYWHERE: lambda states: _("Contacts"),
}


class Find(View):
    """The form POSTs and is answered by a redirect to an address without the sentence, so that no history,
    bookmark or shared link keeps a word about the person."""

    http_method_names = ["get", "head", "post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        search = Search(request.POST, today=timezone.localdate(), typed=True)
        query = search.address.query
        response = HttpResponseRedirect(reverse("find") + (f"?{query}" if query else ""), status=303)
        if request.POST.get("q"):
            said: dict[str, object] = {one.key: one.words[:WORDS_LENGTH] for one in search.reading.read[:20]}
            said |= {"dropped": search.reading.dropped, "corrections": _corrections(search)}
            said["left_out"] = [word[:WORDS_LENGTH] for word in search.reading.sayable[:MOST_LEFT_OUT]]
            once.say(response, WORDS_COOKIE, said)
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        search = Search(request.GET, today=timezone.localdate())
        panel = Panel(search, once.heard(request, WORDS_COOKIE) or {})
        found = picked(request)
        known = found.known
        pages: Paginator[Hit] = Paginator(search.results, PAGE)  # type: ignore[arg-type]  # it asks for stretches alone
        page = pages.get_page(search.address.page)
        context = {
            "search": search,
            "formats": offered(),
            "panel": panel,
            "page": page,
            "sections": sections(search, list(page.object_list), known),
            "hotlines": cards(search.hotlines, known) if not search.count else "",
            "previous": search.address.on_page(page.number - 1) if page.has_previous() else None,
            "next": search.address.on_page(page.number + 1) if page.has_next() else None,
            "pinned": cards(search.pinned, known) if page.number == 1 else "",
        }
        chips, results = (render_to_string(f"referrals/parts/{part}.html", context) for part in ("chips", "results"))
        parts = {"q": search.address.q, "chips": chips, "filters": filters.markup(panel), "results": results}
        response = HttpResponse(framed(request, search.address.query, found, **parts))
        once.forget(request, response, WORDS_COOKIE)
        return response


def _heading(hit: Hit) -> int:
    return BY_NAME if hit.named else CLOSEST if hit.closest else hit.band


def _corrections(search: Search) -> list[tuple[str, str]]:
    return [(one.typed[:WORDS_LENGTH], one.word) for one in search.reading.corrections[:5]]


def sections(search: Search, hits: list[Hit], picked: Collection[str]) -> dict[str, Any]:
    """The page's cards as they are headed, [(heading, cards)] by band: `fitting`, and `ask`, those to ask. `open`: so
    few are known to fit that those to ask are what one has to work with; `asked_here`: “2 of them in Alaska”, as far as
    this page shows it."""
    states = " · ".join(str(label) for _, label in _chosen_states(search))
    to_ask = [hit for hit in hits if hit.match == "ask"]
    here = sum(hit.band == wish.IN_STATE for hit in to_ask)
    there = _("%(n)s of them in %(states)s") % {"n": here, "states": states} if 0 < here < len(to_ask) else ""
    return {
        "fitting": list(_by_band([hit for hit in hits if hit.match != "ask"], states, picked, _heading)),
        "ask": list(_by_band(to_ask, states, picked, lambda hit: hit.band)),
        "open": search.count < ENOUGH,
        "asked_here": there,
    }


def _by_band(
    hits: list[Hit], states: str, picked: Collection[str], heading: Callable[[Hit], int]
) -> Iterator[tuple[str, Filled]]:
    bands: dict[int, list[Hit]] = {}
    for hit in hits:
        bands.setdefault(heading(hit), []).append(hit)
    return ((BAND_HEADINGS[band](states), cards(found, picked)) for band, found in sorted(bands.items()))


def _chosen_states(search: Search) -> list[tuple[str, str]]:
    choices = search.facets["state"].extra["choices"]
    return [(code, label) for code, label in choices if search.address.has("state", code)]
