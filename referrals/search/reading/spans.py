"""Everything a sentence may name - records, terms, places, countries - and which of it holds where two overlap."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from referrals.search.reading import countries, places
from referrals.search.reading.phrases import Found, Vocabulary
from referrals.search.reading.places import Place
from referrals.search.reading.states import States
from referrals.search.reading.wordlists import (
    COMMON_WORDS,
    EMPTY_WORDS,
    IN,
    MISLEADING,
    NAMED_COUNTRIES,
    ORDINARY_CITIES,
    PEOPLE,
    TOWARDS,
)
from referrals.tokens import Sentence, longest_by_first

LONGEST_NAME = 8  # words of a record's name that are looked up
SHORTEST_NAME = 2  # letters of a name of one word


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a record on the words [first, last)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Country:
    """A country or its people. `origin`: surely where somebody is from, and not what somebody is called."""

    first: int
    last: int
    origin: bool = True


@dataclass(frozen=True, slots=True)
class Nothing:
    """Words that look like a term and are none ("feel free")."""

    first: int
    last: int


Span = Name | Found | Place | Country | Nothing
RANKS = (Name, Nothing, Country, Found, Place)  # of two equally long, the first wins
LONGEST_BY_FIRST = longest_by_first([*countries.COUNTRIES, *countries.PEOPLES, *MISLEADING])
Named = Callable[[Iterable[str]], set[str]]


def names(sentence: Sentence, vocabulary: Vocabulary, named: Named) -> list[Name]:
    """Names of records in a sentence, the directory being asked once."""
    free = [first for first in range(len(sentence)) if not sentence.taken[first]]
    stretches = [
        (first, last, sentence.key(first, last))
        for first in free
        for last in range(first + 1, sentence.reach(first, LONGEST_NAME) + 1)
        if last > first + 1 or _may_name(sentence, first, vocabulary.words)
    ]
    known = named({key for _, _, key in stretches}) if stretches else set()
    return [Name(first, last) for first, last, key in stretches if key in known]


def _may_name(sentence: Sentence, place: int, vocabulary: Collection[str]) -> bool:
    """A name of one word is typed in capitals, or the word can mean nothing else."""
    word, typed = sentence.words[place], sentence.tokens[place].typed
    if len(word) < SHORTEST_NAME or word.isdecimal():
        return False
    if typed.isupper() and not sentence.shouting:
        return True
    plain = word in EMPTY_WORDS or word in COMMON_WORDS or word in ORDINARY_CITIES or word in vocabulary
    return not (plain or word in countries.WORDS or places.is_known(word))


def found(sentence: Sentence, vocabulary: Vocabulary, states: States) -> Iterator[Span]:
    """Terms, places and countries, overlapping as they may."""
    yield from vocabulary.find(sentence)
    yield from places.Reader(sentence, states, vocabulary.words).find()
    for first in range(len(sentence)):
        for last in range(first + 1, sentence.reach(first, LONGEST_BY_FIRST.get(sentence.words[first], 0)) + 1):
            yield from _other(sentence, first, last, vocabulary)


def _other(sentence: Sentence, first: int, last: int, vocabulary: Vocabulary) -> Iterator[Span]:
    key = sentence.key(first, last)
    if key in countries.COUNTRIES:
        surely = key not in NAMED_COUNTRIES or sentence.word(first - 1) in IN | TOWARDS
        yield Country(first, last, surely)
    elif key in countries.PEOPLES:
        if not vocabulary.has(key) or sentence.word(last) in PEOPLE:  # else it is the language
            yield Country(first, last)
    elif key in MISLEADING:
        yield Nothing(first, last)


def disjoint(sentence: Sentence, spans: Iterable[Span]) -> list[Span]:
    """The longest first; what overlaps a longer one is gone. A name and a term on the same words both hold."""
    kept: dict[tuple[int, int], list[Span]] = {}
    free = bytearray(sentence.taken)
    for span in sorted(spans, key=lambda one: (-_length(sentence, one), RANKS.index(type(one)), one.first)):
        place = (span.first, span.last)
        if not any(free[span.first : span.last]):
            kept[place] = [span]
            free[span.first : span.last] = b"\x01" * (span.last - span.first)
        elif place in kept and all(isinstance(one, Name) for one in kept[place]):
            kept[place] = [span] if isinstance(span, Country) else [*kept[place], span]
    return sorted((one for several in kept.values() for one in several), key=lambda one: one.first)


def _length(sentence: Sentence, span: Span) -> int:
    return sentence.tokens[span.last - 1].end - sentence.tokens[span.first].start


def left_over(spans: list[Span]) -> list[Span]:
    """What may still stand in the words that an earlier reading left: names, and hints."""
    hints = [replace(span, terms=()) for span in spans if isinstance(span, Found)]
    return [*(span for span in spans if isinstance(span, Name)), *hints]


def states_in_names(spans: list[Span], every: list[Span]) -> list[Place]:
    """Where nothing else says a state, that of a name: "Legal Aid of Nebraska" is asked for in Nebraska."""
    named = [span for span in spans if isinstance(span, Name)]
    states = [span for span in every if isinstance(span, Place) and span.state and not span.city]
    return [one for one in states if any(name.first <= one.first and one.last <= name.last for name in named)]
