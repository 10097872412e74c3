"""All names of a thread: the rules in their order, then the places where what they found stands again."""

from bisect import bisect_right
from collections.abc import Iterator

from referrals.extraction.acronyms import acronyms
from referrals.extraction.claims import claimed_names
from referrals.extraction.domains import names_of_domains
from referrals.extraction.groups import Group, group, recurrences
from referrals.extraction.known import KnownNames
from referrals.extraction.listing import Listing, entry_name
from referrals.extraction.lists import listed_names
from referrals.extraction.spots import Spot, Thread, longest_first
from referrals.extraction.titled import titled_names
from referrals.extraction.works import works
from referrals.lexicon import fold

LONGEST_ACRONYM = 7  # letters


def find_names(thread: Thread, known: KnownNames) -> list[Group]:
    """The organizations and publications named in the thread, each with its spots in reading order."""
    found: list[Spot] = []
    for index in range(len(thread.passages)):
        found += _in_passage(thread, known, index)
    found = [spot for spot in _outside_addresses(thread, found) if not _is_introduced(thread, spot)]
    again = _outside_addresses(thread, list(recurrences(thread, longest_first(found))))
    return group(thread, [*found, *again], known)


def _is_introduced(thread: Thread, spot: Spot) -> bool:
    """Whether the words are somebody's whom the thread introduces as a person; an organization word is none's."""
    return fold(spot.name) in thread.persons and spot.type == "name"


def _in_passage(thread: Thread, known: KnownNames, index: int) -> Iterator[Spot]:
    entries = list(_entries(thread, index))
    certain = [*known.find(thread.passages[index], index), *works(thread, index)]
    certain += names_of_domains(thread, index)
    guessed = [*titled_names(thread, index), *acronyms(thread, index)]
    guessed += listed_names(thread, index, [*certain, *guessed])
    guessed = [spot for spot in guessed if _may_name(thread.listings[index], spot)]
    found = [*_beside(entries, certain), *entries, *_beside(entries, guessed)]
    yield from found
    yield from claimed_names(thread, index, longest_first(found))


def _entries(thread: Thread, index: int) -> Iterator[Spot]:
    """The names of the page's entries; those that are one acronym are acronyms."""
    passage = thread.passages[index]
    for entry in thread.listings[index].entries:
        name = entry_name(entry, passage)
        is_acronym = name.isupper() and name.isalpha() and len(name) <= LONGEST_ACRONYM
        for piece in entry.pieces:
            yield Spot(index, *piece, name, entry.rule, "acronym" if is_acronym else "name")


def _beside(entries: list[Spot], spots: list[Spot]) -> Iterator[Spot]:
    """The spots but for those that cut into an entry's name; its known name and its acronym may stand in it."""
    starts = [entry.start for entry in entries]
    for spot in spots:
        near = bisect_right(starts, spot.end - 1) - 1
        entry = entries[near] if near >= 0 else None
        if entry is None or entry.end <= spot.start or (entry.start, entry.end) == (spot.start, spot.end):
            yield spot


def _may_name(listing: Listing, spot: Spot) -> bool:
    """Whether a name may stand there at all: headings, labels and addresses of a page name nobody."""
    if listing.passage.in_mail_header(spot.start):
        return False
    line = listing.line_at(spot.start)
    if line is None:
        return True
    entry = listing.entry_at(spot.start)
    if (entry and entry.in_table) or listing.in_table(spot.start):
        return bool(spot.alias_of)
    if (
        entry
        and spot.start >= entry.name[1]
        and not spot.alias_of
        and not listing.passage.points_between(spot.end, line.end)
    ):
        return False  # what an entry says of itself
    label = line.is_label and spot.start < line.head[1]
    return not (label or line.is_address or listing.is_heading(spot.start))


def _outside_addresses(thread: Thread, spots: list[Spot]) -> list[Spot]:
    """Names inside an address ("http://www.ICE.gov") are the address's, not the text's."""
    return [spot for spot in spots if not thread.passages[spot.passage].in_address(spot.start)]
