"""The filters beside the results: a skeleton of them, filled with one search's counts and ticks."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from django.utils.html import escape
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from referrals.facets.columns import STATES
from referrals.search import Search
from referrals.search.address import Address
from referrals.search.panel import GRID, TILE, Group, Panel, outline
from referrals.terms import Vocabulary
from referrals.views.choices import ENOUGH
from referrals.views.skeleton import Filled, Skeleton, hole
from referrals.vocabulary import State, by_label


def markup(panel: Panel) -> Filled:
    """All filters of a search as they stand on the page."""
    skeleton = _skeleton(panel.search.vocabulary, get_language() or "", panel.languages)
    return skeleton.filled(_values(panel))


@lru_cache(maxsize=32)
def _skeleton(vocabulary: Vocabulary, language: str, languages: tuple[str, ...]) -> Skeleton:
    facets = [
        {"name": facet.name, "label": facet.label, "groups": [_group(facet.name, n, group) for n, group in
         enumerate(facet.groups)]} for facet in outline(vocabulary, language, languages)
    ]  # fmt: skip
    states = [_holes("state", code) | {"label": label} for code, label in by_label(State)]
    context = {"facets": facets, "states": states, "tiles": list(_tiles()), "chosen": hole("chosen")}
    context["found"] = hole("found")
    return Skeleton.of("referrals/parts/facets.html", context)


def _group(facet: str, number: int, group: Group) -> dict[str, object]:
    options = [{**_holes(facet, line.value), "label": line.label, "level": line.level} for line in group.options]
    return {"heading": group.heading, "options": options, "chosen": hole(f"{facet} {number}")}


def _holes(facet: str, value: str) -> dict[str, str]:
    key = f"{facet}:{value}"
    marks = {mark: hole(f"{key} {mark}") for mark in ("chosen", "dead")}
    return {"id": f"{facet}-{value}", "value": value, "count": hole(key)} | marks


MARKS = ("address", "told", "current", "shade", "lately")  # of a tile
SIDE = 23  # of a tile's square, in units of the drawing
CURRENT, DEAD, CHECKED, SELECTED = map(Filled, (' aria-current="true"', " dead", " checked", " selected"))


def _tiles() -> Iterator[dict[str, object]]:
    for row, codes in enumerate(GRID):
        for column, code in enumerate(codes.split()):
            if code in STATES:
                marks = {mark: hole(f"tile:{code} {mark}") for mark in MARKS}
                yield {"code": code, "label": str(State(code).label), "x": column * TILE, "y": row * TILE} | marks


def _values(panel: Panel) -> dict[str, object]:
    """What fills the holes; most ticks stay empty."""
    address, counts = panel.search.address, panel.search.counts
    values: dict[str, object] = {"chosen": f" ({len(panel.chips)})"} if panel.chips else {}
    narrows = panel.search.count < ENOUGH and bool(_to_ask(panel.search))  # a choice narrows those to ask
    values["found"] = f" ({panel.search.count or _to_ask(panel.search)})"
    for facet in panel.outline:
        chosen, counted = address.chosen.get(facet.name, ()), counts.get(facet.name, {})
        for number, group in enumerate(facet.groups):
            ticked = 0
            for line in group.options:
                count = values[line.key] = counted.get(line.value, 0)
                if line.value in chosen:
                    values |= {f"{line.key} chosen": CHECKED, line.key: count or _to_ask(panel.search)}
                    ticked += 1
                elif not count:
                    values |= {line.key: ""} if narrows else {f"{line.key} dead": DEAD}
            values |= {f"{facet.name} {number}": f"({ticked})"} if ticked else {}
    return values | _states(panel.search)


def _to_ask(search: Search) -> str | int:
    """What stands beside a choice that nobody is known to fit: whom one may ask, if anybody."""
    if not (search.address.ask and search.ask_count):
        return 0
    return _("0, %(n)s to ask") % {"n": search.ask_count}


def _states(search: Search) -> dict[str, object]:
    """The list of states and the map: how many would be found, how many serve the state and say so, and how many of
    those were verified within a year."""
    address, counts, own, verified = search.address, search.counts["state"], search.own, search.verified
    most = max((own[code] for code in STATES), default=0) or 1
    linked, language = _addresses(address), get_language() or ""
    values: dict[str, object] = {}
    for code in STATES:
        values[f"state:{code}"] = f" ({counts[code]})" if counts.get(code) else ""
        values[f"tile:{code} address"] = linked(code)
        values[f"tile:{code} told"] = _told(language, own[code], verified[code])
        values[f"tile:{code} shade"] = -(-4 * own[code] // most)
        values[f"tile:{code} lately"] = SIDE * verified[code] // own[code] if own[code] else 0
    for code in address.chosen.get("state", ()):
        values[f"tile:{code} current"] = CURRENT
    for code in address.chosen.get("state", ())[:1]:
        values[f"state:{code} chosen"] = SELECTED
        values[f"state:{code}"] = f" ({counts.get(code) or _to_ask(search)})"
    return values


def _addresses(address: Address) -> Callable[[str], str]:
    """How a tile's address is made, escaped. Those of states that are not chosen differ in the state alone."""
    before, after = escape(address.with_value("state", "ZZ").query).split("state=ZZ")
    own = {code: escape(address.without_value("state", code).query) for code in address.chosen.get("state", ())}
    return lambda code: own[code] if code in own else Filled(f"{before}state={code}{after}")


@lru_cache(maxsize=4096)
def _told(language: str, own: int, verified: int) -> str:
    """The numbers in words of the active `language`, escaped."""
    contacts = ngettext("%(n)s contact of its own", "%(n)s contacts of its own", own) % {"n": own}
    return escape(_("%(contacts)s, %(n)s verified within a year") % {"contacts": contacts, "n": verified})
