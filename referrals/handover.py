"""Contacts as one hands them over: what of each stands on a list, on paper or as plain text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.contact import Contact, ReleasedPhone
from referrals.vocabulary import Cost, Freshness

CALL_FIRST = {Freshness.STALE, Freshness.UNVERIFIED}


class Density(TextChoices):
    """How much of each contact is said."""

    PHONEBOOK = "phonebook", gettext_lazy("Phone book")
    CARD = "card", gettext_lazy("Card")
    FULL = "full", gettext_lazy("Full")
    WALLET = "wallet", gettext_lazy("Wallet card")


@dataclass(frozen=True, slots=True)
class Number:
    """A number to dial or text, what to do with it in words, and what the record says of it, in English."""

    text: str
    href: str
    told: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact on a list. What its density leaves out is absent from it, so that no template can print it.

    What the record says stands apart from the words of the page: it is in English.
    """

    slug: str
    name: str
    numbers: tuple[Number, ...]
    fresh: str = ""
    first: str = ""  # "not verified", where `fresh` does not say it
    unsure: bool = False  # whether to call and check before anybody goes there
    kind: str = ""
    part: str = ""
    organization: str = ""
    description: str = ""
    caution: str = ""
    hours: str = ""
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
    """Names that say nothing but whom one calls and where; those that come twice are numbered: “Legal office 2, NC”."""
    said = [(one.discreet_name, one.told_apart) for one in contacts]
    often = Counter(said)
    so_far: Counter[tuple[str, str]] = Counter()
    names = []
    for name, behind in said:
        so_far[name, behind] += 1
        number = str(so_far[name, behind]) if often[name, behind] > 1 else ""
        names.append(", ".join(filter(None, [" ".join(filter(None, [name, number])), behind])))
    return names


def _wallet(contact: Contact, name: str) -> Entry:
    """A name, a number: it passes as any phone list."""
    phone = contact.phone or contact.phones[0]
    return Entry(contact.slug, name, (_number(phone, labelled=False),), first=_first(contact))  # bears no advice


def _neutral(contact: Contact, name: str) -> Entry:
    numbers = tuple(_number(phone, labelled=False) for phone in contact.phones)
    return Entry(contact.slug, name, numbers, **_checked(contact), **_hours(contact))


def _phonebook(contact: Contact, name: str) -> Entry:
    return Entry(
        contact.slug, name, _numbers(contact), **_checked(contact), caution=contact.caution,
        **_hours(contact), links=() if contact.phones else _links(contact)[:1],
        emails=() if contact.phones else contact.emails[:1],
    )  # fmt: skip


def _card(contact: Contact, name: str) -> Entry:
    return Entry(
        contact.slug, name, _numbers(contact), contact.vouched, unsure=contact.freshness in CALL_FIRST,
        kind=f"{contact.kind_label} · {contact.where}", part=contact.part, organization=contact.run_by,
        caution=contact.caution, **_hours(contact, contact.spoken),
        links=_links(contact)[:1], emails=() if contact.phones else contact.emails[:1],
    )  # fmt: skip


def _full(contact: Contact, name: str) -> Entry:
    said = contact.said
    cost = _("Cost: ask") if contact.cost == Cost.UNKNOWN else contact.cost_label
    needs = ", ".join(term.label for term in contact.needs if term.relation != "excludes")
    offers = _("Offers: %(needs)s") % {"needs": needs} if needs else ""
    return Entry(
        contact.slug, name, _numbers(contact), contact.vouched, unsure=contact.freshness in CALL_FIRST,
        kind=f"{contact.kind_label} · {contact.where}", part=contact.part, organization=contact.run_by,
        description=contact.description, caution=contact.caution,
        **_hours(contact, contact.spoken, cost, offers),
        links=_links(contact), emails=contact.emails, quote=said.quote if said else "",
        speaker=said.attribution if said else "",
    )  # fmt: skip


def _numbers(contact: Contact) -> tuple[Number, ...]:
    return tuple(_number(phone) for phone in contact.phones)


def _number(phone: ReleasedPhone, *, labelled: bool = True) -> Number:
    """What to do with a number; its label and its hours say what it is for, so that a discreet list has neither."""
    use = "" if phone.use == "voice" or phone.keyword else phone.use_label
    named = labelled and phone.label.casefold().startswith(use.casefold())
    told = [phone.to_press, phone.to_text, "" if named else use]
    said = [phone.label, phone.hours] if labelled else []
    return Number(phone.in_full, phone.href, *(", ".join(filter(None, words)) for words in (told, said)))


def _checked(contact: Contact) -> dict[str, Any]:
    """When it was verified; what never was, or long ago, says that before all else."""
    told, day = _first(contact), contact.verified
    fresh = day if told or not day else _("verified %(day)s") % {"day": day}
    return {"fresh": fresh, "first": told, "unsure": bool(told)}


def _first(contact: Contact) -> str:
    """That it was never verified, or long ago, in a few words; nothing if it was of late."""
    old = {Freshness.UNVERIFIED: _("not verified"), Freshness.STALE: _("verified over a year ago")}
    return old.get(contact.freshness, "")


def advice(listed: Iterable[Entry]) -> str:
    """What to do about contacts that nobody has verified of late, if there are some: said once for all of them."""
    unsure = any(entry.unsure for entry in listed)
    return _("Not verified, or over a year ago: call to check before anybody goes there.") if unsure else ""


def _hours(contact: Contact, *facts: str) -> dict[str, Any]:
    """When it answers, or that one should ask, with the other facts."""
    return {"hours": contact.hours, "facts": tuple(filter(None, [not contact.hours and _("Hours: ask"), *facts]))}


def _links(contact: Contact) -> tuple[str, ...]:
    return tuple(link.url for link in contact.links)


def text(listed: Sequence[Entry], phrases: Iterable[str], today: date) -> str:
    """The list as plain text, for a clipboard or a message."""
    lines = [_("Phone list"), f"{today:%Y-%m-%d}", ""]
    for number, entry in enumerate(listed, start=1):
        lines += [*numbered(number, entry), ""]
    below = [*filter(None, [advice(listed)]), *(f"- {phrase}" for phrase in phrases)]
    return "\n".join([*lines, *below]).rstrip() + "\n"


def numbered(number: int, entry: Entry) -> list[str]:
    """One contact as lines of text, the name first."""
    return [f"{number}. {entry.name}", *(f"   {line}" for line in _told(entry))]


def _told(entry: Entry) -> Iterator[str]:
    """What stands under the name, a line at a time. A line break in a record starts no line of its own."""
    said = [
        ": ".join(filter(None, [entry.kind, entry.part])), entry.organization,
        *(_line(number) for number in entry.numbers),
        *entry.emails, *entry.links, entry.caution, entry.description,
        " · ".join(filter(None, [entry.hours, *entry.facts])),
        " · ".join(filter(None, [entry.first, entry.fresh])),
        f"“{entry.quote}” ({entry.speaker})" if entry.quote else "",
    ]  # fmt: skip
    return (" ".join(line.split()) for line in said if line)


def _line(number: Number) -> str:
    said = ", ".join(filter(None, [number.told, number.said]))
    return f"{number.text} ({said})" if said else number.text
