"""A spot: a stretch of a passage that some rule takes for a name; and which of overlapping spots stays."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from referrals.extraction.eligible import is_introduced
from referrals.extraction.lexis import Lexis
from referrals.extraction.listing import Listing
from referrals.extraction.model import Text
from referrals.extraction.runs import find_runs
from referrals.extraction.text import Passage
from referrals.extraction.towns import Told, states_told
from referrals.lexicon import fold

Role = Literal["organization", "publication"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters [start, end) of passage number `passage`, taken for `name` by `rule`, a sentence to read.

    `kind` is a slug when the rule itself tells it. `alias_of` is the full name an abbreviation stands for.
    `weak` spots are capitals that are probably a name: alone they make nobody a contact.
    """

    passage: int
    start: int
    end: int
    name: str
    rule: str
    type: Literal["name", "acronym"] = "name"
    kind: str = ""
    role: Role = "organization"
    alias_of: str = ""
    weak: bool = False

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Thread:
    """The passages of one run in reading order, with the vocabulary as the rules ask it."""

    passages: tuple[Passage, ...]
    lexis: Lexis

    _told: dict[str, list[Told]] = field(default_factory=dict, init=False, repr=False)

    def told(self, text: Text) -> list[Told]:
        """What a text of the thread says of states, read once."""
        if text.key not in self._told:
            self._told[text.key] = list(states_told(self.lexis, text.body))
        return self._told[text.key]

    @cached_property
    def persons(self) -> frozenset[str]:
        """Folded names of persons whom some text introduces as such: "my client …", "her name is …"."""
        runs = (run for passage in self.passages for run in find_runs(passage))
        return frozenset(fold(run.text) for run in runs if is_introduced(run))

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """Each passage as a list of entries."""
        return tuple(Listing(passage, self.lexis) for passage in self.passages)

    @cached_property
    def passage_of(self) -> dict[str, Passage]:
        """Key of a text → its passage."""
        return {passage.text.key: passage for passage in self.passages}

    @cached_property
    def listing_of(self) -> dict[str, Listing]:
        """Key of a text → its listing."""
        return {listing.passage.text.key: listing for listing in self.listings}

    def question_of(self, text: Text) -> Text:
        """The text of the thread that asks what `text` answers, or else itself."""
        return self._questions.get(text.context, text)

    @cached_property
    def _questions(self) -> dict[str, Text]:
        asked = (passage.text for passage in reversed(self.passages) if passage.text.asked)
        return {text.body: text for text in asked}  # of two alike the first


def longest_first(spots: Iterable[Spot]) -> list[Spot]:
    """Of overlapping spots the longest, then the one given first; in reading order."""
    chosen: list[Spot] = []
    taken: dict[int, set[int]] = {}
    for spot in sorted(spots, key=lambda spot: -spot.length):
        characters = taken.setdefault(spot.passage, set())
        if spot.start not in characters and spot.end - 1 not in characters:
            characters.update(range(spot.start, spot.end))
            chosen.append(spot)
    return sorted(chosen, key=lambda spot: (spot.passage, spot.start))
