"""Towns in a text, and the states a text is about."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from referrals.extraction.heads import HEAD_KINDS, singular
from referrals.extraction.lexis import NO_STATE, Lexis
from referrals.gazetteer import state_of_city, zip_codes

MOSTLY = 0.75  # of all that a text says of states, before it is about one
KNOWN = 3  # ZIP codes of a town whose name alone tells its state
LARGE = 20  # ZIP codes of a town with which a name may begin: "Chicago Alliance …"
# Words that are rather words than the towns called so.
NO_TOWNS = frozenset("Phoenix Freedom Hope Liberty Justice Independence Victoria Angel Grace Mercy Providence".split())
# A state is no town, though hamlets are called so: "Ohio, IL", "Nevada, MO".
STATES = frozenset(
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|"
    "iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|"
    "nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|"
    "puerto rico|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|"
    "west virginia|wisconsin|wyoming|guam".split("|")
)
_TOWN_WITH_STATE = re.compile(r"\b[A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]+){0,2},?[ ]{1,2}(?P<state>[A-Z]{2})\b(?![-.]?\w)")
# Cities that are meant wherever their name stands.
_WITHOUT_ZIPS = {"New York City": "NY", "NYC": "NY", "Queens": "NY", "Manhattan": "NY", "Bay Area": "CA"}
_CITIES = (
    "Brooklyn|Bronx|Los Angeles|San Francisco|San Diego|Sacramento|San Jose|Oakland|Chicago|Houston|San Antonio|Dallas|"
    "Philadelphia|Pittsburgh|Boston|Seattle|Denver|Atlanta|Miami|Tampa|Detroit|Milwaukee|Minneapolis|Las Vegas|"
    "Albuquerque|Tucson|Salt Lake City|New Orleans|Nashville|Memphis|Baltimore|Cincinnati|Indianapolis|Honolulu|"
    "Anchorage|Tulsa|Omaha|Louisville"
)
_UNMISTAKABLE = re.compile(rf"\b(?:{'|'.join(_WITHOUT_ZIPS)}|{_CITIES})\b")
# A neighbourhood or a county called like a town: "Jackson Heights", "Jackson, Lenawee and Hillsdale counties".
_ELSEWHERE = re.compile(
    r"[ ](?:Heights|Hills|Park|Beach|Springs|Village|Valley|Township|Avenue|Ave|Street|St|Road|Blvd|County)\b|"
    r"(?:(?:,|[ ]and)[ ][A-Z]\w+){1,6}[ ][Cc]ounties\b|[ ][Cc]ounty\b"
)
_CODE_BEHIND = re.compile(
    r",?[ ](?:A[KLRSZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOPST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|"
    r"T[NX]|UT|V[AIT]|W[AIVY])$"
)
_WORDS = frozenset("ID IN OR ME OK HI MD AL PA MA DE CO OH".split())  # codes that are words or other abbreviations
_IN_TOWN = re.compile(
    r"\b(?:in|near|from|at|around|outside|to|of|en|de|desde)[ ](?:downtown |greater |the )?"
    r"(?P<town>(?:St\\. |[A-Z][\w'’-]+[ ]){0,2}[A-Z][\w'’-]+)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A state at [start, end) of a text, as printed: its name, its code after a town, a town of it."""

    state: str
    start: int
    end: int
    printed: str


def only_towns(text: str) -> bool:
    """Whether a phrase lists towns: "Des Moines", "Grand Island, Kearney and Hastings"."""
    text = _CODE_BEHIND.sub("", text)
    parts = [part.strip() for part in re.split(r",|/| and | & | y |;", text) if part.strip()]
    alike = [part for part in parts if len(part.split()) <= 4 and part[0].isupper()]
    return 0 < len(parts) == len(alike) and all(_is_town(part) for part in parts)


def _is_town(part: str) -> bool:
    bare = re.sub(r",?[ ][A-Z]{2}$", "", part)
    if bare.lower() in STATES:
        return False
    return zip_codes(bare) > 0 and (len(bare.split()) > 1 or singular(bare) not in HEAD_KINDS)


def town_in(printed: str, *, large: bool = False) -> tuple[str, str] | None:
    """(town, state) of the longest beginning of `printed` that is a town of one state; `large` ones alone if asked."""
    words = printed.split()
    for length in range(len(words), 0, -1):
        town = " ".join(words[:length])
        state = "" if town in NO_TOWNS else state_of_city(town)
        if state and (not large or (length < 3 and zip_codes(town) >= LARGE)):
            return town, state
    return None


def states_told(lexis: Lexis, body: str) -> Iterator[Told]:
    """What a text says of states, wherever it stands."""
    for found in lexis.long_state_names_in.finditer(body):
        if not body.startswith(" City", found.end()) and not NO_STATE.match(body, found.end()):
            yield Told(lexis.state_of(found.group()), found.start(), found.end(), found.group())
    for found in _TOWN_WITH_STATE.finditer(body):
        sure = "," in found.group() or found["state"] not in _WORDS or _ends_with_town(found.group())
        if found["state"] in lexis.state_names and sure:
            yield Told(found["state"], found.start(), found.end(), found.group())
    for found in filter(_is_meant, _UNMISTAKABLE.finditer(body)):
        yield Told(_WITHOUT_ZIPS.get(found.group()) or state_of_city(found.group()), *found.span(), found.group())
    for found in _IN_TOWN.finditer(body):
        town = town_in(found["town"])
        if town and zip_codes(town[0]) >= KNOWN and not _ELSEWHERE.match(body, found.start("town") + len(town[0])):
            yield Told(town[1], found.start("town"), found.start("town") + len(town[0]), town[0])


def _is_meant(city: re.Match[str]) -> bool:
    """Whether no "Valley" or "Street" behind it makes something else of the city; Los Angeles County is its own."""
    elsewhere = _ELSEWHERE.match(city.string, city.end())
    return elsewhere is None or (" " in city.group() and "ount" in elsewhere.group())


def _ends_with_town(printed: str) -> bool:
    """Whether the words before a code end with a town: "Lark House Toledo OH", but no "Photo ID"."""
    words = printed.split()[:-1]
    return any(zip_codes(" ".join(words[first:]).strip(",")) for first in range(len(words)))


def about_state(told: list[Told]) -> Told | None:
    """The one state a text is about: nearly all that it says of states; the first place that says it."""
    counts = Counter(each.state for each in told)
    if not counts:
        return None
    state, count = counts.most_common(1)[0]
    if count < MOSTLY * sum(counts.values()):
        return None
    return min((each for each in told if each.state == state), key=lambda each: each.start)
