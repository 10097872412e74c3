"""Cities, counties and ZIP codes of the United States and the states they are in.

From the package `zipcodes`, read once, piece by piece so that the whole list never stands in memory, into
a table a fraction of its size. How many ZIP codes a city has says how large it is.
"""

import re
import threading
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import zipcodes

from referrals.tokens import longest_by_first, phrase

Sizes = tuple[tuple[str, int], ...]  # states and how many ZIP codes, largest first

ELSEWHERE = frozenset({"FM", "PW", "MH", "AE", "AP", "AA"})  # freely associated states, military
WRITTEN_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "pt": "point"}
KNOWN_FROM = 3  # ZIP codes; the words of a city that large are no misspellings
DOMINATES = 4  # times as many ZIP codes as the next, and a name is that state's
NOTABLE = 8  # a state with less than this part of a name's ZIP codes is not worth asking about
PREFIXES = 100
# Capitals, and cities of more renown than their namesakes, which ZIP codes alone do not tell.
BY_RESIDENTS = {
    "alexandria": "VA", "bangor": "ME", "bellevue": "WA", "bowling green": "KY", "branson": "MO", "burlington": "VT",
    "camden": "NJ", "columbus": "OH", "davenport": "IA", "dover": "DE", "duluth": "MN", "fremont": "CA",
    "gainesville": "FL", "gulfport": "MS", "henderson": "NV", "huntsville": "AL", "lafayette": "LA",
    "manchester": "NH", "midland": "TX", "montpelier": "VT", "newark": "NJ", "paducah": "KY", "saint cloud": "MN",
    "salina": "KS", "warwick": "RI",
}  # fmt: skip
_COUNTY = re.compile(r" (?:county|parish|municipio|borough|census area|municipality|city)$")
_APART = re.compile(r"\b(o|d|l|mc|mac) (?=\w)")  # "Mc Lean", "O Fallon" as the post writes them


def place_key(name: str) -> str:
    """A name of a city or county as it is looked up: "St. Louis" is "saint louis".

    >>> place_key("Ft. Worth")
    'fort worth'
    """
    plain = name.isascii() and name.replace(" ", "").isalpha()  # nearly all are
    words = (name.lower() if plain else phrase(name)).split()
    return " ".join([WRITTEN_SHORT.get(word, word) for word in words])


class Gazetteer:
    """The table. Nothing in it changes once it is built."""

    def __init__(self) -> None:
        self.cities: dict[str, Sizes] = {}
        self.counties: dict[str, Sizes] = {}
        self.longest: dict[str, int] = {}  # words of the longest city, by its first word
        self.words: frozenset[str] = frozenset()
        self.post_offices: frozenset[str] = frozenset()  # cities by the name the post gives them, none cut short
        self.area_codes: dict[str, str] = {}  # of telephone numbers that are of one state
        self._spellings: dict[str, str] = {}  # where a name is not its key with capitals
        self._zips, self._where = array("I"), array("H")
        self._places: list[tuple[str, str]] = []
        self._regions: dict[str, str] = {}
        self._build()

    def written(self, key: str) -> str:
        """A city as the gazetteer writes it."""
        return self._spellings.get(key) or key.title()

    def zip_code(self, digits: str) -> tuple[str, str]:
        """(state, city) of a five-digit ZIP code; of an unknown one only the state, by its first three digits."""
        number = int(digits)
        place = bisect_left(self._zips, number)
        if place < len(self._zips) and self._zips[place] == number:
            return self._places[self._where[place]]
        return self._regions.get(digits[:3], ""), ""

    def _build(self) -> None:
        cities: defaultdict[str, Counter[str]] = defaultdict(Counter)
        counties: defaultdict[str, Counter[str]] = defaultdict(Counter)
        regions: defaultdict[str, Counter[str]] = defaultdict(Counter)
        areas: defaultdict[str, Counter[str]] = defaultdict(Counter)
        numbers: dict[tuple[str, str], int] = {}
        for row in _rows():
            state, city = row["state"], row["city"]
            for name in {city, *row["acceptable_cities"]}:
                cities[name][state] += 1
            counties[row["county"]][state] += 1
            for area in row["area_codes"]:
                areas[area][state] += 1
            regions[row["zip_code"][:3]][state] += 1
            self._zips.append(int(row["zip_code"]))
            self._where.append(numbers.setdefault((state, city), len(numbers)))
        self.area_codes = {area: state for area, sizes in areas.items() if (state := dominant(_sizes(sizes)))}
        self._places = list(numbers)
        self._regions = {prefix: states.most_common(1)[0][0] for prefix, states in regions.items()}
        self.cities, self.counties = _packed(cities, _city_key), _packed(counties, _county_key)
        self.longest = longest_by_first(self.cities)
        self.post_offices = frozenset(_city_key(name) for _, name in numbers)
        written = {_city_key(name): _as_people_write(name) for _, name in numbers}
        self._spellings = {key: name for key, name in written.items() if key.title() != name}
        large = (key for key, states in self.cities.items() if states[0][1] >= KNOWN_FROM)
        self.words = frozenset(word for key in large for word in key.split())


def _city_key(name: str) -> str:
    return place_key(_APART.sub(r"\1", name.lower()))


def _as_people_write(name: str) -> str:
    """The post writes "Mc Lean", "O Fallon" and "Winston-salem"."""
    name = re.sub(r"-([a-z])", lambda match: match.group().upper(), name)
    return name.replace("Mc ", "Mc").replace("O F", "O'F").replace("Coeur D A", "Coeur d'A")


def _county_key(name: str) -> str:
    return place_key(_COUNTY.sub("", name.lower()))


def _rows() -> Iterator[dict[str, Any]]:
    """All ZIP codes in use, in order."""
    for prefix in range(PREFIXES):
        for row in zipcodes.similar_to(f"{prefix:02}"):
            if row["state"] not in ELSEWHERE and row["zip_code_type"] != "MILITARY":
                yield row


def _packed(counts: dict[str, Counter[str]], key: Callable[[str], str]) -> dict[str, Sizes]:
    """By key. Most names are of one size in one state: equal values are kept once."""
    together: dict[str, Counter[str]] = {}
    for name, states in counts.items():
        together.setdefault(key(name), Counter()).update(states)
    seen: dict[Sizes, Sizes] = {}
    sized = ((name, _sizes(states)) for name, states in together.items() if name)
    return {name: seen.setdefault(sizes, sizes) for name, sizes in sized}


def _sizes(states: Counter[str]) -> Sizes:
    return tuple(sorted(states.items(), key=_largest_first))


def _largest_first(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]


def dominant(sizes: Sizes) -> str:
    """The one state that a name means by itself, or none.

    >>> dominant((("OR", 65), ("ME", 9))), dominant((("IL", 38), ("MA", 21)))
    ('OR', '')
    """
    if not sizes or (len(sizes) > 1 and sizes[0][1] < DOMINATES * sizes[1][1]):
        return ""
    return sizes[0][0]


def notable(sizes: Sizes, most: int = 4) -> tuple[str, ...]:
    """The states worth asking about, the largest first: of a good share, or not much smaller than the first."""
    total = sum(count for _, count in sizes)
    found = [state for state, count in sizes if count * NOTABLE >= total or count * 2 >= sizes[0][1]]
    return tuple(found if len(found) > 1 else (state for state, _ in sizes))[:most]


def state_of_city(name: str) -> str:
    """The one state that a city's name means by itself, or "": by renown, else by far the most ZIP codes.

    >>> state_of_city("Duluth"), state_of_city("Springfield")
    ('MN', '')
    """
    key = place_key(name)
    return BY_RESIDENTS.get(key, "") or dominant(gazetteer().cities.get(key, ()))


def state_of_number(number: str) -> str:
    """The state in which a telephone number (E.164) is given out, or "": none for toll-free ones and short codes.

    >>> state_of_number("+12187224400"), state_of_number("+18883737888")
    ('MN', '')
    """
    return gazetteer().area_codes.get(number[2:5], "") if number.startswith("+1") else ""


def zip_codes(name: str) -> int:
    """How many ZIP codes the city has in the state that has the most of them: how large it is."""
    sizes = gazetteer().cities.get(place_key(name), ())
    return sizes[0][1] if sizes else 0


_lock = threading.Lock()
_built: list[Gazetteer] = []


def gazetteer() -> Gazetteer:
    """The table, built when it is first asked for."""
    if not _built:
        with _lock:
            if not _built:
                _built.append(Gazetteer())
    return _built[0]
