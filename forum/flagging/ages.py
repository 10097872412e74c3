"""Ages beside places: together they tell a neighbour who is meant."""

import re
from collections.abc import Iterator

from referrals.extraction.text import Passage

from .model import Flag
from .places import Span, places

APART = 60  # characters between age and place up to which both are one stretch

_N = (
    r"(?:\d{1,2}|(?:twenty|thirty|forty|fifty|sixty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_PERSON = (
    r"(?:girl|boy|woman|man|female|male|teen(?:ager)?|kid|child|client|daughter|son|survivor|victim|sister|brother|minor|"
    r"youth|baby|infant|niñ[oa]|muchach[oa]|mujer|joven|hij[oa]|chic[oa])"
)
_AGE = re.compile(
    rf"(?<![\w.$-]){_N}[\s-]{{0,2}}(?:years?|yrs?|months?|mos?|weeks?)[.\s-]{{0,2}}(?:old|of\s+age)(?!s|\w)(?:[\s-]+{_PERSON})?"
    rf"|(?<![\w.$-]){_N}\s?-?y\.?\s?/?o\.?(?!\w)(?:\s+{_PERSON})?"
    rf"|(?<![\w.$-]){_N}\s(?:años|anos|añitos)(?:\s+de\s+edad)?(?!\w)"
    rf"|(?<!\w)(?:aged?|edad(?:\s+de)?)\s?:?\s?{_N}(?![\w-])"
    rf"|(?<!\w)(?:she|he|who|they|{_PERSON})(?:\s+(?:is|was|just|turned|only|now)|['’]s)+\s+{_N}(?=\s*(?:$|[,.;)!?]|(?:and|but|in|from|now|when|years?)\b))"
    rf"|(?<!\w){_PERSON},?\s\(?{_N}(?=\s*(?:$|[,.;)]))"
    rf"|(?<=[a-zà-ÿ],\s){_N}(?=,|\)|\s+from\b)"
    rf"|(?<!\w)\d\d\s?/?[fm](?!\w)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\S")
# A group by age is a rule of a programme or a law, and nobody.
_GROUP_BEFORE = re.compile(
    r"(?:under|over|below|above|between|least|than|ages|to|through|until|and|or|-|–)\s*(?:the\s+age\s+of\s+)?$",
    re.IGNORECASE,
)
_GROUP_AFTER = re.compile(
    r"\s*(?:\(?(?:and|or)\s+(?:older|younger|over|under|up|above|below)|to\s+\d|-\s?\d|–\s?\d|\+)", re.IGNORECASE
)


def ages(passage: Passage) -> Iterator[Flag]:
    """One person's age and a place in the same sentence or the next: one stretch if they stand close, else two."""
    read: dict[Span, list[Span]] = {}  # the places of each stretch that was looked through
    for age in _AGE.finditer(passage.body):
        if not _is_of_a_group(passage.body, *age.span()):
            around = _around(passage, age.start())
            if around not in read:
                read[around] = list(places(passage, *around))
            yield from _beside(age.span(), read[around])


def _is_of_a_group(body: str, start: int, end: int) -> bool:
    before = body[max(0, start - 25) : start]
    return bool(_GROUP_BEFORE.search(before) or _GROUP_AFTER.match(body, end))


def _around(passage: Passage, position: int) -> Span:
    """The sentence and the one behind it."""
    start, end = passage.sentence(position)
    following = _NEXT.search(passage.body, end)
    return start, passage.sentence(following.start())[1] if following else end


def _beside(age: Span, found: list[Span]) -> Iterator[Flag]:
    near = [place for place in found if _apart(age, place) <= APART]
    if near:
        yield Flag(min(age[0], near[0][0]), max(age[1], near[-1][1]), "age")
    elif found:
        yield from (Flag(*age, "age"), Flag(*min(found, key=lambda place: _apart(age, place)), "age"))


def _apart(one: Span, other: Span) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])
