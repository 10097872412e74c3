"""Names of persons beside what happened to them. A name alone is a colleague's, an author's, an organization's."""

import re
from collections.abc import Collection, Iterator

from referrals.extraction.text import Passage
from referrals.tokens import phrase, words

from .given import GIVEN, NOT_ALONE
from .model import Flag

_WORD = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:['’-][A-ZÀ-Ý][a-zà-ÿ]+)*"
_NAME = rf"{_WORD}(?:\s+(?:(?:de|la|del|los|van|von)\s+)*(?:{_WORD}|[A-Z]\.(?!\w)))*"
_PERSON = (
    r"(?:client|survivor|victim|girl|boy|woman|man|teen|teenager|child|kid|minor|patient|student|daughter|son|sister|"
    r"brother|mother|father|wife|husband|niece|nephew|cousin|aunt|uncle|boyfriend|girlfriend|trafficker|pimp|abuser|"
    r"madam|roommate|clienta|niñ[oa]|muchach[oa]|hij[oa]|esposa|esposo|señora)"
)
# Said to be somebody's name: case facts of their own.
_INTRODUCED = re.compile(
    rf"(?:\b[Nn]ame(?:\s+is|\s+was|d|:|\s*-)|\b[Cc]alled|\b[Kk]nown\s+as|\b(?:se\s+llama|llamad[oa]))\s+(?P<name>{_NAME})"
)
_BESIDE = re.compile(rf"\b{_PERSON},?\s+(?P<name>{_NAME})")
_INITIALS = re.compile(rf"\b{_PERSON},?\s+\(?(?P<name>(?:[A-Z]\.\s?){{2,4}})")
_SMALL = re.compile(r"\bname(?:\s+is|\s+was|d|:|\s*-)\s+(?P<name>[a-zà-ÿ]+(?:\s[a-zà-ÿ]+)?)")
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Sra?|Señora?)\.?\s+(?P<name>{_NAME})")
_ANY = re.compile(rf"(?<![\w@./])(?P<name>{_NAME})")
_SOMEBODY = re.compile(rf"\b(?:{_PERSON}|her|his|she|he|their|who)\b", re.IGNORECASE)
# What happens to a person. What is done by agencies in general is told in the plural and in the present.
_HAPPENED = re.compile(
    r"\b(?:was|were|got|been|being)\s+(?:\w+\s+)?(?:trafficked|raped|abused|assaulted|beaten|sold|arrested|detained|"
    r"deported|charged|convicted|kidnapped|exploited|recruited|rescued|forced|threatened|released|locked)\b"
    r"|\b(?:escaped|fled|ran\s+away|disclosed|testified|pregnant|diagnosed|overdosed|attempted\s+suicide|suicidal|"
    r"undocumented|hiv|my\s+client|our\s+client|is\s+facing|came\s+to\s+us|came\s+here|owes|her\s+trafficker|"
    r"his\s+trafficker|her\s+pimp|her\s+abuser|his\s+abuser|her\s+case|his\s+case|her\s+(?:uncle|father|boyfriend|husband)|"
    r"told\s+(?:me|us)|(?:hit|beats?|raped|sold|smuggled|threatened|abused|trafficked)\s+(?:her|him)|"
    r"lives?\s+(?:in|with|at)|living\s+(?:in|with|at)|years?\s+old|year-old)\b",
    re.IGNORECASE,
)
_GREETED = re.compile(r"\b(?:hi|hello|dear|thanks?|thank\s+you|hola|querid[oa])[,!]?\s+$", re.IGNORECASE)
_BEFORE_A_SAINT = frozenset("san santa saint fort camp mount lake port el los la las".split())
_OF_A_PLACE = re.compile(r"\b(?:St|Santa|San|Saint|Fort|Camp|Mount|Lake)\.?\s$")
_OF_A_BODY = re.compile(
    r"(?:['’]s)?\s(?:House|Home|Place|Center|Centre|Foundation|Shelter|Project|Law|Act|Fund|University|College|County|"
    r"Hospital|Clinic|Institute|School|Network|Coalition)\b"
)
_BEGINNINGS = frozenset(
    """
    when then after before since while once because but and so if although today yesterday last this that these those
    the a an she he they we i you it her his their my our your what who how why where is was are do does did can could
    would should please thanks thank hi hello dear perhaps also yes no not in on at from to for of with by as there
    here one two both only now later recently unfortunately services advocate advocates assistance witness mr mrs ms
    miss
    """.split()
)


def names(passage: Passage, speakers: Collection[str]) -> Iterator[Flag]:
    """Names that are introduced as somebody's, and given names in a sentence that says what happened to a person."""
    known = frozenset(word for name in speakers for word in words(name))
    for found in _candidates(passage):
        start, end = _itself(passage.body, *found.span("name"))
        if start < end and not _of_others(passage, start, end, known):
            yield Flag(start, end, "name")


def _candidates(passage: Passage) -> Iterator[re.Match[str]]:
    body = passage.body
    for found in _INTRODUCED.finditer(body):
        if _SOMEBODY.search(body, passage.sentence(found.start())[0], found.start("name")):
            yield found
    yield from _BESIDE.finditer(body)
    yield from _INITIALS.finditer(body)
    yield from (found for found in _SMALL.finditer(body) if phrase(found["name"].split()[0]) in GIVEN)
    for pattern in (_TITLED, _ANY):
        for found in pattern.finditer(body):
            likely = pattern is _TITLED or _is_given(found)
            if likely and _HAPPENED.search(body, *passage.sentence(found.start())):
                yield found


def _is_given(found: re.Match[str]) -> bool:
    """Whether one of its words is a name that people are given."""
    parts = [phrase(word) for word in found["name"].split()]
    if parts[0] in _BEFORE_A_SAINT:
        return False
    return any(word in GIVEN for word in parts) or any(word in NOT_ALONE for word in parts[:-1])


def _itself(body: str, start: int, end: int) -> tuple[int, int]:
    """Without the words before and behind it that only begin with a capital: “When Ana” is Ana."""
    parts = list(re.finditer(r"\S+", body[start:end]))
    named = [n for n, part in enumerate(parts) if phrase(part.group()) not in _BEGINNINGS]
    if not named:
        return start, start
    return start + parts[named[0]].start(), start + parts[named[-1]].end()


def _of_others(passage: Passage, start: int, end: int, known: frozenset[str]) -> bool:
    """A speaker of the session, somebody greeted, an organization, a place, an address."""
    body = passage.body
    name = body[start:end]
    acronym = name.isupper() and "." not in name
    if acronym or known.issuperset(words(name)) or passage.in_address(start):
        return True
    around = body[max(0, start - 12) : start]
    return bool(_GREETED.search(around) or _OF_A_PLACE.search(around) or _OF_A_BODY.match(body, end))
