"""What a few letters may begin: terms and places by all the ways they are written, in sorted tables."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.translation import gettext as _

from referrals import lexicon
from referrals.gazetteer import KNOWN_FROM, gazetteer, place_key
from referrals.models import Term
from referrals.search.dictionary import NoDictionary
from referrals.search.reading import read
from referrals.search.reading.states import ALWAYS_ASK, NAMES, NICKNAMES
from referrals.terms import Vocabulary
from referrals.tokens import phrase
from referrals.vocabulary import State, label

ENGLISH = "en"  # what labels and synonyms are in
SUGGESTED = ("need", "victim", "kind")  # facets, in the order of equals
STATE_SIZE = 1_000  # ZIP codes; before any city
BEHIND_ALL = "\U0010ffff"


class Beginnings[T]:
    """Values by the ways they are written. Ways are folded words with one space between."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        ordered = sorted(pairs, key=lambda pair: pair[0])
        self._ways = [way for way, _ in ordered]
        self._values = [value for _, value in ordered]
        self.longest = max((way.count(" ") + 1 for way in self._ways), default=0)  # words

    def of(self, beginning: str) -> list[tuple[str, T]]:
        """(way, value) of every way that begins so, in the order of the alphabet.

        >>> Beginnings([("shelter", 1), ("she", 2), ("sea", 3)]).of("she")
        [('she', 2), ('shelter', 1)]
        """
        first = bisect_left(self._ways, beginning)
        last = bisect_left(self._ways, beginning + BEHIND_ALL, first)
        return list(zip(self._ways[first:last], self._values[first:last], strict=True))


@dataclass(frozen=True, slots=True)
class Way:
    """One way of writing a term, and the label that is suggested for it, in the language of that way.

    Only labels are ever shown: synonyms are there to be understood, and some are words nobody should be offered.
    """

    facet: str
    slug: str
    label: str
    language: str
    is_label: bool
    number: int  # where the term stands in the vocabulary

    @property
    def said(self) -> str:
        """The label as part of a sentence: without what it explains in brackets."""
        return self.label.partition(" (")[0]


@dataclass(frozen=True, slots=True)
class Place:
    """A state, or a city in it."""

    state: str
    city: str = ""
    size: int = STATE_SIZE

    @property
    def label(self) -> str:
        """The place as reading knows it: "Washington" alone would be asked about."""
        if self.city:
            return f"{self.city}, {self.state}"
        name = label(State, self.state)
        return _("%(name)s State") % {"name": name} if phrase(name) in ALWAYS_ASK else name


@lru_cache(maxsize=2)
def terms_of(vocabulary: Vocabulary) -> Beginnings[Way]:
    """Labels and synonyms, in English and the languages people type in besides."""
    terms = [term for facet in SUGGESTED for term in vocabulary.of(facet)]
    ways = (pair for number, term in enumerate(terms) for pair in _ways(term, number, vocabulary.translated).items())
    return _that_read_so(tuple(ways), vocabulary.lexicon)


@lru_cache(maxsize=2)
def _that_read_so(ways: tuple[tuple[str, Way], ...], terms: tuple[lexicon.Term, ...]) -> Beginnings[Way]:
    """Less the labels that reading takes for something else: what is suggested is read as what it says.

    Kept by what the terms are: a directory changes many times before its vocabulary does.
    """
    labels = {(one.facet, one.slug, one.said) for _, one in ways}
    good = {label for label in labels if ":".join(label[:2]) in _read(label[2], terms)}
    return Beginnings((way, one) for way, one in ways if (one.facet, one.slug, one.said) in good)


def _read(said: str, terms: tuple[lexicon.Term, ...]) -> set[str]:
    return {one.key for one in read(said, terms, NoDictionary()).read}


def _ways(term: Term, number: int, languages: tuple[str, ...]) -> dict[str, Way]:
    """{how it is written: what is then suggested}; a way of two languages is English."""
    spoken = {ENGLISH: {"label": term.label, "synonyms": term.synonyms}}
    spoken |= {language: term.translations.get(language, {}) for language in languages}
    ways: dict[str, Way] = {}
    for language, said in spoken.items():
        label = said.get("label") or term.label
        for way in map(phrase, (label, *said.get("synonyms", []))):
            ways.setdefault(way, Way(term.facet, term.slug, label, language, way == phrase(label), number))
    return ways


@cache
def places() -> Beginnings[Place]:
    """States by all their names and codes, and the cities of some size with their state behind them."""
    states = [(name, Place(code)) for name, code in NAMES.items()]
    codes = [(code.lower(), Place(code)) for code in State.values]
    nicknames = [(name, Place(state, city, 0 if city else STATE_SIZE)) for name, (state, city) in NICKNAMES.items()]
    return Beginnings([*states, *codes, *nicknames, *_cities()])


def _cities() -> Iterator[tuple[str, Place]]:
    """Those that reading knows by the name that would be suggested."""
    table = gazetteer()
    nicknames = tuple(f"{name} " for name in NICKNAMES)
    for key in table.post_offices:
        written = table.written(key)
        if place_key(written) == key and not f"{key} ".startswith(nicknames):
            cities = (Place(state, written, size) for state, size in table.cities[key] if size >= KNOWN_FROM)
            yield from ((f"{key} {city.state.lower()}", city) for city in cities)
