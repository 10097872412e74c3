"""All names of a thread: the rules in their order, then the places where what they found stands again."""

from collections.abc import Iterator

from referrals.extraction.acronyms import acronyms
from referrals.extraction.groups import Group, group, recurrences
from referrals.extraction.known import KnownNames
from referrals.extraction.lists import listed_names
from referrals.extraction.spots import Spot, Thread, longest_first
from referrals.extraction.titled import titled_names
from referrals.extraction.works import works


def find_names(thread: Thread, known: KnownNames) -> list[Group]:
    """The organizations and publications named in the thread, each with its spots in reading order."""
    found: list[Spot] = []
    for index in range(len(thread.passages)):
        found += _in_passage(thread, known, index)
    found = _outside_addresses(thread, found)
    again = _outside_addresses(thread, list(recurrences(thread, longest_first(found))))
    return group(thread, [*found, *again], known)


def _in_passage(thread: Thread, known: KnownNames, index: int) -> Iterator[Spot]:
    certain = [
        *known.find(thread.passages[index], index),
        *works(thread, index),
        *titled_names(thread, index),
        *acronyms(thread, index),
    ]
    yield from certain
    yield from listed_names(thread, index, certain)


def _outside_addresses(thread: Thread, spots: list[Spot]) -> list[Spot]:
    """Names inside an address ("http://www.ICE.gov") are the address's, not the text's."""
    return [spot for spot in spots if not thread.passages[spot.passage].in_address(spot.start)]
