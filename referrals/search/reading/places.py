"""Where somebody is: states, cities, counties and ZIP codes become states.

A name that several states share asks which, unless the text says. A city that is also a word or a person's
name counts only where a place must be meant: a false place costs more than a missed one.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from referrals.search.reading.gazetteer import KNOWN_FROM, WRITTEN_SHORT, Sizes, dominant, gazetteer, notable
from referrals.search.reading.real_words import is_real
from referrals.search.reading.states import (
    ALWAYS_ASK,
    BY_RESIDENTS,
    IN_CAPITALS,
    NICKNAMES,
    NICKNAMES_FROM,
    WHOLE_STATES,
    States,
    is_code,
    loose_code,
)
from referrals.search.reading.tokens import Sentence
from referrals.search.reading.wordlists import ABROAD, DOES, EMPTY_WORDS, FIRST_NAMES, IN, ORDINARY_CITIES, TOWARDS

LARGE = 10  # ZIP codes of a city that needs no "in" before it
MIDDLING = 4  # ... of one that needs no capital after "in"
ZIP_DIGITS, EXTENSION_DIGITS = 5, 4
SETTLES = 4  # ZIP codes a city must have in the state named for "Portland" to be Maine's
COUNTY = frozenset("county parish counties".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the words [first, last): the state said or the states it may be in."""

    first: int
    last: int
    name: str = ""  # as the page would ask about it
    city: str = ""
    state: str = ""
    sizes: Sizes = ()
    ask: tuple[str, ...] = ()
    region: bool = False  # a part of a state, which contacts may name

    @property
    def meant(self) -> str:
        """The state, if it takes no other word of the text to say."""
        return self.state or ("" if self.ask else BY_RESIDENTS.get(self.city.lower(), "") or dominant(self.sizes))

    @property
    def city_there(self) -> str:
        """The city, if it is in the state that was read."""
        return self.city if not self.sizes or self.state in dict(self.sizes) else ""

    @property
    def open_to(self) -> tuple[str, ...]:
        """The states to ask about."""
        return self.ask or (notable(self.sizes) if self.sizes else ())


def warm() -> None:
    """Build the gazetteer now, not with the first search."""
    gazetteer()


def is_known(word: str) -> bool:
    """Whether a word is part of the name of a city of some size, so that it is no misspelling."""
    return word in gazetteer().words


def is_city(word: str) -> bool:
    """Whether a word is the name of a city of any size."""
    return word in gazetteer().cities


def large() -> list[str]:
    """Folded names of cities so large that a misspelt one is worth mending."""
    return [key for key, sizes in gazetteer().cities.items() if sizes[0][1] >= LARGE]


def settled(places: list[Place]) -> list[Place]:
    """The same places, with the states that others in the text say."""
    said = {place.state for place in places if place.state}
    return [place if place.state else replace(place, state=_settled(place, said)) for place in places]


def _settled(place: Place, said: set[str]) -> str:
    fewest = SETTLES if place.meant else 1
    options = [(state, fewest) for state in place.ask] + list(place.sizes)
    return next((state for state, size in options if state in said and size >= fewest), place.meant)


class Reader:
    """Finds places in one sentence. `ordinary` are words that mean something else, those of the vocabulary."""

    def __init__(self, sentence: Sentence, states: States, ordinary: Collection[str]) -> None:
        self._sentence, self._states, self._ordinary = sentence, states, ordinary
        self._table = gazetteer()
        self._keys = [WRITTEN_SHORT.get(word, word) for word in sentence.words]

    def find(self) -> Iterator[Place]:
        """All places; longer and shorter ones may overlap."""
        for first in range(len(self._sentence)):
            if not self._sentence.taken[first]:
                yield from self._at(first)

    def _at(self, first: int) -> Iterator[Place]:
        ways: tuple[Callable[[int], Place | None], ...] = (self._zip_code, self._county, self._nickname, self._la)
        found = next((place for place in (way(first) for way in ways) if place), None)
        if found:
            yield found
            return
        city, state = self._city(first), self._state(first)
        if city and (not state or city.last > state.last or city.state):
            yield city
        elif state:
            yield state

    # States

    def _state(self, first: int) -> Place | None:
        last, code = self._states.at(self._sentence, first)
        if not code or (last - first == 1 and self._part_of_a_name(first, code)):
            return None
        if self._sentence.key(first, last) == "washington":
            return self._washington(first)
        return Place(first, self._with_zip(last), state=code)

    def _washington(self, first: int) -> Place:
        return Place(first, first + 1, "Washington", "Washington", sizes=(("DC", LARGE),), ask=ALWAYS_ASK["washington"])

    def _part_of_a_name(self, first: int, code: str) -> bool:
        """ "LA" after another word in capitals ("CAST LA")."""
        sentence = self._sentence
        if sentence.words[first].upper() != code or not first or sentence.commas[first] or sentence.shouting:
            return False
        before = sentence.tokens[first - 1].typed
        known = sentence.taken[first - 1] or before.lower() in self._ordinary or is_code(sentence, first - 1)
        return len(before) > 1 and before.isupper() and before.isalpha() and not known

    def _la(self, first: int) -> Place | None:
        sentence = self._sentence
        if sentence.tokens[first].typed != "LA":
            return None
        before = sentence.tokens[first - 1].typed if first else ""
        if (
            len(before) > 1
            and before.isupper()
            and before.lower() not in EMPTY_WORDS | self._vocabulary_acronyms(first)
        ):
            return None
        return Place(first, first + 1, "LA", "Los Angeles", sizes=(("CA", LARGE),), ask=ALWAYS_ASK["la"])

    def _vocabulary_acronyms(self, first: int) -> frozenset[str]:
        before = self._sentence.word(first - 1)
        return frozenset({before}) if before in self._ordinary else frozenset()

    # ZIP codes and counties

    def _zip_code(self, first: int) -> Place | None:
        sentence = self._sentence
        if not self._is_zip(first):
            return None
        state, city = self._table.zip_code(sentence.words[first])
        return Place(first, self._with_zip(first), city, city, state)

    def _is_zip(self, place: int) -> bool:
        word = self._sentence.word(place)
        return len(word) == ZIP_DIGITS and word.isdecimal() and word.isascii() and not self._sentence.taken[place]

    def _with_zip(self, last: int) -> int:
        """The end of a place with the ZIP code after it."""
        sentence = self._sentence
        if not self._is_zip(last):
            return last
        joined = sentence.text[sentence.tokens[last].end :][:1] == "-"
        extended = joined and len(sentence.word(last + 1)) == EXTENSION_DIGITS and sentence.word(last + 1).isdecimal()
        return last + 2 if extended else last + 1

    def _county(self, first: int) -> Place | None:
        """ "Cook County", "condado de Mecklenburg"."""
        sentence = self._sentence
        lead = 2 if sentence.word(first) in {"condado", "county"} and sentence.word(first + 1) in {"de", "of"} else 0
        start = first + lead
        if start >= len(sentence) or not (lead or COUNTY & {*sentence.words[first + 1 : first + 4]}):
            return None
        for last in range(sentence.reach(start, 3), start, -1):
            sizes = self._table.counties.get(" ".join(self._keys[start:last]))
            if sizes and sentence.word(last) == "parish":  # elsewhere they are counties
                sizes = tuple(one for one in sizes if one[0] == "LA")
            if sizes and (lead or sentence.word(last) in COUNTY):
                name = f"{self._table.written(' '.join(self._keys[start:last]))} County"
                return self._with_state(Place(first, last if lead else last + 1, name, "", sizes=sizes))
        return None

    # Cities

    def _nickname(self, first: int) -> Place | None:
        sentence = self._sentence
        for last in range(sentence.reach(first, NICKNAMES_FROM.get(sentence.words[first], 0)), first, -1):
            key = sentence.key(first, last)
            state, city = NICKNAMES.get(key, ("", ""))
            if state and (key not in IN_CAPITALS or sentence.capital(first) or sentence.word(first - 1) in IN):
                region = not city and key not in WHOLE_STATES
                return self._with_state(Place(first, last, city, city, state, ((state, LARGE),), region=region))
        return None

    def _city(self, first: int) -> Place | None:
        sentence = self._sentence
        for last in range(sentence.reach(first, self._table.longest.get(self._keys[first], 0)), first, -1):
            key = " ".join(self._keys[first:last])
            sizes = self._table.cities.get(key)
            if sizes and not any(sentence.commas[first + 1 : last]):
                place = self._with_state(self._sized(first, last, key, sizes))
                if place.last > last or self._counts(first, last, sizes):
                    return place
        return None

    def _sized(self, first: int, last: int, key: str, sizes: Sizes) -> Place:
        name = self._table.written(key)
        return Place(first, last, name, name, sizes=sizes, ask=ALWAYS_ASK.get(key, ()))

    def _with_state(self, place: Place) -> Place:
        """A city or county together with the state written after it."""
        sentence = self._sentence
        if place.last >= len(sentence) or sentence.last(place.last - 1):
            return self._zipped(place)
        last, code = self._states.at(sentence, place.last)
        if not code or sentence.taken[place.last]:
            last, code = place.last + 1, loose_code(sentence, place.last)
        if code not in {state for state, _ in place.sizes}:
            return self._zipped(place)
        return replace(place, last=self._with_zip(last), state=code)

    def _zipped(self, place: Place) -> Place:
        if not self._is_zip(place.last):
            return place
        state, _ = self._table.zip_code(self._sentence.word(place.last))
        there = state in {one for one, _ in place.sizes}
        return replace(place, last=self._with_zip(place.last), state=state) if there else place

    # Whether a city is meant

    def _counts(self, first: int, last: int, sizes: Sizes) -> bool:
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
        if sentence.word(first + 1) in DOES:
            return False
        if sentence.capital(first):
            return size >= LARGE and (before not in TOWARDS or size >= LARGE)
        return size >= LARGE and before not in TOWARDS and (sentence.last(first) or self._beside_a_term(first))

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
