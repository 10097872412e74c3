"""Cards: a contact as a search result.

A template is rendered once for each shape of card: which of its parts there are. A contact's card is that shape with
the contact's texts in it, and is kept beside the contact with holes for why it matched and whether it is on a list.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache

from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from referrals.contact import Contact, ReleasedPhone
from referrals.search.hits import Hit
from referrals.views.picking import button
from referrals.views.skeleton import Filled, Skeleton, hole
from referrals.vocabulary import Cost

LONGEST_QUOTE = 42  # words
EMPTY = {name: hole(name) for name in ("why", "act", "told")}  # in every card, to the last


def cards(hits: list[Hit], picked: Collection[str]) -> Filled:
    """Results one after the other; `picked`: the ids of contacts on the visitor's list."""
    buttons = button(on_list=False), button(on_list=True)
    return Filled("".join(card(hit, buttons[hit.contact.id in picked]) for hit in hits))


def card(hit: Hit, button: dict[str, str]) -> Filled:
    """One result as it stands on the page, with its button."""
    language = get_language() or ""
    skeleton = hit.kept.markup.get(language)
    if skeleton is None:
        skeleton = hit.kept.markup[language] = _of(hit.contact, language)
    why = _("Matched: %(reasons)s") % {"reasons": "; ".join(hit.because)} if hit.because else ""
    if hit.match == "ask":
        why = " · ".join(filter(None, [_("Not said to fit all of it: ask"), why]))
    return skeleton.filled(button | {"why": why})


def _of(contact: Contact, language: str) -> Skeleton:
    """A contact's card, but what differs by search and visitor."""
    said = {name: text for name, text in described(contact) if text}
    return Skeleton(_shape(language, frozenset(said)).filled(said | EMPTY))


@lru_cache(maxsize=2_000)
def _shape(language: str, parts: frozenset[str]) -> Skeleton:
    """A card that has these parts, in the `language` of the page (the active one)."""
    holes = {name: hole(name) for name in parts}
    texts = [{"href": hole(name), "told": hole(f"{name} told")} for name in sorted(parts) if name in TEXTS]
    return Skeleton.of("referrals/parts/card.html", holes | EMPTY | {"texts": texts})


TEXTS = tuple(f"text {n}" for n in range(10))  # numbers that take text messages; no contact has more


def described(contact: Contact) -> Iterator[tuple[str, str]]:
    """(part, text) of a contact in the words of a card; a part without text is not there."""
    yield "name", contact.name
    yield "url", contact.url
    yield "slug", contact.slug if contact.reachable else ""
    yield "kind", f"{contact.kind_label} · {contact.where}"
    yield "part", contact.part
    yield "organization", contact.run_by
    yield "description", contact.description
    yield "caution", contact.caution
    yield "hours", contact.hours
    yield "facts", " · ".join(filter(None, ["" if contact.hours else _("Hours: ask"), contact.spoken, _cost(contact)]))
    yield "freshness", str(contact.freshness)
    yield "fresh", contact.checked
    yield "publisher", contact.published_by
    yield "when", contact.published_when if contact.published_by else ""
    yield from _ways(contact)
    yield from _said(contact)


def _cost(contact: Contact) -> str:
    return "" if contact.cost == Cost.UNKNOWN else contact.cost_label


def _ways(contact: Contact) -> Iterator[tuple[str, str]]:
    """How to reach it."""
    if phone := contact.phone:
        yield "call", phone.href
        yield "number", phone.in_full
        yield "key", phone.to_press
    checked = contact.withheld and not contact.reachable
    yield "checked", _("How to reach them is withheld while somebody checks it.") if checked else ""
    yield "link", contact.links[0].url if contact.links else ""
    yield "email", contact.emails[0] if contact.emails else ""
    for name, text in zip(TEXTS, (phone for phone in contact.phones if phone.use == "text"), strict=False):
        yield name, text.href
        yield f"{name} told", _text(text)


def _text(phone: ReleasedPhone) -> str:
    if phone.keyword:
        return _("Text %(word)s to %(number)s") % {"word": phone.keyword, "number": phone.text}
    return _("Text %(number)s") % {"number": phone.text}


def _said(contact: Contact) -> Iterator[tuple[str, str]]:
    """What a practitioner said of it, and who."""
    if said := contact.said:
        yield "quote", Truncator(said.quote).words(LONGEST_QUOTE)
        yield "speaker", said.attribution
