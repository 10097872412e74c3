"""Names one below the other without any contact: "Shelters in Arizona:", then a name on each line."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from referrals.extraction.heads import FIRST_HEADS, HEAD_KINDS, has_head_word, singular
from referrals.extraction.lexis import Lexis
from referrals.extraction.lines import Line
from referrals.extraction.page import Page
from referrals.extraction.phrases import FURNITURE
from referrals.extraction.text import WORD

FEWEST = 3  # names in a list that no heading introduces
FEWEST_INTRODUCED = 2
FEWEST_LISTS = 3  # of a page that is full of them
MOST_ODD_WORDS = 6
LONGEST_REGION = 4  # words
LONGEST_ITEM = 9  # words of a name in a list
_BODIES = re.compile(
    r"\b(?:shelters?|agencies|organi[sz]ations?|non-?profits?|NGOs?|programs|providers|partners|grantees|"
    r"hotlines|helplines|coalitions|cent(?:er|re)s|clinics|groups|charities|"
    r"refugios|albergues|organizaciones|agencias|centros|l[ií]neas)\b",
    re.IGNORECASE,
)
# Under these stand people: without an organization word nobody is taken for a body there.
_PEOPLE = re.compile(
    r"\b(?:clients|survivors?|victims|staff|volunteers?|board|directors|memor(?:y|iam)|speakers|presenters|attendees|"
    r"participants|residents|lawyers|attorneys|sobrevivientes|voluntari[oa]s|abogad[oa]s)\b",
    re.IGNORECASE,
)
_REGION = re.compile(
    r"\b(?:county|counties|parish|region|area|condado|regi[oó]n)$|^(?:north|south|east|west|central)", re.I
)
# What may stand behind a name of a list: a place or an aside in brackets, a description behind a dash.
_DESCRIBED = re.compile(r"[*_]{0,3}[ ](?:[-–—][ ]|\()\S")
_ASIDE = re.compile(r"[*_]{0,3}[ ]?(?:\([^()]*\)?|\[[^\[\]]*\]?)?[*_ ]{0,4}(?:[-–—:,][ ].*)?.{0,3}$", re.DOTALL)


def rosters(page: Page, begins: Callable[[int], bool]) -> frozenset[int]:
    """Numbers of the lines that are names of such lists.

    `begins` says of a line whether contacts make it a name: such lines show that their neighbours are names, too.
    """
    stretches = list(_stretches(page, begins))
    accepted = [stretch for stretch in stretches if stretch.is_roster]
    if len(accepted) >= FEWEST_LISTS:
        accepted = [stretch for stretch in stretches if stretch.may_be_roster]
    return frozenset(number for stretch in accepted for number in stretch.unlisted)


def _stretches(page: Page, begins: Callable[[int], bool]) -> Iterator["_Stretch"]:
    """Lines that may be names and are set alike, with what stands above them."""
    lines, lexis = page.lines, page.lexis
    heading: Line | None = None
    items: list[int] = []
    entries = frozenset(number for number in range(len(lines)) if begins(number)) - page.tabled - page.signed
    for number, line in enumerate(lines):
        beside = number in page.tabled or number in page.signed or page.is_tag(line) or page.is_person(number)
        fits = not beside and (number in entries or _is_item(line, lexis))
        headed = fits and number not in entries and _is_heading(line, lexis)
        if not fits and not beside and items and _is_odd(lines, number, items):
            continue
        same = not items or (line.bullet == lines[items[-1]].bullet and line.gap == _gap(lines, items, line))
        if fits and same and not headed:
            items.append(number)
            continue
        yield _Stretch(page, heading, items, entries)
        if not (headed and heading and _is_region(line, lexis)):
            heading = line if not fits or headed else lines[number - 1] if number else None
        items = [number] if fits and not headed else []
    yield _Stretch(page, heading, items, entries)


def _is_odd(lines: Sequence[Line], number: int, items: Sequence[int]) -> bool:
    """Whether a line that does not read like a name may be one in a list all the same: "MOMA's house"."""
    line = lines[number]
    alike = line.bullet == lines[items[-1]].bullet and line.gap == 0 and not line.is_prose and not line.is_detail
    return alike and len(WORD.findall(line.text)) <= MOST_ODD_WORDS and len(items) > 1 and not line.text.endswith(":")


def _gap(lines: Sequence[Line], items: Sequence[int], line: Line) -> int:
    """The blank lines between items so far; the first may stand further from its heading."""
    return lines[items[-1]].gap if len(items) > 1 else line.gap


def _is_item(line: Line, lexis: Lexis) -> bool:
    words = WORD.findall(line.head_text)
    if not words or len(words) > LONGEST_ITEM or line.has_point or not line.names_somebody(lexis):
        return False
    behind = _ASIDE if line.bullet else _DESCRIBED
    return line.whole or behind.match(line.passage.body, line.head[1], line.end) is not None


def _is_heading(line: Line, lexis: Lexis) -> bool:
    """Whether a line of capitals heads names: a region, a collection ("Nonprofit Lawyers"), words of headings."""
    text = line.text.rstrip(": ")
    words = WORD.findall(text)
    plural = words[-1].lower() not in HEAD_KINDS and (
        singular(words[-1]) in HEAD_KINDS or _BODIES.fullmatch(words[-1]) is not None
    )
    loud = text.isupper() and len(words) > 1 and not has_head_word(words)
    return (
        line.text.endswith(":")
        or plural
        or loud
        or _is_region(line, lexis)
        or lexis.generic(text)
        or all(word.lower() in FURNITURE for word in words)
    )


def _is_region(line: Line, lexis: Lexis) -> bool:
    """Whether the line is a place: "Northern Arizona", "Maricopa County", "OHIO"."""
    text = line.head_text
    place = _REGION.search(text) is not None or bool(lexis.states_in(text.title()))
    return place and len(WORD.findall(text)) <= LONGEST_REGION and not has_head_word(WORD.findall(text))


@dataclass(frozen=True)
class _Stretch:
    """Lines set alike below `heading`, numbers `items` of the page; those in `entries` have a contact."""

    page: Page
    heading: Line | None
    items: Sequence[int]
    entries: frozenset[int]

    @cached_property
    def named(self) -> int:
        """How many are surely names: by their contact, or by an organization word."""
        return sum(number in self.entries or self._has_head(self.page.lines[number]) for number in self.items)

    def _has_head(self, line: Line) -> bool:
        words = WORD.findall(line.head_text)
        headed = has_head_word(words[1:]) or (len(words) > 2 and words[0].lower() in FIRST_HEADS)
        return headed and not self.page.lexis.generic(line.head_text)

    @property
    def introduced(self) -> bool:
        """Whether the heading says that bodies follow."""
        return self.heading is not None and _BODIES.search(self.heading.text) is not None

    @property
    def is_roster(self) -> bool:
        """Whether enough of the lines are surely names for all to be."""
        if self.introduced and len(self.items) >= FEWEST_INTRODUCED:
            return self.named > 0 and self.named * 4 >= len(self.items)
        return len(self.items) >= FEWEST and self.named * 5 >= len(self.items) * 2

    @property
    def may_be_roster(self) -> bool:
        """Whether it is one on a page that is full of them."""
        return self.is_roster or (len(self.items) >= FEWEST_INTRODUCED and self.named > 0)

    @property
    def unlisted(self) -> Iterator[int]:
        """The lines that only the list shows to be names."""
        of_people = self.heading is not None and _PEOPLE.search(self.heading.text.partition(" for ")[0]) is not None
        for number in self.items:
            line = self.page.lines[number]
            somebody = of_people and not has_head_word(WORD.findall(line.head_text))
            if number not in self.entries and not somebody and not self.page.lexis.generic(line.head_text):
                yield number
