"""Places in a sentence: states, cities, counties, and countries or peoples that somebody comes from."""

from collections.abc import Iterator
from functools import cache

from referrals.extraction.text import Passage
from referrals.gazetteer import gazetteer, place_key
from referrals.search.reading.countries import COUNTRIES, PEOPLES
from referrals.search.reading.states import CODES
from referrals.tokens import Token, phrase, tokenize

Span = tuple[int, int]
LONGEST = 4  # words of a name
_LEADS = frozenset("in from near at of outside to around downtown through de desde cerca".split())
_KINDS = frozenset("county parish city town township village reservation".split())
_NO_PLACE = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday i english spanish state college university school high middle court".split()
)
STATES = frozenset(
    phrase(name)
    for name in (
        "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia|Florida|Georgia|"
        "Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|"
        "Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|"
        "North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Puerto Rico|Rhode Island|South Carolina|South Dakota|Tennessee|"
        "Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|Guam"
    ).split("|")
)


def places(passage: Passage, start: int, end: int) -> Iterator[Span]:
    """Every place within [start, end)."""
    tokens = [_moved(token, start) for token in tokenize(passage.body[start:end])]
    at = 0
    while at < len(tokens):
        last = next((last for last in range(min(at + LONGEST, len(tokens)), at, -1) if _names(tokens, at, last)), 0)
        if last:
            yield tokens[at].start, tokens[last - 1].end
        at = last or at + 1


def _moved(token: Token, by: int) -> Token:
    return Token(token.folded, token.start + by, token.end + by, token.typed)


def _names(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the words [first, last) are a place: known everywhere, or a city or capitals behind “in” and the like."""
    key = " ".join(token.folded for token in tokens[first:last])
    if key in STATES or key in COUNTRIES or key in PEOPLES:
        return True
    led = first > 0 and tokens[first - 1].folded in _LEADS
    capitals = all(token.typed[0].isupper() for token in tokens[first:last]) and key not in _NO_PLACE
    if last - first == 1 and tokens[first].typed in CODES:
        return first > 0 and (tokens[first - 1].typed[0].isupper() or led)
    if tokens[last - 1].folded in _KINDS and last - first > 1:
        return capitals
    return led and (place_key(key) in _known() or (capitals and not tokens[first].typed.isupper()))


@cache
def _known() -> frozenset[str]:
    """Cities and counties of the United States that are large enough to be meant in small letters."""
    table = gazetteer()
    return frozenset(name for name, sizes in table.cities.items() if sizes[0][1] > LONGEST and len(name) > LONGEST)
