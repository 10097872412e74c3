"""A page read as a list: entries (a name and the lines it owns) under headings that say a state.

Prose has no entries; what a text is, its lines tell.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from referrals.extraction.entries import Entry, Walk
from referrals.extraction.entry_places import CODE
from referrals.extraction.heads import CONNECTORS
from referrals.extraction.lexis import Lexis
from referrals.extraction.lines import Line, lines_of
from referrals.extraction.places import Place
from referrals.extraction.text import WORD, Passage
from referrals.extraction.towns import only_towns, town_in

LONGEST_HEADING = 14  # words
_NATIONAL = re.compile(r"\b(?:national|nationwide|nacional(?:es)?|federal|nation|across the country)\b", re.IGNORECASE)
_ABROAD = re.compile(r"\b(?:international|internacional(?:es)?|canada|canadá|mexico|méxico|abroad)\b", re.IGNORECASE)
_MENU = re.compile(r"[|·•»].*[|·•»]")  # "Home | Alaska | Ohio"
_SHOUTED = re.compile(r"[(,/&;][ ]?[A-Z]{2}$")  # where all is in capitals "OR" and "IN" are words
_GONE = re.compile(
    r"\b(?:gone|removed|released from|closed|defunct|discontinued|no longer|(?:not|n['’]t) (?:call|use|refer|send)|"
    r"beware|scams?|cerrad[oa]s?|ya no|no llame)\b",
    re.IGNORECASE,
)
_NO_STATE = re.compile(r"[ ](count(?:y|ies)|co\.|city|parish)(?!\w)", re.IGNORECASE)
_WITH_CITY = frozenset({"new york", "oklahoma", "iowa", "oregon", "texas"})  # whose city of that name is their own
_COLLECTION = re.compile(
    r"\b(?:resources?|services|directory|programs|hotlines|helplines|shelters|providers|agencies|organizations|"
    r"contacts|"
    r"list|listing|referrals?|guide|centers|centres|coalitions|numbers|lines|help|recursos|servicios|refugios|"
    r"organizaciones|agencias|líneas|directorio|guía|lista|contactos|ayuda)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """From `start` to the next section: states of the heading, or why all there is nationwide."""

    start: int
    places: tuple[Place, ...]
    national: str = ""


@dataclass(frozen=True)
class Listing:
    """The entries and sections of one passage, in reading order."""

    passage: Passage
    lexis: Lexis

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        found = () if self.passage.text.asked else lines_of(self.passage)
        return found if len(found) > 1 else ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._walk.entries())

    @cached_property
    def _walk(self) -> Walk:
        return Walk(self.lines, self.lexis, self.passage.text.key)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(entry.start for entry in self.entries)

    def entry_at(self, position: int) -> Entry | None:
        """The entry that owns the character at `position`."""
        index = bisect_right(self._starts, position) - 1
        return self.entries[index] if index >= 0 and position < self.entries[index].end else None

    def in_table(self, position: int) -> bool:
        """Whether the character at `position` stands in a table, whatever its row says."""
        return self._line_number(position) in self._walk.page.tabled

    def is_signed(self, position: int) -> bool:
        """Whether the character stands in the writer's signature."""
        return self._line_number(position) in self._walk.page.signed

    def line_at(self, position: int) -> Line | None:
        """The line on which the character at `position` stands."""
        number = self._line_number(position)
        return self.lines[number] if number >= 0 and position < self.lines[number].end else None

    def _line_number(self, position: int) -> int:
        """The number of the last line that begins at or before `position`, -1 before the first."""
        return bisect_right(self.lines, position, key=lambda line: line.start) - 1

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(self._sections())

    def section_at(self, position: int) -> Section | None:
        """The section in which the character at `position` stands."""
        index = bisect_right(self.sections, position, key=lambda section: section.start) - 1
        return self.sections[index] if index >= 0 else None

    def is_heading(self, position: int) -> bool:
        """Whether the line there heads what is below it: it names a collection of contacts, not one."""
        line = self.line_at(position)
        if line is None or line.has_point or line.is_prose or self.entry_at(position):
            return False
        return _COLLECTION.search(line.text) is not None and (line is self.lines[0] or line.text.endswith(":"))

    @cached_property
    def headings(self) -> tuple[Line, ...]:
        """The lines that may head what is below them."""
        return tuple(line for number, line in enumerate(self.lines) if self._may_head(line, number))

    def headings_at(self, position: int) -> Iterator[Line]:
        """The headings above the character at `position`, the nearest first."""
        number = bisect_right(self.headings, position, key=lambda line: line.end)
        yield from (self.headings[above] for above in range(number - 1, -1, -1))

    def is_gone(self, position: int) -> bool:
        """Whether the nearest heading says that what is below it is nobody to turn to any more."""
        nearest = next(self.headings_at(position), None)
        return nearest is not None and _GONE.search(nearest.text) is not None

    def _sections(self) -> Iterator[Section]:
        numbered = False
        for line in self.headings:
            found = list(_section(line, self.lexis, self.passage.text.key))
            if not found and numbered and line.bullet:
                found = [Section(line.start, ())]  # "3. Ohio", then "4. Money": that is no longer Ohio's
            numbered = line.bullet if found else numbered
            yield from found

    def _may_head(self, line: Line, number: int) -> bool:
        entry = self.entry_at(line.start)
        within = line.gap == 0 and not line.text.isupper() and not line.text.endswith(":")
        owned = entry is not None and (entry.start == line.start or line.is_detail or within)
        short = len(WORD.findall(line.text)) <= LONGEST_HEADING and not line.text.endswith((".", ",", ";"))
        stands_out = number == 0 or line.gap > 0 or line.text.isupper() or line.text.endswith(":") or _alone(line)
        menu = _MENU.search(line.text) is not None
        return short and stands_out and not owned and not line.has_point and not menu


def _is_of_another_kind(text: str, start: int, end: int) -> bool:
    """Whether a state's name is a county's, or a city's elsewhere: "DELAWARE COUNTY", "Kansas City"."""
    after = _NO_STATE.match(text, end)
    return after is not None and not (after[1].lower() == "city" and text[start:end].lower() in _WITH_CITY)


def _alone(line: Line) -> bool:
    return line.head_text.title() == line.head_text and len(WORD.findall(line.text)) <= 4


def _section(line: Line, lexis: Lexis, key: str) -> Iterator[Section]:
    text = line.text
    reason = f"It stands under the heading “{text}”."
    shown = (
        " ".join(word if word in CONNECTORS else word.capitalize() for word in text.split()) if text.isupper() else text
    )
    places = [
        Place(state, (key, line.start + start, line.start + end), reason)
        for state, start, end in lexis.states_in(shown if len(shown) == len(text) else text)
        if (end - start > 2 and not _is_of_another_kind(text, start, end))
        or text.rstrip(":. ") == text[start:end]
        or (_SHOUTED if text.isupper() else CODE).search(text, 0, end)
    ]
    town = town_in(text.strip(": "), large=True) if not places and only_towns(text.strip(": ")) else None
    if town:
        places.append(Place(town[1], (key, line.start, line.start + len(town[0])), reason))
    if places:
        yield Section(line.start, tuple(places))
    elif _NATIONAL.search(text) and (_COLLECTION.search(text) or len(WORD.findall(text)) <= 2):
        yield Section(line.start, (), reason)
    elif _ABROAD.search(text) and len(WORD.findall(text)) <= 3:
        yield Section(line.start, ())


def entry_name(entry: Entry, passage: Passage) -> str:
    """The name of an entry as it is to be shown: entities read, spaces single, pieces joined."""
    pieces = " ".join(passage.text.body[slice(*piece)] for piece in entry.pieces)
    return " ".join(html.unescape(pieces).split())
