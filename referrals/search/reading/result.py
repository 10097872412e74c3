"""What reading asks of the directory, and what it answers: plain values."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol


class Directory(Protocol):
    """What reading asks of the live directory. Words and names are folded as `tokens.phrase` folds them."""

    def uses(self, words: Iterable[str]) -> set[str]:
        """Which of these words any published record uses, exactly or as the beginning of one."""

    def spells(self, words: Iterable[str]) -> set[str]:
        """Which of these words some published record uses exactly so."""

    def named(self, names: Iterable[str]) -> set[str]:
        """Which of these phrases ("breaking free", "cast la", "gems") are names of a published record."""

    def in_one_name(self, words: Collection[str], states: Collection[str]) -> bool:
        """Whether one published record, which serves one of the states if any are given, has all of these words, or
        what begins so, in its names."""

    def reaches(self, points: Iterable[str]) -> set[str]:
        """Which of these phone numbers (digits) and host names lead to a published record."""

    def correct(self, word: str, known: Collection[str]) -> str | None:
        """The nearest spelling of an unknown word among the directory's words and `known`, if there is one."""


@dataclass(frozen=True, slots=True)
class Read:
    """One facet read from words: `facet` and `slug` as in a search address, `words` as typed."""

    facet: str
    slug: str
    label: str
    words: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The facet and its value, as `ignore` names it."""
        return f"{self.facet}:{self.slug}"


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that was read as another."""

    typed: str
    word: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: facets in reading order, what only ranks, and the words left to search; of these the
    `sought` are phrases that say the very subject."""

    read: tuple[Read, ...]
    hints: tuple[Read, ...] = ()
    words: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    city: str = ""
    which: tuple[tuple[str, tuple[str, ...]], ...] = ()
    corrections: tuple[Correction, ...] = ()
    dropped: int = 0  # words left out
    sayable: tuple[str, ...] = ()  # those of them that are nobody's name
