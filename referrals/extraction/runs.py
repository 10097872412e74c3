"""Runs of capitalised words, the raw material of names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referrals.extraction.heads import (
    CONNECTORS,
    FIRST_HEADS,
    FIRST_LINKS,
    HEAD_KINDS,
    OPENERS,
    TITLES,
    UNNAMING,
    singular,
)
from referrals.extraction.lexis import Lexis
from referrals.extraction.text import Passage, Word

LONGEST_RUN = 14  # words; a longer run is a headline
MOST_CONNECTORS = 2  # "of the"
_JOIN = re.compile(r"[ \u00a0]{1,2}|[ \u00a0]&[ \u00a0]|")


@dataclass(frozen=True, slots=True)
class Run:
    """Words first..last (inclusive) of a passage, capitalised but for connectors inside."""

    passage: Passage
    first: int
    last: int

    @property
    def words(self) -> tuple[Word, ...]:
        return self.passage.words[self.first : self.last + 1]

    @property
    def start(self) -> int:
        return self.passage.words[self.first].start

    @property
    def end(self) -> int:
        return self.passage.words[self.last].end

    @property
    def text(self) -> str:
        return self.passage.body[self.start : self.end]

    @property
    def capitals(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.capital)

    @property
    def initials(self) -> str:
        return "".join(word.text[0] for word in self.capitals)

    @property
    def word_before(self) -> str:
        return self.passage.words[self.first - 1].text.lower() if self.first else ""

    def has_head(self) -> bool:
        """Whether an organization word makes it a name: the last word, or the first ("Office of …")."""
        return len(self.capitals) > 1 and (singular(self.words[-1].text) in HEAD_KINDS or self.head_first())

    def head_first(self) -> bool:
        return any(
            word.text.lower() in FIRST_HEADS and following.text.lower() in FIRST_LINKS
            for word, following in zip(self.words, self.words[1:], strict=False)
        )

    def plural(self) -> bool:
        """Whether its last word is an organization word in the plural: "Rape Crisis Centers"."""
        last = self.words[-1].text.lower()
        return last not in HEAD_KINDS and singular(last) in HEAD_KINDS

    def generic(self, lexis: Lexis) -> bool:
        """Whether it names nobody in particular: words of the vocabulary alone, or after "your local"."""
        return self.word_before in UNNAMING or self.plural() or lexis.generic(self.text)


def find_runs(passage: Passage, *, split_and: bool = False) -> Iterator[Run]:
    """All runs in reading order, trimmed of words that only open the sentence.

    "and" joins ("Girls Educational and Mentoring Services") unless what stands before it is complete
    ("Angela's House and …") or `split_and`.
    """
    index = 0
    while index < len(passage.words):
        if not passage.words[index].capital:
            index += 1
            continue
        last = _extend(passage, index, split_and)
        run = _trimmed(passage, index, last)
        if run:
            yield run
        index = last + 1


def _extend(passage: Passage, first: int, split_and: bool) -> int:
    last = first
    while last - first < LONGEST_RUN:
        following = _next_capital(passage, first, last, split_and)
        if following is None:
            return last
        last = following
    return last


def _next_capital(passage: Passage, first: int, last: int, split_and: bool) -> int | None:
    for index in range(last + 1, min(last + 2 + MOST_CONNECTORS, len(passage.words))):
        if not _JOIN.fullmatch(passage.gap(index - 1)):
            return None
        word = passage.words[index]
        if word.capital:
            return index
        if not _connects(passage, first, index, split_and):
            return None
    return None


def _connects(passage: Passage, first: int, index: int, split_and: bool) -> bool:
    word, before = passage.words[index].text, passage.words[index - 1]
    if word not in CONNECTORS:
        return False
    if word in {"and", "y"}:
        return not split_and and before.capital and not _complete(passage, first, index - 1)
    if word == "the":
        return before.text in CONNECTORS and before.text not in {"and", "y"}
    return word != "to" or singular(before.text) in HEAD_KINDS


def _complete(passage: Passage, first: int, last: int) -> bool:
    if passage.words[first].text.lower() in FIRST_HEADS and last > first:
        return False
    return (first == last and passage.words[first].all_capitals) or singular(
        passage.words[last].text
    ) in HEAD_KINDS


def _opens(passage: Passage, first: int, last: int) -> bool:
    word = passage.words[first].text.lower()
    of_somebody = first < last and passage.words[first + 1].text in {"of", "for"}
    return word in OPENERS or word in CONNECTORS or (word in TITLES and of_somebody)


def _trimmed(passage: Passage, first: int, last: int) -> Run | None:
    while first <= last and _opens(passage, first, last):
        first += 1
    return Run(passage, first, last) if first <= last else None
