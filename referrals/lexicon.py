"""Terms of the vocabulary, and where they stand in a text.

Pure: no Django, no files. The rules are those the vocabulary's synonyms were written for: whole words,
longest match first, case ignored, except that short all-capital entries (CP, ICE, TIP) and USPS codes
(IN, OR, ME) match only in capitals.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

LONGEST_ACRONYM = 5  # all-capital entries up to this length match only in capitals


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the vocabulary.

    `facet` is the search parameter it answers to: victim, need, kind, cost, language or state.
    `group` is the axis of a victim type or the heading of a need; `parent` the slug of the broader term.
    """

    facet: str
    slug: str
    label: str
    synonyms: tuple[str, ...] = ()
    weak_synonyms: tuple[str, ...] = ()
    group: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text at characters [start, end). `weak` marks a word that only hints at it."""

    start: int
    end: int
    term: Term
    weak: bool = False


def fold(text: str) -> str:
    """Lower case without accents, one character for one, so that offsets stay those of `text`.

    A character whose folded form is not exactly one character is only lower-cased, or kept.
    """
    if text.isascii():
        return text.lower()
    return "".join(_fold_character(character) for character in text)


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    if character in "’‘ʼ":
        return "'"
    base = unicodedata.normalize("NFD", character.lower())
    base = "".join(part for part in base if not unicodedata.combining(part))
    return base if len(base) == 1 else character


def _is_acronym(entry: str) -> bool:
    return len(entry) <= LONGEST_ACRONYM and entry.isupper() and entry.isalpha()


@dataclass(frozen=True)
class Lexicon:
    """Finds terms by their labels and synonyms.

    >>> shelter = Term("need", "emergency-shelter", "Emergency shelter", ("shelter", "safe house"))
    >>> [(hit.start, hit.end) for hit in Lexicon([shelter]).find("A safe house in Ohio")]
    [(2, 12)]
    """

    terms: Iterable[Term]
    _entries: dict[str, list[tuple[Term, bool]]] = field(default_factory=dict, init=False, repr=False)
    _acronyms: dict[str, list[tuple[Term, bool]]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for term in self.terms:
            for entry in (term.label, *term.synonyms):
                self._add(entry, term, weak=False)
            for entry in term.weak_synonyms:
                self._add(entry, term, weak=True)

    def _add(self, entry: str, term: Term, *, weak: bool) -> None:
        table, key = (self._acronyms, entry) if _is_acronym(entry) else (self._entries, fold(entry))
        if all(known is not term for known, _ in table.setdefault(key, [])):
            table[key].append((term, weak))

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return _any_of(self._entries)

    @cached_property
    def _capitals(self) -> re.Pattern[str]:
        return _any_of(self._acronyms)

    def find(self, text: str) -> list[Hit]:
        """All terms in `text` in reading order, longest first where they overlap.

        One stretch of text may be several terms at once ("wage theft" is labor trafficking and workers'
        rights); then several hits share its span.
        """
        taken: list[Hit] = []
        occupied = bytearray(len(text))
        for start, end, owners in sorted(self._spans(text), key=lambda span: (span[0] - span[1], span[0])):
            if not any(occupied[start:end]):
                occupied[start:end] = b"\x01" * (end - start)
                taken += [Hit(start, end, term, weak) for term, weak in owners]
        return sorted(taken, key=lambda hit: (hit.start, hit.end))

    def _spans(self, text: str) -> Iterator[tuple[int, int, list[tuple[Term, bool]]]]:
        for match in self._words.finditer(fold(text)):
            yield match.start(), match.end(), self._entries[match.group()]
        for match in self._capitals.finditer(text):
            yield match.start(), match.end(), self._acronyms[match.group()]


def _any_of(entries: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(entries, key=len, reverse=True)
    if not longest_first:
        return re.compile(r"(?!)")
    return re.compile(r"(?<![\w])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w])")
