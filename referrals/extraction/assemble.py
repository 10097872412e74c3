"""From names and contacts to candidates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from referrals.extraction import pairing, places, topics
from referrals.extraction import stance as stance_of
from referrals.extraction.addresses import Address, site
from referrals.extraction.groups import SLASHED_PLACE, Group
from referrals.extraction.known import KnownNames
from referrals.extraction.listing import Listing
from referrals.extraction.model import Candidate, KnownName, Mention, MentionType, PhoneFound, Span, Text
from referrals.extraction.names import find_names
from referrals.extraction.places import Place
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.stance import stance

NOT_FOR_CLIENTS = frozenset({"research", "training-tool", "law-enforcement"})
LONGEST_ENTRY = 1_000  # characters that are shown as the evidence of an entry
ONLY_IF_RECOMMENDED = frozenset({"government-agency"})


@dataclass(frozen=True, slots=True)
class Contact:
    """An address or number of passage number `passage`."""

    passage: int
    start: int
    end: int
    type: MentionType
    address: str = ""
    phone: PhoneFound | None = None


@dataclass(slots=True)
class Draft:
    """A group of spots with the contacts paired to it."""

    group: Group
    contacts: list[Contact] = field(default_factory=list)


def assemble(thread: Thread, directory: KnownNames, known: KnownNames) -> list[Candidate]:
    """The candidates of a thread, in the order in which they are first mentioned."""
    drafts = [Draft(group) for group in find_names(thread, known)]
    drafts += _pair(thread, drafts)
    drafts.sort(key=_first_place)
    return [_candidate(thread, draft, directory, known) for draft in drafts]


def _first_place(draft: Draft) -> tuple[int, int]:
    parts: list[Spot | Contact] = [*draft.group.spots, *draft.contacts]
    return min((part.passage, part.start) for part in parts)


def _pair(thread: Thread, drafts: list[Draft]) -> list[Draft]:
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
            draft = owners[found] if found else unnamed.setdefault(_label(contact), Draft(Group()))
            draft.contacts.append(contact)
    return [draft for label, draft in unnamed.items() if not _goes_to_its_owner(label, draft, drafts)]


def _goes_to_its_owner(label: str, draft: Draft, drafts: Iterable[Draft]) -> bool:
    """Whether a contact that nobody is named for here is somebody's elsewhere in the thread; it is given to them."""
    holders = [each for each in drafts if any(_label(contact) == label for contact in each.contacts)]
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
        return other if other and line and not line.is_label and line.start >= entry.name[1] else own
    url = contact.address if contact.type == "url" else ""
    found = pairing.owner(passage, free, contact.start, contact.end, url)
    if contact.phone and not contact.phone.number.startswith("+") and not _same_sentence(thread, contact, found):
        return None  # "Dial 988." stands for itself, whoever was named before
    return found


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


def _label(contact: Contact) -> str:
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


def _candidate(thread: Thread, draft: Draft, directory: KnownNames, known: KnownNames) -> Candidate:
    texts = {passage.text.key: passage.text for passage in thread.passages}
    mentions = _mentions(thread, draft)
    urls = _unique(contact.address for contact in draft.contacts if contact.type == "url")
    phones = tuple(contact.phone for contact in draft.contacts if contact.phone)
    record = _record(draft, directory, urls, [phone.number for phone in phones])
    reading = _Reading(thread, draft, mentions, texts, known.called(draft.group.names))
    kind, why = reading.kind()
    found = reading.fields()
    national = reading.national()
    if national and kind in {"state-organization", topics.DEFAULT_KIND}:
        kind = "national-organization"
    return Candidate(
        name=draft.group.name if draft.group.spots else _label(draft.contacts[0]),
        kind=kind,
        phones=phones,
        urls=urls,
        emails=_unique(contact.address for contact in draft.contacts if contact.type == "email"),
        states=_unique(found["states"]),
        national=bool(national),
        victim_types=_unique(found["victim_types"]),
        needs=_unique(found["needs"]),
        is_contact=_is_contact(kind, draft, mentions, texts),
        doubtful=_is_doubtful(draft),
        mentions=mentions,
        spans={
            name: tuple(dict.fromkeys(span for spans in values.values() for span in spans))
            for name, values in found.items()
            if values
        },
        reasons=reading.reasons
        | {"kind": why, "name": _why_name(draft)}
        | ({"national": national} if national else {}),
        may_be=record.key if record else "",
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _why_name(draft: Draft) -> str:
    return draft.group.spots[0].rule if draft.group.spots else "A contact without a name beside it."


def _record(draft: Draft, directory: KnownNames, urls: Iterable[str], phones: Iterable[str]) -> KnownName | None:
    names = [draft.group.name, *draft.group.names] if draft.group.spots else []
    names += [SLASHED_PLACE.sub("", name) for name in names]
    return directory.called(names) or directory.at(urls, phones) or (directory.like(names[0]) if names else None)


def _is_contact(kind: str, draft: Draft, mentions: Sequence[Mention], texts: Mapping[str, Text]) -> bool:
    if draft.group.publication or kind in NOT_FOR_CLIENTS or not draft.group.spots:
        return False
    recommended = any(mention.stance == "recommended" for mention in mentions)
    if not draft.contacts and (not recommended or _is_doubtful(draft)):
        return False
    named = [mention for mention in mentions if mention.type in {"name", "acronym"}]
    tied = [stance_of.is_connected(texts[m.text_key], m.start, m.end, m.quote) for m in named]
    if named and not draft.contacts and all(tied):
        return False
    return kind not in ONLY_IF_RECOMMENDED or any(mention.stance == "recommended" for mention in mentions)


def _is_doubtful(draft: Draft) -> bool:
    """Whether only capitals speak for it: they may be a person's, and nobody's case may be suggested."""
    return not draft.contacts and all(spot.weak for spot in draft.group.spots)


def _mentions(thread: Thread, draft: Draft) -> tuple[Mention, ...]:
    contacts = {contact.passage for contact in draft.contacts}
    parts: list[Spot | Contact] = [*draft.group.spots, *draft.contacts]
    parts.sort(key=lambda part: (part.passage, part.start))
    return tuple(_mention(thread, part, contacts) for part in dict.fromkeys(parts))


def _mention(thread: Thread, part: Spot | Contact, contacts: set[int]) -> Mention:
    passage = thread.passages[part.passage]
    quote = _quote(thread, part)
    how = stance(
        passage.text,
        part.start,
        part.end,
        quote,
        has_contact=part.passage in contacts,
    )
    value = part.address if isinstance(part, Contact) else ""
    surface = passage.text.body[part.start : part.end]
    return Mention(passage.text.key, part.start, part.end, surface, part.type, how, quote, value)


def _quote(thread: Thread, part: Spot | Contact) -> tuple[int, int]:
    """The sentence that carries the part; of an entry of a list all its lines, if they are not too many."""
    entry = thread.listings[part.passage].entry_at(part.start)
    if entry and entry.end - entry.start <= LONGEST_ENTRY:
        return entry.start, max(entry.end, part.end)
    start, end = thread.passages[part.passage].sentence(part.start)
    return start, max(end, part.end)


@dataclass
class _Reading:
    """The fields of one draft as its mentions tell them; `reasons` fills while they are read."""

    thread: Thread
    draft: Draft
    mentions: tuple[Mention, ...]
    texts: dict[str, Text]
    known: KnownName | None
    reasons: dict[str, str] = field(default_factory=dict)

    def kind(self) -> tuple[str, str]:
        sentences = [
            (self.texts[mention.text_key].body[slice(*mention.quote)], mention.start - mention.quote[0])
            for mention in self.mentions
        ]
        return topics.kind_of(self.thread.lexis, self.draft.group.spots, self.known, sentences)

    def national(self) -> str:
        if self.known and self.known.national:
            return f"{self.known.name} is a national body."
        reasons = [places.is_national(mention, self.texts[mention.text_key]) for mention in self.named]
        sections = [self.listings[mention.text_key].section_at(mention.start) for mention in self.named]
        reasons += [section.national for section in sections if section]
        return next((reason for reason in reasons if reason), "")

    @property
    def named(self) -> list[Mention]:
        return [mention for mention in self.mentions if mention.type in {"name", "acronym"}]

    def fields(self) -> dict[str, dict[str, list[Span]]]:
        """field → value → spans."""
        found: dict[str, dict[str, list[Span]]] = {"states": {}, "needs": {}, "victim_types": {}}
        for place in self._places():
            found["states"].setdefault(place.state, []).append(place.span)
            self.reasons.setdefault("states", place.reason)
        passages = {passage.text.key: passage for passage in self.thread.passages}
        for name, facet in (("needs", "need"), ("victim_types", "victim")):
            for topic in topics.topics_of(self.thread.lexis, facet, self.mentions, passages):
                found[name].setdefault(topic.slug, []).append(topic.span)
            if found[name]:
                self.reasons[name] = "Words of the sentences that name it."
        return found

    def _places(self) -> list[Place]:
        """The states, from what tells most of them: the name and what stands beside it, the list it stands in, the
        question it answers, the text around it, its local numbers."""
        own = [place for mention in self.named for place in self._places_of(mention)]
        if own or self.national():
            return own
        listed = [place for mention in self.named for place in self._listed_places(mention)]
        return listed or self._asked_places() or self._surrounding_places()

    def _listed_places(self, mention: Mention) -> tuple[Place, ...]:
        """States of a page's entry: its row's, its heading's, its address's, the first that there are."""
        listing = self.listings[mention.text_key]
        entry, section = listing.entry_at(mention.start), listing.section_at(mention.start)
        row = entry.places if entry and entry.in_table else ()
        text = self.texts[mention.text_key]
        told = row or (section.places if section else ()) or (entry.places if entry else ())
        return told or tuple(places.states_of_towns(text, mention))

    def _surrounding_places(self) -> list[Place]:
        """The state of the text around it, as far as all places that recommend it agree, or of its local numbers."""
        recommended = [m for m in self.named if m.stance == "recommended" or self.draft.contacts]
        texts = [self.texts[mention.text_key] for mention in recommended]
        around = [self._told_around(text) for text in texts if text.context]
        if around and (not all(around) or len({place.state for found in around for place in found}) > 1):
            return []
        phones = tuple(contact.phone for contact in self.draft.contacts if contact.phone)
        found = [place for told in around for place in told] or list(places.state_of_numbers(self.thread.lexis, phones))
        if found or any(phone.number[:3] == "+18" for phone in phones):
            return found  # who answers toll-free calls may serve more than the page's state
        return [place for text in texts if not text.context for place in self._told_in(text, "page")]

    def _told_around(self, text: Text) -> list[Place]:
        """What an answer, or else its question, says of one state; nothing where the question asks for anywhere."""
        if places.asks_anywhere(text.context):
            return []
        return [*self._told_in(text, "post")] or [*self._told_in(self._question(text), "question")]

    def _told_in(self, text: Text, what: str) -> Iterator[Place]:
        yield from places.state_about(text.key, self.thread.told(text), what)

    @cached_property
    def listings(self) -> dict[str, Listing]:
        return {
            passage.text.key: each for passage, each in zip(self.thread.passages, self.thread.listings, strict=True)
        }

    def _places_of(self, mention: Mention) -> Iterator[Place]:
        lexis, text = self.thread.lexis, self.texts[mention.text_key]
        yield from places.states_in_name(lexis, mention.surface, mention)
        yield from places.states_beside(lexis, text, mention)
        yield from places.los_angeles(mention, tuple(self.texts.values()))

    def _asked_places(self) -> list[Place]:
        """The places asked about, if all its recommendations answer questions about a place."""
        found: list[Place] = []
        for mention in self.named:
            text = self.texts[mention.text_key]
            asked = list(places.states_asked(self.thread.lexis, mention, text, self._question(text)))
            if mention.stance == "recommended" and not asked:
                return []
            found += asked
        return found

    def _question(self, text: Text) -> Text:
        return next((other for other in self.texts.values() if other.asked and other.body == text.context), text)
