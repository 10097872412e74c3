"""Whose each contact is: the entry's in which it stands, a name's beside it, or nobody's that is named."""

import re
from collections.abc import Iterable, Iterator, Mapping

from referrals.extraction import pairing
from referrals.extraction.addresses import Address, site
from referrals.extraction.drafts import Contact, Draft
from referrals.extraction.groups import Group
from referrals.extraction.lines import Line
from referrals.extraction.listing import Listing
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.text import Passage

# Whose these are answers for the whole country: no house's that an earlier sentence names, but a line's.
NATIONAL_CODES = frozenset({"741741", "838255", "233733", "88788"})
_LINE = re.compile(r"(?:line|línea)\b", re.IGNORECASE)


def pair(thread: Thread, drafts: list[Draft]) -> list[Draft]:
    """Gives each contact to its owner; returns drafts for contacts that nobody is named for."""
    owners = {spot: draft for draft in drafts for spot in draft.group.spots}
    by_passage: dict[int, list[Spot]] = {}
    for spot in sorted(owners, key=lambda spot: spot.start):
        by_passage.setdefault(spot.passage, []).append(spot)
    unnamed: dict[str, Draft] = {}
    for index in range(len(thread.passages)):
        spots = by_passage.get(index, [])
        listing = thread.listings[index]
        free = [spot for spot in spots if not _owns_lines(listing, spot)] if listing.entries else spots
        for contact in _contacts(thread, index):
            found = _owner(thread, index, spots, free, contact) or _owner_in_part_before(
                thread, index, by_passage, contact
            )
            draft = owners[found] if found else unnamed.setdefault(label_of(contact), Draft(Group()))
            draft.contacts.append(contact)
    holders = _holders(drafts)
    return [draft for label, draft in unnamed.items() if not _goes_to_its_owner(draft, holders.get(label, []))]


def _holders(drafts: Iterable[Draft]) -> dict[str, list[Draft]]:
    """Label of a contact → those to whom it was given somewhere in the thread."""
    holders: dict[str, list[Draft]] = {}
    for draft in drafts:
        for label in {label_of(contact) for contact in draft.contacts}:
            holders.setdefault(label, []).append(draft)
    return holders


def _goes_to_its_owner(draft: Draft, holders: list[Draft]) -> bool:
    """Whether contacts that nobody is named for here are one body's elsewhere in the thread; it is given them."""
    if len(holders) == 1:
        holders[0].contacts += draft.contacts
    return len(holders) == 1


def _owner(thread: Thread, index: int, spots: list[Spot], free: list[Spot], contact: Contact) -> Spot | None:
    """Whose the contact is: the entry's in which it stands, unless its sentence names somebody else before it."""
    passage, listing = thread.passages[index], thread.listings[index]
    entry = listing.entry_at(contact.start)
    if entry:
        own = pairing.spot_at(spots, *entry.name)
        line = listing.line_at(contact.start)
        other = pairing.named_before(passage, spots, contact.start, entry.name[1])
        following = pairing.spot_behind(spots, contact.end) if contact.type == "url" and line else None
        if own and following and _is_site_of(passage, contact, line, own, following):
            return following
        return other if other and line and not line.is_label and line.start >= entry.name[1] else own
    url = contact.address if contact.type == "url" else ""
    found = pairing.owner(passage, free, contact.start, contact.end, url)
    short = contact.phone and not contact.phone.number.startswith("+")
    if found and short and not _same_sentence(thread, contact, found) and not _is_texted(passage, contact, found):
        return None  # "Dial 988." stands for itself, whoever was named before
    return found


def _is_texted(passage: Passage, contact: Contact, spot: Spot) -> bool:
    """Whether a code for messages is the one's whom another sentence of the line names; a national one is a line's."""
    phone = contact.phone
    if phone is None or phone.use != "text" or _line_between(passage, spot, contact):
        return False
    return phone.number not in NATIONAL_CODES or _LINE.search(spot.name) is not None


def _is_site_of(passage: Passage, contact: Contact, line: Line | None, own: Spot, following: Spot) -> bool:
    """Whether a web address that has its line to itself is made of the name on the next line, not of its entry's."""
    domain = site(contact.address)
    next_line = passage.body[contact.end : following.start].strip(" ") == "\n"
    alone = line is not None and contact.start - line.start <= 1 and contact.end >= line.end - 1
    return alone and next_line and pairing.akin(domain, following.name) and not pairing.akin(domain, own.name)


def _owner_in_part_before(
    thread: Thread, index: int, by_passage: Mapping[int, list[Spot]], contact: Contact
) -> Spot | None:
    """The last name of the post before, when the same person goes on: a long answer is cut into parts anywhere."""
    if not index or (contact.phone and not contact.phone.number.startswith("+")):
        return None
    text, before = thread.passages[index].text, thread.passages[index - 1].text
    same = bool(text.speaker) and text.speaker == before.speaker and text.context == before.context
    spots = [spot for spot in by_passage.get(index - 1, []) if spot.role == "organization"] if same else []
    return spots[-1] if spots else None


def _owns_lines(listing: Listing, spot: Spot) -> bool:
    """Whether the spot is the name of an entry: what that owns is known, prose after it is not."""
    entry = listing.entry_at(spot.start)
    return entry is not None and entry.name[0] <= spot.start < entry.name[1]


def _same_sentence(thread: Thread, contact: Contact, spot: Spot | None) -> bool:
    passage = thread.passages[contact.passage]
    return spot is not None and passage.sentence(contact.start) == passage.sentence(spot.start)


def _line_between(passage: Passage, spot: Spot, contact: Contact) -> bool:
    return "\n" in passage.body[spot.end : contact.start]


def label_of(contact: Contact) -> str:
    """What a contact that nobody is named for is called: its number, its site, its mailbox."""
    if contact.phone:
        return contact.phone.number
    return site(contact.address) if contact.type == "url" else contact.address


def _contacts(thread: Thread, index: int) -> Iterator[Contact]:
    passage = thread.passages[index]
    for address in passage.addresses:
        yield _address_contact(index, address)
    for phone in passage.phones:
        yield Contact(index, phone.start, phone.end, "phone", phone=phone)


def _address_contact(index: int, address: Address) -> Contact:
    return Contact(index, address.start, address.end, address.type, address.value)
