"""Cards: a contact as a search result. Rendered once per contact and language, with a hole for why it matched."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from referrals.contact import Contact, ReleasedPhone
from referrals.search.hits import Hit
from referrals.views.skeleton import Filled, Skeleton, hole
from referrals.vocabulary import Cost, MayReport

LONGEST_QUOTE = 42  # words
CAUTIONS = {MayReport.YES, MayReport.MANDATED}


def cards(hits: list[Hit]) -> Filled:
    """Results one after the other."""
    return Filled("".join(map(card, hits)))


def card(hit: Hit) -> Filled:
    """One result as it stands on the page."""
    language = get_language() or ""
    skeleton = hit.kept.markup.get(language)
    if skeleton is None:
        context = described(hit.contact) | {"why": hole("why")}
        skeleton = hit.kept.markup[language] = Skeleton("referrals/parts/card.html", context)
    why = _("Matched: %(reasons)s") % {"reasons": "; ".join(hit.because)} if hit.because else ""
    return skeleton.filled({"why": why})


def described(contact: Contact) -> dict[str, Any]:
    """A contact in the words of a card. Plain values: a template looks each of them up once."""
    cautious = contact.contact_may_report in CAUTIONS
    return {
        "name": contact.name,
        "url": contact.url,
        "kind": f"{contact.kind_label} · {contact.serves}",
        "organization": contact.organization if contact.organization != contact.name else "",
        "description": contact.description,
        "caution": contact.contact_may_report_label if cautious else "",
        "facts": " · ".join(filter(None, [contact.hours or _("Hours: ask"), contact.spoken, _cost(contact)])),
        "call": _call(contact.phone) if contact.phone else None,
        "link": contact.links[0].url if contact.links else "",
        "email": contact.emails[0] if contact.emails else "",
        "texts": [{"href": phone.href, "told": _text(phone)} for phone in contact.phones if phone.use == "text"],
        "freshness": str(contact.freshness),
        "fresh": contact.vouched,
        **_said(contact),
    }


def _cost(contact: Contact) -> str:
    return "" if contact.cost == Cost.UNKNOWN else contact.cost_label


def _call(phone: ReleasedPhone) -> dict[str, str]:
    key = _("press %(key)s") % {"key": phone.menu_key} if phone.menu_key else ""
    number = f"{phone.text} x{phone.extension}" if phone.extension else phone.text
    return {"href": phone.href, "number": number, "key": key}


def _text(phone: ReleasedPhone) -> str:
    if phone.keyword:
        return _("Text %(word)s to %(number)s") % {"word": phone.keyword, "number": phone.text}
    return _("Text %(number)s") % {"number": phone.text}


def _said(contact: Contact) -> dict[str, str]:
    """What a practitioner said of it first, and who."""
    if not contact.evidence:
        return {"quote": "", "speaker": ""}
    said = contact.evidence[0]
    speaker = f"{said.speaker}, {said.role_label}" if said.speaker else said.role_label
    return {
        "quote": Truncator(said.quote).words(LONGEST_QUOTE),
        "speaker": f"{speaker}, {said.said_on[:4]}" if said.said_on else speaker,
    }
