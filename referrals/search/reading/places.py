"""Where somebody is: states, cities, counties and ZIP codes become states.

A name that several states share asks which, unless the text says. Whether a word is a city at all: see `cities`.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from referrals.gazetteer import BY_RESIDENTS, WRITTEN_SHORT, Sizes, dominant, gazetteer, notable
from referrals.search.reading.cities import LARGE, Meant
from referrals.search.reading.states import (
    ALWAYS_ASK,
    IN_CAPITALS,
    NICKNAMES,
    NICKNAMES_FROM,
    WHOLE_STATES,
    States,
    is_code,
    loose_code,
)
from referrals.search.reading.wordlists import EMPTY_WORDS, IN
from referrals.tokens import Sentence

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
        self._meant = Meant(sentence, states, ordinary)
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
        known = before.lower() in EMPTY_WORDS or before.lower() in self._ordinary
        if len(before) > 1 and before.isupper() and not known:
            return None
        return Place(first, first + 1, "LA", "Los Angeles", sizes=(("CA", LARGE),), ask=ALWAYS_ASK["la"])

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
                if place.last > last or self._meant.counts(first, last, sizes):
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
