"""Three choices are better than one: where a list has fewer for a state, and the search that finds more."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from referrals.contact import Contact
from referrals.vocabulary import Coverage, State, label

ENOUGH = 3
MOST_STATES = 3  # a contact of more says nothing about where one looks; and so many hints are enough


@dataclass(frozen=True, slots=True)
class Few:
    """How many contacts of a list serve a state (or all of them, where none says), and where there are others."""

    place: str
    count: int
    query: str


def few(contacts: list[Contact]) -> Iterator[Few]:
    """Where choices are lacking: by what the contacts say of themselves, never by anything about a person."""
    local = [one for one in contacts if one.coverage != Coverage.NATIONAL and len(one.states) <= MOST_STATES]
    states = list(dict.fromkeys(code for one in local for code in one.states))
    for code in states[:MOST_STATES]:
        serving = [one for one in contacts if one.coverage == Coverage.NATIONAL or code in one.states]
        if len(serving) < ENOUGH:
            yield Few(label(State, code), len(serving), urlencode([("state", code), *_shared(serving)]))
    if not states and 0 < len(contacts) < ENOUGH:
        yield Few("", len(contacts), urlencode(_shared(contacts)))


def _shared(contacts: list[Contact]) -> list[tuple[str, str]]:
    """The first need that all of them answer."""
    offered = [[term.slug for term in one.needs if term.relation != "excludes"] for one in contacts]
    shared = (slug for slug in offered[0] if all(slug in others for others in offered))
    return [("need", slug) for slug in shared][:1]
