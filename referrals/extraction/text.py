"""Words and sentences of a passage, with their places."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from referrals.extraction.addresses import Address, find_addresses
from referrals.extraction.flow import FILLER, flowing
from referrals.extraction.model import PhoneFound, Text
from referrals.extraction.phones import find_phones

# Initials with full stops ("U.S."), saints and mounts before a name ("St. Paul", "St.Paul"), words.
WORD = re.compile(r"(?:[A-Z]\.){2,}|(?:St|Ste|Ft|Mt)\.(?=\s?[A-Z])|[^\W\d_]{3,}(?=\d{3})|[^\W_]+(?:['’&\-][^\W_]+)*")

# Who wrote to whom is nobody's contact.
_MAIL_HEADER = re.compile(
    r"^[> ]{0,4}(?:From|To|Cc|Bcc|Reply-To|Sent|Message-ID|Delivered-To|Return-Path|De|Para):[^\n]*", re.MULTILINE
)
# A full stop ends a sentence when a capital, a quotation mark, a bracket or a bullet follows.
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“(\[]?[^\W\d_a-z])|[\r\n]+|\s*[•●▪]\s*")
# After a web address the next sentence may begin without any stop: "http://a.org They also …".
_AFTER_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s]{1,2000}\s+(?=[A-Z][a-z]+\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:St|Dr|Mr|Mrs|Ms|Mt|Mtn|No|vs|e\.?g|i\.e|Ave|Dept|Assn|Natl|Univ|Det|Sgt|Lt|Capt|Rev)|\b[A-Z])\.$"
)
LONGEST_ABBREVIATION = 6
# A text without stops is cut at a space after so many characters, so that work on a sentence stays bounded.
LONGEST_SENTENCE = 1_200


@dataclass(frozen=True, slots=True)
class Word:
    """A word at [start, end) of its passage."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def all_capitals(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True)
class Passage:
    """A text with its words, sentences and contact points, each found once.

    `body` is the text as it flows: breaks inside sentences are spaces, offsets are the text's own.
    """

    text: Text
    kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What others found in this text and would find again (see `runs`)."""

    @cached_property
    def body(self) -> str:
        return flowing(self.text.body)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        found = WORD.finditer(self.body)
        words = (Word(word.start(), word.end(), word.group().replace(FILLER, "")) for word in found)
        return tuple(word for word in words if word.text)

    @cached_property
    def word_starts(self) -> tuple[int, ...]:
        return tuple(word.start for word in self.words)

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        stops = {stop.end() for stop in _STOP.finditer(self.body) if not self._is_abbreviation(stop)}
        stops |= {address.end() for address in _AFTER_ADDRESS.finditer(self.body)}
        return tuple(self._bounded(sorted(stops | {0})))

    def _bounded(self, starts: list[int]) -> Iterator[int]:
        for start, following in pairwise([*starts, len(self.body)]):
            while start < following:
                yield start
                cut = self.body.find(" ", start + LONGEST_SENTENCE, start + 2 * LONGEST_SENTENCE) + 1
                start = min(following, cut or start + LONGEST_SENTENCE)

    def _is_abbreviation(self, stop: re.Match[str]) -> bool:
        before = self.body[max(0, stop.start() - LONGEST_ABBREVIATION) : stop.start() + 1]
        return _ABBREVIATION.search(before) is not None

    def sentence(self, position: int) -> tuple[int, int]:
        """The sentence (start, end) in which the character at `position` stands, without outer spaces."""
        index = bisect_right(self._sentence_starts, position)
        start = self._sentence_starts[index - 1]
        following = self._sentence_starts[index : index + 1]
        end = following[0] if following else len(self.body)
        return start, start + len(self.body[start:end].rstrip())

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        return tuple(address for address in find_addresses(self.body) if not self.in_mail_header(address.start))

    def in_mail_header(self, position: int) -> bool:
        """Whether the character stands in a line that says who wrote to whom."""
        index = bisect_right(self._mail_headers, (position, len(self.body))) - 1
        return index >= 0 and position < self._mail_headers[index][1]

    @cached_property
    def _mail_headers(self) -> tuple[tuple[int, int], ...]:
        return tuple(header.span() for header in _MAIL_HEADER.finditer(self.body))

    @cached_property
    def phones(self) -> tuple[PhoneFound, ...]:
        """Telephone numbers and short codes, but for digits of an address."""
        return tuple(phone for phone in find_phones(self.text.key, self.body) if not self.in_address(phone.start))

    @cached_property
    def _points(self) -> tuple[tuple[int, int], ...]:
        addresses = [(address.start, address.end) for address in self.addresses]
        return tuple(sorted(addresses + [(phone.start, phone.end) for phone in self.phones]))

    def points_between(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Spans of the contact points that begin in [start, end)."""
        first, last = bisect_left(self._points, (start, 0)), bisect_left(self._points, (end, 0))
        return self._points[first:last]

    def in_address(self, position: int) -> bool:
        """Whether the character at `position` belongs to a web or e-mail address."""
        index = bisect_right(self.addresses, position, key=lambda address: address.start) - 1
        return index >= 0 and position < self.addresses[index].end

    def word_index(self, position: int) -> int:
        """Index of the first word that begins at or after `position`."""
        return bisect_right(self.word_starts, position - 1)

    def gap(self, index: int) -> str:
        """The characters between word `index` and the next one."""
        return self.body[self.words[index].end : self.words[index + 1].start]
