"""PDF: contacts on paper, set by typst, the one maker that tags a document for screen readers (PDF/UA) from a wheel.

What the directory says reaches it as data beside a template of ours (`sheet.typ`), never as markup. It sees one private
directory, has its fonts built in, and asks nothing of a network. Its font carries Latin with all its accents (Spanish,
Vietnamese, Navajo), Greek, Cyrillic, Arabic and Hebrew letters; what it does not carry is left out, and said.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from referrals import handover
from referrals.contact import Contact
from referrals.handover import Density, Entry
from referrals.vocabulary import State, label

from .handout import Handout, Options
from .manifest import Tally

MOST = 5_000  # contacts; a longer book takes minutes and is no book any more
INDEXED_FROM = 12  # contacts; fewer are found by looking
SIDES, ON_A_SIDE = 2, {False: 5, True: 3}  # of a wallet card that folds; contacts on each, by whether print is large
PAPERS = {"letter": "us-letter", "a4": "a4"}
TEMPLATE = Path(__file__).with_name("sheet.typ")
STANDARD: Literal["ua-1"] = "ua-1"
LEFT_OUT = "□"
NOT_DRAWN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})  # controls, and what is no character


def most(_options: Options) -> int:
    """How many contacts one file may hold."""
    return MOST


def render(handout: Handout) -> Iterator[bytes]:
    """The whole file: a book with page numbers is there only once its last page is."""
    tally, options = Tally(handout), handout.options
    contacts = [hit.contact for hit in tally.over(handout.hits())]
    entries = handover.entries(contacts, options.density, discreet=options.discreet)
    data = _data(handout, contacts, entries)
    if handout.search is not None and not options.neutral:
        data["about"] = list(tally.manifest.lines())
    data, complete = _carried(data)
    if not complete:
        told = _("A box stands for a letter that the font of this file does not have: see the contact's page.")
        data["notes"].append(told)
    yield _set(data)


def _data(handout: Handout, contacts: list[Contact], entries: list[Entry]) -> dict[str, Any]:
    """What the template is told."""
    options, wallet = handout.options, handout.options.density == Density.WALLET
    listed = [_entry(entry) | {"key": f"contact-{place}"} for place, entry in enumerate(entries, start=1)]
    sides = [list(side) for side in batched(listed, ON_A_SIDE[options.large])]
    return {
        "title": _("Phone list"),
        "day": f"{handout.now:%Y-%m-%d}",
        "lang": (get_language() or "en").partition("-")[0],
        "paper": PAPERS[options.paper],
        "large": options.large,
        "wallet": wallet,
        "asked": [] if options.neutral else list(handout.asked),
        "notes": [] if wallet else list(filter(None, [handover.advice(entries)])),
        "entries": [] if wallet else listed,
        "cards": [list(card) for card in batched(sides, SIDES)] if wallet else [],
        "phrases": list(handout.phrases),
        "index": [] if wallet or len(listed) < INDEXED_FROM else list(_by_state(contacts, listed)),
        "about": [],
        "words": {"index": _("By state"), "about": _("About this file")},
    }


def _entry(entry: Entry) -> dict[str, Any]:
    numbers = [
        {"text": one.text, "href": one.href, "note": ", ".join(filter(None, [one.told, one.said]))}
        for one in entry.numbers
    ]
    ways = [{"text": one, "href": f"mailto:{one}"} for one in entry.emails]
    ways += [{"text": one, "href": one} for one in entry.links]
    return {
        "name": entry.name,
        "kind": ": ".join(filter(None, [entry.kind, entry.part])),
        "organization": entry.organization,
        "numbers": numbers,
        "ways": ways,
        "caution": entry.caution,
        "description": entry.description,
        "facts": " · ".join(filter(None, [entry.hours, *entry.facts])),
        "fresh": " · ".join(filter(None, [entry.first, entry.fresh])),
        "quote": entry.quote,
        "speaker": entry.speaker,
    }


def _by_state(contacts: Iterable[Contact], listed: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Where each contact serves, states by name; those that serve everywhere, or do not say where, last."""
    states: dict[str, list[dict[str, Any]]] = {}
    rest: dict[str, list[dict[str, Any]]] = {}
    for contact, one in zip(contacts, listed, strict=True):
        line = {"key": one["key"], "name": one["name"]}
        for code in contact.states:
            states.setdefault(label(State, code), []).append(line)
        if not contact.states:
            rest.setdefault(contact.where, []).append(line)
    for name in [*sorted(states), *rest]:
        yield {"name": name, "entries": states.get(name) or rest[name]}


def _set(data: dict[str, Any]) -> bytes:
    """The document of this data."""
    with TemporaryDirectory(prefix="sheet-") as directory:
        place = Path(directory)
        (place / "data.json").write_text(json.dumps(data), encoding="utf-8")
        (place / "sheet.typ").write_bytes(TEMPLATE.read_bytes())
        return typst.compile(
            str(place / "sheet.typ"), root=directory, ignore_system_fonts=True, pdf_standards=STANDARD,
            package_path=directory, package_cache_path=directory,
        )  # fmt: skip


def _carried(data: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The data with what can be drawn, and whether that is all of it; in place of anything else stands a box."""
    used = {*json.dumps(data, ensure_ascii=False)} | {chr(code) for code in range(32)} | {chr(127)}
    kept = {ord(one): None if unicodedata.category(one) in NOT_DRAWN else LEFT_OUT for one in used if not _carries(one)}
    return _translated(data, kept), LEFT_OUT not in kept.values()


def _translated(value: Any, kept: dict[int, str | None]) -> Any:
    """The same with every text in it translated."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else value.translate(kept)
    if isinstance(value, dict):
        return {name: _translated(one, kept) for name, one in value.items()}
    return [_translated(one, kept) for one in value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=4_096)
def _carries(character: str) -> bool:
    """Whether the font has a sign for it: typst says so."""
    if character.isascii():
        return character.isprintable() or character == "\n"
    if unicodedata.category(character) in NOT_DRAWN:
        return False
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return True  # drawn with what stands before it, or not at all
    with TemporaryDirectory(prefix="sheet-") as directory:
        place = Path(directory)
        (place / "data.json").write_text(json.dumps(character), encoding="utf-8")
        (place / "one.typ").write_text(
            '#set document(title: "1")\n#set text(font: "Libertinus Serif")\n#json("data.json")\n', encoding="utf-8"
        )
        try:
            typst.compile(str(place / "one.typ"), root=directory, ignore_system_fonts=True, pdf_standards=STANDARD)
        except typst.TypstError:
            return False
    return True
