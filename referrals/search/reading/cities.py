"""Whether a word that names a city means it.

A city that is also a word or a person's name counts only where a place must be meant: a false place costs more
than a missed one.
"""

from collections.abc import Collection

from referrals.gazetteer import KNOWN_FROM, Sizes
from referrals.search.reading.real_words import is_real
from referrals.search.reading.states import States, is_code
from referrals.search.reading.wordlists import (
    ABROAD,
    DOES,
    DONE,
    EMPTY_WORDS,
    FIRST_NAMES,
    IN,
    ORDINARY_CITIES,
    TOWARDS,
)
from referrals.tokens import Sentence

AGE = 2  # digits
LARGE = 10  # ZIP codes of a city that needs no "in" before it
MIDDLING = 4  # ... of one that needs no capital after "in"


class Meant:
    """Judges the cities of one sentence. `ordinary` are words that mean something else, those of the vocabulary."""

    def __init__(self, sentence: Sentence, states: States, ordinary: Collection[str]) -> None:
        self._sentence, self._states, self._ordinary = sentence, states, ordinary

    def counts(self, first: int, last: int, sizes: Sizes) -> bool:
        """Whether the words [first, last), which name a city, mean it."""
        size = sizes[0][1]
        if self._contradicted(last):
            return False
        if last - first > 1:
            return size >= MIDDLING or self._of_a_state(first, last) or self._marked(first, last)
        word = self._sentence.words[first]
        if word in EMPTY_WORDS or word in ABROAD or len(word) < KNOWN_FROM:
            return False
        if size < MIDDLING or word in ORDINARY_CITIES or word in self._ordinary:
            return self._marked(first, last, size) or self._no_other_word(first)
        if word in FIRST_NAMES:
            return self._named_like_a_person(first, size)
        return self._plainly(first, size)

    def _contradicted(self, last: int) -> bool:
        """A state after a comma that has no such city: "Hope, TX" is somebody's."""
        sentence = self._sentence
        return last < len(sentence) and sentence.commas[last] and is_code(sentence, last)

    def _of_a_state(self, first: int, last: int) -> bool:
        """ "Michigan City" must not be read as Michigan."""
        found, code = self._states.at(self._sentence, first)
        return bool(code) and found < last and self._sentence.capital(last - 1)

    def _marked(self, first: int, last: int, size: int = 0) -> bool:
        """ "in Hope": after "in", with a capital or at the end, and no capital after it ("in Hope House")."""
        sentence = self._sentence
        if sentence.word(first - 1) not in IN or self._name_goes_on(last):
            return False
        plain = sentence.key(first, last) not in ORDINARY_CITIES and sentence.word(first) not in self._ordinary
        return sentence.capital(first) or (sentence.last(last - 1) and (plain or size >= LARGE))

    def _name_goes_on(self, place: int) -> bool:
        sentence = self._sentence
        if not sentence.capital(place) or sentence.last(place - 1) or sentence.commas[place]:
            return False
        return sentence.words[place] not in self._ordinary and sentence.words[place] not in EMPTY_WORDS

    def _name_before(self, place: int) -> bool:
        """ "Maria Jackson"."""
        sentence = self._sentence
        if not sentence.capital(place - 1) or sentence.last(place - 1) or sentence.commas[place]:
            return False
        before = sentence.words[place - 1]
        return before not in self._ordinary and before not in EMPTY_WORDS

    def _named_like_a_person(self, first: int, size: int) -> bool:
        sentence = self._sentence
        before = sentence.word(first - 1)
        if self._name_goes_on(first + 1) or self._name_before(first):
            return False
        if before in IN:  # "in Charlotte needs a lawyer"
            return True
        if sentence.word(first + 1) in DOES | DONE or self._aged(first + 1):
            return False
        if sentence.capital(first):
            return size >= LARGE
        return size >= LARGE and before not in TOWARDS and (sentence.last(first) or self._beside_a_term(first))

    def _aged(self, place: int) -> bool:
        """ "Jackson, 14, ran away" is somebody; "Houston, 16 year old girl" may be where she is."""
        sentence = self._sentence
        if place >= len(sentence) or not sentence.commas[place]:
            return False
        return (
            sentence.words[place].isdecimal()
            and len(sentence.words[place]) <= AGE
            and not sentence.last(place)
            and (sentence.commas[place + 1])
        )

    def _beside_a_term(self, first: int) -> bool:
        """ "houston shelter", all in small letters: a person would do something or have something."""
        before, after = self._sentence.word(first - 1), self._sentence.word(first + 1)
        return (first == 0 or self._is_term(before)) and self._is_term(after)

    def _is_term(self, word: str) -> bool:
        return word in self._ordinary and word not in EMPTY_WORDS

    def _no_other_word(self, first: int) -> bool:
        """ "lives in watsonville and": a word that can only be that town."""
        word = self._sentence.words[first]
        plain = word in ORDINARY_CITIES or word in self._ordinary or word in FIRST_NAMES or is_real(word)
        return self._sentence.word(first - 1) in IN and not plain and not self._name_goes_on(first + 1)

    def _plainly(self, first: int, size: int) -> bool:
        sentence = self._sentence
        if sentence.word(first - 1) in IN | TOWARDS or size >= LARGE:
            return True
        if self._name_goes_on(first + 1) or self._name_before(first):
            return False
        return sentence.capital(first) or sentence.last(first) or self._beside_a_term(first)
