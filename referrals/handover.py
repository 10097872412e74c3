"""Contacts as one hands them over: what of each stands on a list, on paper or as plain text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.contact import Contact, ReleasedPhone
from referrals.vocabulary import Cost, Freshness, MayReport

CAUTIONS = {MayReport.YES, MayReport.MANDATED}
CALL_FIRST = {Freshness.STALE, Freshness.UNVERIFIED}


class Density(TextChoices):
    """How much of each contact is said."""

    PHONEBOOK = "phonebook", gettext_lazy("Phone book")
    CARD = "card", gettext_lazy("Card")
    FULL = "full", gettext_lazy("Full")
    WALLET = "wallet", gettext_lazy("Wallet card")


@dataclass(frozen=True, slots=True)
class Number:
    """A number to dial or text, and what to do with it in words."""

    text: str
    href: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact on a list. What its density leaves out is absent from it, so that no template can print it."""

    slug: str
    name: str
    numbers: tuple[Number, ...]
    fresh: str = ""
    first: str = ""  # "call first"
    kind: str = ""
    organization: str = ""
    description: str = ""
    caution: str = ""
    facts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    quote: str = ""
    speaker: str = ""


def entries(contacts: Iterable[Contact], density: str, *, discreet: bool = False) -> list[Entry]:
    """The contacts in their order. On a wallet card, and in a phone book where it is wished, names say nothing of the
    subject; a contact without any number is on no wallet card."""
    discreet = density == Density.WALLET or (discreet and density == Density.PHONEBOOK)
    contacts = [one for one in contacts if density != Density.WALLET or one.phones]
    names = _discreet(contacts) if discreet else [one.name for one in contacts]
    make = {
        Density.WALLET: _wallet,
        Density.PHONEBOOK: _neutral if discreet else _phonebook,
        Density.CARD: _card,
        Density.FULL: _full,
    }[Density(density)]
    return [make(contact, name) for contact, name in zip(contacts, names, strict=True)]


def _discreet(contacts: list[Contact]) -> list[str]:
    """Names that say nothing; those that come twice are numbered."""
    often, so_far = Counter(one.discreet_name for one in contacts), Counter()
    names = []
    for name in (one.discreet_name for one in contacts):
        so_far[name] += 1
        names.append(f"{name} {so_far[name]}" if often[name] > 1 else name)
    return names


def _wallet(contact: Contact, name: str) -> Entry:
    """A name, a number: it passes as any phone list."""
    phone = contact.phone or contact.phones[0]
    return Entry(contact.slug, name, (_number(phone, labelled=False),), first=_first(contact))


def _neutral(contact: Contact, name: str) -> Entry:
    numbers = tuple(_number(phone, labelled=False) for phone in contact.phones)
    return Entry(contact.slug, name, numbers, _verified(contact), _first(contact), facts=(_hours(contact),))


def _phonebook(contact: Contact, name: str) -> Entry:
    return Entry(
        contact.slug, name, _numbers(contact), _verified(contact), _first(contact), caution=_caution(contact),
        facts=(_hours(contact),), links=() if contact.phones else _links(contact)[:1],
        emails=() if contact.phones else contact.emails[:1],
    )  # fmt: skip


def _card(contact: Contact, name: str) -> Entry:
    return Entry(
        contact.slug, name, _numbers(contact), contact.vouched, _first(contact),
        kind=f"{contact.kind_label} · {contact.serves}", organization=_organization(contact),
        caution=_caution(contact), facts=(_hours(contact), contact.spoken),
        links=_links(contact)[:1], emails=() if contact.phones else contact.emails[:1],
    )  # fmt: skip


def _full(contact: Contact, name: str) -> Entry:
    said = contact.evidence[0] if contact.evidence else None
    cost = _("Cost: ask") if contact.cost == Cost.UNKNOWN else contact.cost_label
    needs = ", ".join(term.label for term in contact.needs if term.relation != "excludes")
    offers = _("Offers: %(needs)s") % {"needs": needs} if needs else ""
    return Entry(
        contact.slug, name, _numbers(contact), contact.vouched, _first(contact),
        kind=f"{contact.kind_label} · {contact.serves}", organization=_organization(contact),
        description=contact.description, caution=_caution(contact),
        facts=(_hours(contact), contact.spoken, cost, *filter(None, [offers])),
        links=_links(contact), emails=contact.emails, quote=said.quote if said else "",
        speaker=", ".join(filter(None, [said.speaker, said.role_label, said.said_on[:4]])) if said else "",
    )  # fmt: skip


def _numbers(contact: Contact) -> tuple[Number, ...]:
    return tuple(_number(phone) for phone in contact.phones)


def _number(phone: ReleasedPhone, *, labelled: bool = True) -> Number:
    """What to do with a number; its label and its hours say what it is for, so that a discreet list has neither."""
    use = "" if phone.use == "voice" or phone.keyword else phone.use_label
    told = [
        _("press %(key)s") % {"key": phone.menu_key} if phone.menu_key else "",
        _("text %(word)s") % {"word": phone.keyword} if phone.keyword else "",
        "" if labelled and phone.label.casefold().startswith(use.casefold()) else use,
        *([phone.label, phone.hours] if labelled else []),
    ]
    text = f"{phone.text} x{phone.extension}" if phone.extension else phone.text
    return Number(text, phone.href, ", ".join(filter(None, told)))


def _verified(contact: Contact) -> str:
    return _("verified %(day)s") % {"day": contact.verified} if contact.verified else ""


def _first(contact: Contact) -> str:
    """What was never verified, or long ago, says so in two words."""
    return _("call first") if contact.freshness in CALL_FIRST else ""


def _hours(contact: Contact) -> str:
    return contact.hours or _("Hours: ask")


def _caution(contact: Contact) -> str:
    return contact.contact_may_report_label if contact.contact_may_report in CAUTIONS else ""


def _organization(contact: Contact) -> str:
    return contact.organization if contact.organization != contact.name else ""


def _links(contact: Contact) -> tuple[str, ...]:
    return tuple(link.url for link in contact.links)


def text(listed: Iterable[Entry], phrases: Iterable[str], today: date) -> str:
    """The list as plain text, for a clipboard or a message."""
    lines = [_("Phone list"), f"{today:%Y-%m-%d}", ""]
    for number, entry in enumerate(listed, start=1):
        lines += [f"{number}. {entry.name}", *(f"   {line}" for line in _told(entry)), ""]
    return "\n".join([*lines, *(f"- {phrase}" for phrase in phrases)]).rstrip() + "\n"


def _told(entry: Entry) -> Iterator[str]:
    """What stands under the name, a line at a time. A line break in a record starts no line of its own."""
    said = [
        entry.kind, entry.organization,
        *(f"{one.text} ({one.told})" if one.told else one.text for one in entry.numbers),
        *entry.emails, *entry.links, entry.caution, entry.description,
        " · ".join(entry.facts),
        " · ".join(filter(None, [entry.first, entry.fresh])),
        f"“{entry.quote}” ({entry.speaker})" if entry.quote else "",
    ]  # fmt: skip
    return (" ".join(line.split()) for line in said if line)
