"""Towns in a text, and the states a text is about."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from referrals.extraction.heads import HEAD_KINDS, singular
from referrals.extraction.lexis import Lexis
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
        if not body.startswith(" City", found.end()):
            yield Told(lexis.state_of(found.group()), found.start(), found.end(), found.group())
    for found in _TOWN_WITH_STATE.finditer(body):
        if found["state"] in lexis.state_names and (found["state"] != "MD" or only_towns(found.group())):
            yield Told(found["state"], found.start(), found.end(), found.group())
    for found in _IN_TOWN.finditer(body):
        town = town_in(found["town"])
        if town and zip_codes(town[0]) >= KNOWN:
            yield Told(town[1], found.start("town"), found.start("town") + len(town[0]), town[0])


def about_state(told: list[Told]) -> Told | None:
    """The one state a text is about: nearly all that it says of states; the first place that says it."""
    counts = Counter(each.state for each in told)
    if not counts:
        return None
    state, count = counts.most_common(1)[0]
    if count < MOSTLY * sum(counts.values()):
        return None
    return min((each for each in told if each.state == state), key=lambda each: each.start)
