"""All names of a thread: the rules in their order, then the places where what they found stands again."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from referrals.extraction.acronyms import acronyms
from referrals.extraction.claims import claimed_names
from referrals.extraction.domains import names_of_domains
from referrals.extraction.groups import Group, group, recurrences
from referrals.extraction.heads import has_head_word
from referrals.extraction.known import KnownNames
from referrals.extraction.lexis import Lexis
from referrals.extraction.listing import Listing, entry_name
from referrals.extraction.lists import listed_names
from referrals.extraction.runs import find_runs
from referrals.extraction.spots import Spot, Thread, longest_first
from referrals.extraction.titled import titled_names
from referrals.extraction.works import works
from referrals.lexicon import fold

_SHORT = re.compile(r"[*_]*[ ]?\(([A-Z][A-Z&.-]{1,8})\)")
_CAMEL = re.compile(r"[A-Z]\w*[a-z][A-Z]\w*\.(?:org|com|net|gov|info|GOV)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
BESIDE = 60  # characters between a name and the address that is its own
LONGEST_ACRONYM = 7  # letters


def find_names(thread: Thread, known: KnownNames) -> list[Group]:
    """The organizations and publications named in the thread, each with its spots in reading order."""
    found: list[Spot] = []
    for index in range(len(thread.passages)):
        found += _in_passage(thread, known, index)
    found = [spot for spot in _outside_addresses(thread, found) if not _is_introduced(thread, spot)]
    found += [spot for index in range(len(thread.passages)) for spot in _spelt_as_address(thread, index, found)]
    again = _outside_addresses(thread, list(recurrences(thread, longest_first(found))))
    return group(thread, [*found, *again], known)


def _is_introduced(thread: Thread, spot: Spot) -> bool:
    """Whether the words are somebody's whom the thread introduces as a person; an organization word is none's."""
    return fold(spot.name) in thread.persons and spot.type == "name"


def _in_passage(thread: Thread, known: KnownNames, index: int) -> Iterator[Spot]:
    entries = list(_entries(thread, index))
    certain = [*_chapters(thread, index, known), *works(thread, index)]
    certain += names_of_domains(thread, index)
    guessed = [*titled_names(thread, index), *acronyms(thread, index)]
    guessed += listed_names(thread, index, [*certain, *guessed])
    guessed = [spot for spot in guessed if _may_name(thread.listings[index], spot)]
    found = [*_beside(entries, certain), *entries, *_beside(entries, guessed)]
    yield from found
    yield from claimed_names(thread, index, longest_first(found))


def _chapters(thread: Thread, index: int, known: KnownNames) -> Iterator[Spot]:
    """Known names; of a network of local bodies with what the local one is called: "Salvation Army Family Haven"."""
    passage = thread.passages[index]
    runs = {run.start: run for run in find_runs(passage)}
    for spot in known.find(passage, index):
        whole = runs.get(spot.start)
        if known.is_network(spot.name) and whole and whole.end > spot.end:
            rule = f"A chapter of {spot.name}."
            yield replace(spot, end=whole.end, name=whole.text, rule=rule, type="name")
        else:
            yield spot


def _entries(thread: Thread, index: int) -> Iterator[Spot]:
    """The names of the page's entries; those that are one acronym are acronyms."""
    passage = thread.passages[index]
    for entry in thread.listings[index].entries:
        name = entry_name(entry, passage)
        is_acronym = name.isupper() and name.isalpha() and len(name) <= LONGEST_ACRONYM
        # Only its place in the list speaks for it: it may be a person's.
        weak = entry.unowning and not is_acronym and not thread.lexis.says_body(name)
        for piece in entry.pieces:
            yield Spot(index, *piece, name, entry.rule, "acronym" if is_acronym else "name", weak=weak)
        short = _SHORT.match(passage.body, entry.pieces[-1][1])
        told = short and (short[1][0] == name[0] or len(short[1]) > 2) and short[1] not in thread.lexis.capitals
        if short and told:
            yield Spot(index, *short.span(1), short[1], f"The acronym of {name}.", "acronym", alias_of=name)


def _spelt_as_address(thread: Thread, index: int, found: list[Spot]) -> Iterator[Spot]:
    """Who is called like a web address: "DomesticShelters.org", capitals and all."""
    passage = thread.passages[index]
    named = sorted((spot.end, spot.start) for spot in found if spot.passage == index)
    for address in passage.addresses:
        printed = passage.body[address.start : address.end]
        if address.type == "url" and _CAMEL.fullmatch(printed) and _is_body(thread.lexis, printed):
            line = passage.body.rfind("\n", 0, address.start) + 1
            before = bisect_right(named, (address.start, address.start))
            end, start = named[before - 1] if before else (-1, -1)
            if start < line or end + BESIDE < address.start:  # else it is the address of who stands before it
                yield Spot(index, address.start, address.end, printed, "A name that is a web address.")


def _is_body(lexis: Lexis, printed: str) -> bool:
    """Whether words of an organization make the address; a person's are made of names: "SalemRowan.com"."""
    words = _HUMP.sub(" ", printed.rpartition(".")[0])
    return has_head_word(words.split()) or bool(lexis.find(words.lower()) or lexis.states_in(words))


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
        and (spot.weak or not line.is_prose)
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
