"""From names and contacts to candidates."""

from collections.abc import Iterable, Mapping, Sequence

from referrals.extraction import stance as stance_of
from referrals.extraction import topics
from referrals.extraction.drafts import Contact, Draft
from referrals.extraction.fields import Fields
from referrals.extraction.groups import SLASHED_PLACE
from referrals.extraction.known import KnownNames
from referrals.extraction.model import Candidate, KnownName, Mention
from referrals.extraction.names import find_names
from referrals.extraction.owning import label_of, pair
from referrals.extraction.rolls import rolls
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.stance import says_gone, stance

NOT_FOR_CLIENTS = frozenset({"research", "training-tool", "law-enforcement"})
LONGEST_ENTRY = 1_000  # characters that are shown as the evidence of an entry
ONLY_IF_RECOMMENDED = frozenset({"government-agency"})


def assemble(thread: Thread, directory: KnownNames, known: KnownNames) -> list[Candidate]:
    """The candidates of a thread, in the order in which they are first mentioned."""
    drafts = [Draft(group) for group in find_names(thread, known)]
    drafts += pair(thread, drafts)
    drafts.sort(key=_first_place)
    named_at: dict[str, list[int]] = {}
    for spot in sorted((spot for draft in drafts for spot in draft.group.spots), key=lambda spot: spot.start):
        named_at.setdefault(thread.passages[spot.passage].text.key, []).append(spot.start)
    of_people = rolls(thread, drafts, known)
    for draft in drafts:
        draft.of_people = bool(draft.group.spots) and all(spot.passage in of_people for spot in draft.group.spots)
    return [_candidate(thread, draft, directory, known, named_at) for draft in drafts]


def _first_place(draft: Draft) -> tuple[int, int]:
    parts: list[Spot | Contact] = [*draft.group.spots, *draft.contacts]
    return min((part.passage, part.start) for part in parts)


def _candidate(
    thread: Thread, draft: Draft, directory: KnownNames, known: KnownNames, named_at: Mapping[str, list[int]]
) -> Candidate:
    mentions = _mentions(thread, draft)
    urls = _unique(contact.address for contact in draft.contacts if contact.type == "url")
    phones = tuple(contact.phone for contact in draft.contacts if contact.phone)
    record = _record(draft, directory, urls, [phone.number for phone in phones])
    reading = Fields(thread, draft, mentions, known.called(draft.group.names), named_at)
    kind, why = reading.kind()
    found = reading.read()
    national = reading.national()
    if national and kind in {"state-organization", topics.DEFAULT_KIND}:
        kind = "national-organization"
    return Candidate(
        name=draft.group.name if draft.group.spots else label_of(draft.contacts[0]),
        kind=kind,
        phones=phones,
        urls=urls,
        emails=_unique(contact.address for contact in draft.contacts if contact.type == "email"),
        states=_unique(found["states"]),
        national=bool(national),
        victim_types=_unique(found["victim_types"]),
        needs=_unique(found["needs"]),
        is_contact=_is_contact(thread, kind, draft, mentions),
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


def _is_contact(thread: Thread, kind: str, draft: Draft, mentions: Sequence[Mention]) -> bool:
    if draft.group.publication or kind in NOT_FOR_CLIENTS or not draft.group.spots:
        return False
    recommended = any(mention.stance == "recommended" for mention in mentions)
    if _is_doubtful(draft) or (not draft.contacts and not recommended):
        return False
    if draft.contacts and all(mention.stance == "mentioned" for mention in mentions):
        return False  # gone, or to be kept away from
    named = [mention for mention in mentions if mention.type in {"name", "acronym"}]
    tied = [stance_of.is_connected(thread.passage_of[m.text_key].text, m.start, m.end, m.quote) for m in named]
    if named and not draft.contacts and all(tied):
        return False
    return kind not in ONLY_IF_RECOMMENDED or recommended


def _is_doubtful(draft: Draft) -> bool:
    """Whether only capitals speak for it: they may be a person's, and nobody's case may be suggested."""
    return draft.of_people or (not draft.contacts and all(spot.weak for spot in draft.group.spots))


def _mentions(thread: Thread, draft: Draft) -> tuple[Mention, ...]:
    contacts = {contact.passage for contact in draft.contacts}
    parts: list[Spot | Contact] = [*draft.group.spots, *draft.contacts]
    parts.sort(key=lambda part: (part.passage, part.start))
    return tuple(_mention(thread, part, contacts) for part in dict.fromkeys(parts))


def _mention(thread: Thread, part: Spot | Contact, contacts: set[int]) -> Mention:
    passage = thread.passages[part.passage]
    quote = _quote(thread, part)
    said = _said(thread, part)
    entry = thread.listings[part.passage].entry_at(part.start)
    how = stance(
        passage.text,
        part.start,
        part.end,
        said,
        has_contact=part.passage in contacts or (entry is not None and entry.in_roster),
        gone=thread.listings[part.passage].is_gone(part.start) or says_gone(passage, *said),
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


def _said(thread: Thread, part: Spot | Contact) -> tuple[int, int]:
    """Where it is said what to think of the part: in its sentence, of a list in its line alone."""
    listing = thread.listings[part.passage]
    line = listing.line_at(part.start) if listing.entry_at(part.start) else None
    return (line.start, line.end) if line else thread.passages[part.passage].sentence(part.start)
