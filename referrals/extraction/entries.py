"""The entries of a page: names that own the lines beside and below them, and the records of its tables."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from referrals.extraction.behind import names_behind
from referrals.extraction.cards import cards
from referrals.extraction.eligible import STREETS
from referrals.extraction.entry_places import places_of_cells, places_of_lines
from referrals.extraction.heads import has_head_word
from referrals.extraction.lexis import Lexis
from referrals.extraction.lines import Line
from referrals.extraction.page import Page
from referrals.extraction.persons import JOB
from referrals.extraction.phrases import like_a_name
from referrals.extraction.places import Place
from referrals.extraction.rosters import rosters
from referrals.extraction.tables import Cell, Record, bare
from referrals.extraction.text import WORD
from referrals.extraction.towns import only_towns

FARTHEST = 8  # lines between a name and the first contact it owns
FARTHEST_BESIDE = 160  # characters between a name and its contact on one line
LANDS = frozenset("county valley desert coast bay region island islands mountains peninsula basin".split())
MOST_BETWEEN = 3  # words between a name of one word and its contact, or of a place behind a name
BESIDE = 60  # characters in which a job makes the words before a person
# A record in running text: "Lark House. Beds for … Address: 12 Elm St … Phone: 555".
_FIELD = re.compile(r"\b(?:Address|Phone|Phone Number|Website|Tel|Telephone|Email|E-mail|Hotline|Dirección|Teléfono): ")
_WHOM = re.compile(
    r"[^()]*\b(?:victims?|survivors?|families|people|individuals|immigrants|youth|children|women|men|seniors|elders|"
    r"problems|disabilities|status|line)[ ]\(([A-Z][^()]*[A-Za-z])\)$",
    re.IGNORECASE,
)
_PART = re.compile(r"[ ]?[-–—][ ]([^\W\d_].*?)[*_ ]*$")
_IN_BRACKETS = re.compile(r"[*_]*[ ]\([^()\d]*\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name at `name` that owns the characters [start, end); `places` are the states its own lines tell.

    `more` are further pieces of a name that is wrapped inside a cell. `unowning` ones have only their place in a list
    or on a card to speak for them; who stands `in_roster` is recommended by it.
    """

    name: tuple[int, int]
    start: int
    end: int
    rule: str
    places: tuple[Place, ...] = ()
    in_table: bool = False
    in_roster: bool = False
    unowning: bool = False
    more: tuple[tuple[int, int], ...] = ()

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The stretches that together are the name."""
        return (self.name, *self.more)


class Walk:
    """Goes down the lines of a page once and collects the entries; `key` is the passage's."""

    def __init__(self, lines: Sequence[Line], lexis: Lexis, key: str) -> None:
        self.page, self.key = Page(lines, lexis), key
        self.behind = names_behind(self.page)
        owning = cache(self._owns_a_contact)
        self.roster = rosters(self.page, owning)
        self.cards = cards(self.page, owning)

    def entries(self) -> Iterator[Entry]:
        """The entries from top to bottom."""
        first: int | None = None
        for number in range(len(self.page.lines)):
            starts = number not in self.page.tabled and self._starts(number, first)
            if first is not None and (starts or not self._owned(number, first)):
                yield self._entry(first, number)
                first = None
            if starts:
                first = number
            record = self.page.records.get(number)
            if record and record.name:
                yield self._of(record)
        if first is not None:
            yield self._entry(first, len(self.page.lines))

    def _starts(self, number: int, first: int | None) -> bool:
        return number in self.roster or number in self.cards or self._begins(number, first)

    def _owns_a_contact(self, number: int) -> bool:
        """Whether the line names somebody by the contacts on it or below it, whatever stands above."""
        return number not in self.page.tabled and self._begins(number, None)

    def _begins(self, number: int, first: int | None) -> bool:
        """Whether an entry begins on the line: it names somebody, and contacts follow on it or below it."""
        page, line = self.page, self.page.lines[number]
        if number in self.behind:
            return True
        if not page.names(line) or (number in page.signed and not _is_body(line)):
            return False
        if line.has_point:
            return self._names_with_point(line, first is not None and line.gap == 0)
        if line.has_address_behind and has_head_word(WORD.findall(line.head_text)):
            return True
        if first is not None and line.gap == 0 and not line.bullet and not self._told(first, number):
            return False  # a second line of capitals between a name and its contacts: a programme, a description
        explained = line.passage.body.startswith(" (", line.head[1])
        alone = len(WORD.findall(line.head_text)) == 1 and not line.whole and not explained
        if alone or page.heads(number) or page.is_person(number) or page.is_matter(number):
            return False
        return self._followed(number)

    def _names_with_point(self, line: Line, inside: bool) -> bool:
        words = WORD.findall(line.head_text)
        generic = self.page.lexis.generic(line.head_text)
        if generic and not has_head_word(words):
            return False  # "Domestic Violence: 1-800 …"
        after = line.passage.body[line.head[1] : line.points[0][0]]
        aside = _IN_BRACKETS.match(after)
        if aside and (line.bullet or aside.group() == after.rstrip(" .:–—-*_")):
            return True  # "Rowan (for girls) .... 555": an aside belongs to a name
        if len(words) == 1 and len(WORD.findall(after)) > MOST_BETWEEN and not words[0].isupper():
            return False  # "Wages: …": a word that heads a sentence
        far = len(after) > FARTHEST_BESIDE and not _FIELD.search(after)
        if far or (inside and not line.bullet and generic and len(words) < 3):
            return False
        beside = after[:BESIDE].partition("   ")[0]  # what stands in the next column is somebody else
        return not JOB.search(beside) or has_head_word(words)

    def _told(self, first: int, number: int) -> bool:
        """Whether a detail stands between the name and line `number`."""
        between = self.page.lines[first + 1 : number]
        return self.page.lines[first].has_point or any(line.is_detail or line.has_point for line in between)

    def _followed(self, number: int) -> bool:
        """Whether a detail or a contact stands below, before the next name and the end of the block."""
        page, name = self.page, self.page.lines[number]
        loud = name.text.isupper() and not has_head_word(WORD.findall(name.head_text))
        for below in range(number + 1, min(number + 1 + FARTHEST, len(page.lines))):
            line = page.lines[below]
            point = name.bullet and line.bullet and line.indented == name.indented  # the next of a list
            told = loud and line.is_prose and not line.is_detail  # running text under a heading
            parted = line.gap and not (line.gap == 1 and below == number + 1 and line.is_detail)
            if point or told or parted:
                return False
            if line.is_detail:
                return True
            if page.names(line) and below > number + 1:
                return False
            if line.has_point:
                return below > number + 1 or not page.names(line)
            if below in page.tabled:
                return False
        return False

    def _owned(self, number: int, first: int) -> bool:
        """Whether the line belongs to the entry that began on line `first`."""
        page, line = self.page, self.page.lines[number]
        if number in page.tabled or first in self.roster:
            return False
        if line.gap == 0:
            return number not in page.signed
        alone = number == first + 1 and not page.lines[first].has_point
        same = line.is_detail and line.is_label and not line.names_somebody(page.lexis) and line.has_point
        return line.gap == 1 and line.is_detail and (alone or same)

    def _entry(self, first: int, stop: int) -> Entry:
        lines = self.page.lines[first:stop]
        line, last = lines[0], lines[-1]
        rule = "A name with its contact on one line." if line.has_point else "A name above its contacts."
        in_roster = first in self.roster
        told = any(each.has_point or each.is_detail for each in lines)
        unowning = in_roster or (first in self.cards and not told)
        rule = "A name in a list of names." if unowning else rule
        places = places_of_lines(lines, self.page.lexis, self.key)
        name = self.behind.get(first) or self._full_name(line)
        return Entry(name, line.start, last.end, rule, places, in_roster=in_roster, unowning=unowning)

    def _full_name(self, line: Line) -> tuple[int, int]:
        """The head of the line, with the place behind a dash where several begin so: "Open Arms - High Desert"."""
        start, end = line.head
        part = _PART.match(line.passage.body, end, line.end)
        branch = part is not None and not line.has_point and self._heads[line.head_text] > 1
        return (start, part.end(1)) if part and branch and _is_land(part[1]) else (start, end)

    @cached_property
    def _heads(self) -> Counter[str]:
        """How often lines begin with the same words."""
        return Counter(line.head_text for line in self.page.lines)

    def _of(self, record: Record) -> Entry:
        lexis = self.page.lexis
        pieces = tuple(_named_in(cell, lexis) for cell in record.name)
        first, last = self.page.lines[record.first], self.page.lines[record.stop - 1]
        cells = [cell for _, cell in sorted(record.places, key=lambda placed: placed[0])]
        places = places_of_cells(cells, lexis, self.key)
        return Entry(pieces[0], first.start, last.end, "The name in a table.", places, in_table=True, more=pieces[1:])


def _is_body(line: Line) -> bool:
    """Whether a line of a signature is the body somebody writes for."""
    words = WORD.findall(line.head_text)
    return not JOB.search(line.text) and has_head_word(words[1:])


def _named_in(cell: Cell, lexis: Lexis) -> tuple[int, int]:
    """The name a cell holds, before its bracket, or in it behind whom it is for: "Victims (Lark House)"."""
    whom = _WHOM.match(cell.text)
    if whom and _is_somebody(whom[1], cell.text[: whom.start(1)]) and like_a_name(whom[1], lexis):
        return cell.start + whom.start(1), cell.start + whom.end(1)
    return cell.start, cell.start + len(bare(cell.text))


def _is_somebody(bracket: str, before: str) -> bool:
    """Whether a bracket behind people of some kind holds a body: in "Survivors (Salem Roe)" it may be one of them."""
    words = WORD.findall(bracket)
    if words[-1].lower() in STREETS:
        return False
    return has_head_word(words) or bracket.isupper() or len(WORD.findall(before)) > 1


def _is_land(text: str) -> bool:
    """Whether what stands behind a name is towns or a part of the land: never a street, which must not be told."""
    words = WORD.findall(text)
    return only_towns(text) or (1 < len(words) <= MOST_BETWEEN and words[-1].lower() in LANDS)
