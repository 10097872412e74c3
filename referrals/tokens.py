"""A text as words with their places in it: what every other part of reading works on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from referrals.lexicon import LONGEST_ACRONYM, fold

WORD = re.compile(r"[^\W_](?:['\u0300-\u036f]*[^\W_])*[\u0300-\u036f]*\+?")
NO_LETTER = re.compile("['ʻ\u0300-\u036f]")  # apostrophes and accents written apart
ENDS = re.compile(r"[;:!?\n()\[\]|]|[.…]\s")  # nothing that belongs together stands on both sides of these
ABBREVIATED = frozenset("st ste ft mt pt dr".split())  # "St. Louis"; so is a single letter
SHORT = 3  # words; all in capitals they need not be shouted


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as compared (`folded`), where it stands, and as typed."""

    folded: str
    start: int
    end: int
    typed: str


def tokenize(text: str) -> list[Token]:
    """The words of a text. Apostrophes join, everything else but letters and digits parts.

    >>> [token.folded for token in tokenize("Workers’ rights, T-visa")]
    ['workers', 'rights', 't', 'visa']
    """
    found = WORD.finditer(fold_text(text))
    return [Token(_plain(m.group()), m.start(), m.end(), text[m.start() : m.end()]) for m in found]


def words(text: str) -> list[str]:
    """The folded words alone."""
    return [_plain(word) for word in WORD.findall(fold_text(text))]


def phrase(text: str) -> str:
    """A name or an entry of the vocabulary as it is looked up: folded words with one space between.

    >>> phrase("Women's Center, Inc.")
    'womens center inc'
    """
    return " ".join(words(text))


def fold_text(text: str) -> str:
    """`lexicon.fold`, with the short way for plain text."""
    return text.lower() if text.isascii() else fold(text)


def longest_by_first(keys: Iterable[str]) -> dict[str, int]:
    """{first word: words of the longest key that begins with it}: where it pays to look one up."""
    longest: dict[str, int] = {}
    for key in keys:
        words = key.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _plain(word: str) -> str:
    return word if word.isalnum() and word.isascii() else NO_LETTER.sub("", word)


class Sentence:
    """A tokenized text, and which of its words somebody has already taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.words = [token.folded for token in self.tokens]
        self.taken = bytearray(len(self.tokens))
        self.commas = [False] * len(self.tokens)  # a comma stands before the word
        self.limit = self._limits()  # how far a phrase that begins here may reach

    def __len__(self) -> int:
        return len(self.tokens)

    def _limits(self) -> list[int]:
        limit = [0] * len(self.tokens)
        for place in range(len(self.tokens) - 1, -1, -1):
            limit[place] = place + 1 if self._ends(place) else limit[place + 1]
        return limit

    def _ends(self, place: int) -> bool:
        """Whether what belongs together ends with this word."""
        if place + 1 == len(self.tokens):
            return True
        token, following = self.tokens[place], self.tokens[place + 1]
        gap = self.text[token.end : following.start]
        if gap == " ":
            return False
        self.commas[place + 1] = "," in gap
        found = ENDS.search(gap)
        return bool(
            found and (found.group()[0] not in ".…" or not (len(token.folded) == 1 or token.folded in ABBREVIATED))
        )

    @cached_property
    def shouting(self) -> bool:
        """Everything is in capitals, so that capitals say nothing."""
        long = any(len(word) > LONGEST_ACRONYM for word in self.words)
        return len(self.tokens) > 1 and self.text.isupper() and (long or len(self.tokens) > SHORT)

    def correct(self, place: int, word: str) -> None:
        """Go on reading with another word there; what was typed stays known."""
        self.tokens[place] = replace(self.tokens[place], folded=word)
        self.words[place] = word

    def key(self, first: int, last: int) -> str:
        """Words as they are looked up."""
        return " ".join(self.words[first:last])

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """Where words stand in the text; the last period of "D.C." belongs to it."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        dotted = self.text[end : end + 1] == "." and self.text[end - 2 : end - 1] == "."
        return start, end + dotted

    def typed(self, first: int, last: int) -> str:
        """Words as they were typed."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def capital(self, place: int) -> bool:
        """Written with a capital, where capitals say something."""
        return 0 <= place < len(self.tokens) and self.tokens[place].typed[0].isupper() and not self.shouting

    def last(self, place: int) -> bool:
        """Whether a sentence or clause ends with this word."""
        return place + 1 == len(self.tokens) or self.limit[place] == place + 1

    def word(self, place: int) -> str:
        """The folded word there; nothing before the first and after the last."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def take(self, first: int, last: int) -> None:
        """Nobody else reads these words."""
        self.taken[first:last] = b"\x01" * (last - first)

    def take_characters(self, start: int, end: int) -> tuple[int, int]:
        """Take the words that stand between two characters, and say which they are."""
        inside = [n for n, token in enumerate(self.tokens) if token.start < end and start < token.end]
        if inside:
            self.take(inside[0], inside[-1] + 1)
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def reach(self, place: int, longest: int) -> int:
        """Where a phrase of at most `longest` words must end that begins here and takes only free words."""
        if longest <= 1 or self.taken[place]:  # the quick way: most words begin nothing longer
            return place if self.taken[place] else place + longest
        end = min(self.limit[place], place + longest)
        if not any(self.taken[place:end]):
            return end
        for other in range(place, end):
            if self.taken[other]:
                return other
        return end
