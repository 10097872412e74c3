"""The entries of a page: names that own the lines beside and below them, and the records of its tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referrals.extraction.heads import DETAIL_WORDS, HEAD_KINDS, has_head_word, singular
from referrals.extraction.lexis import Lexis
from referrals.extraction.lines import FURNITURE, TOWN, Line, like_a_name
from referrals.extraction.persons import JOB, JOBS
from referrals.extraction.places import Place
from referrals.extraction.tables import Cell, Record, find_records
from referrals.extraction.text import WORD
from referrals.extraction.towns import only_towns

FEWEST_NUMBERED = 3  # lines with a number before the name
FARTHEST = 8  # lines between a name and the first contact it owns
MOST_BETWEEN = 3  # words between a name of one word and its contact
_CLOSING = re.compile(
    r"(?:best|best regards|kind regards|warm regards|regards|sincerely|thanks|thank you|many thanks|respectfully|"
    r"cheers|"
    r"in solidarity|yours|warmly|take care|saludos|atentamente|gracias|un abrazo|cordialmente)[ ,!.]*",
    re.IGNORECASE,
)
_REGION = re.compile(r"\b(?:county|counties|parish|region|area|condado|región|metro|valley|district|tribe)\b", re.I)
# "Davidson Co. (TN)", "DeSoto County MS", "Counties, CA": a code where codes stand.
CODE = re.compile(r"(?:[(,/&;]|\bCo\.|\bCount(?:y|ies)\b|\b[SN][EW]?\b|(?:^|[(,/&; ])[A-Z]{2},?)[ ]?[A-Z]{2}$")
_ASIDE = re.compile(r"[ ]\([^()\d]*\)")
_BRACKET = re.compile(r"(?<=\w)[ ]\(.*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name at `name` that owns the characters [start, end); `places` are the states its own lines tell.

    `more` are further pieces of a name that is wrapped inside a cell.
    """

    name: tuple[int, int]
    start: int
    end: int
    rule: str
    places: tuple[Place, ...] = ()
    in_table: bool = False
    more: tuple[tuple[int, int], ...] = ()

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The stretches that together are the name."""
        return (self.name, *self.more)


class Walk:
    """Goes down the lines once and collects the entries."""

    def __init__(self, lines: Sequence[Line], lexis: Lexis, key: str) -> None:
        self.lines, self.lexis, self.key = lines, lexis, key
        records = find_records(lines, lexis)
        self.records = {record.first: record for record in records}
        self.tabled = frozenset(number for record in records for number in range(record.first, record.stop))
        self.signed = self._signatures()
        self.behind = self._names_behind()

    def entries(self) -> Iterator[Entry]:
        """The entries from top to bottom."""
        first: int | None = None
        for number in range(len(self.lines)):
            starts = number not in self.tabled and self._begins(number, first)
            if first is not None and (starts or not self._owned(number, first)):
                yield self._entry(first, number)
                first = None
            if starts:
                first = number
            record = self.records.get(number)
            if record and record.name:
                yield self._of(record)
        if first is not None:
            yield self._entry(first, len(self.lines))

    def _signatures(self) -> frozenset[int]:
        """Lines of a letter's end: the writer's own name and number are nobody's listing."""
        signed: set[int] = set()
        for number, line in enumerate(self.lines):
            if _CLOSING.fullmatch(line.text) or (line.text in {"--", "-- "}):
                signed |= set(range(number, min(number + 10, len(self.lines))))
        return frozenset(signed)

    def _begins(self, number: int, first: int | None) -> bool:
        """Whether an entry begins on the line: it names somebody, and contacts follow on it or below it."""
        line = self.lines[number]
        if number in self.behind:
            return True
        if (number in self.signed and not self._is_body(line)) or not line.names_somebody(self.lexis):
            return False
        if line.has_point:
            return self._names_with_point(line, first is not None and line.gap == 0)
        if first is not None and line.gap == 0 and not line.bullet and not self._told(first, number):
            return False  # a second line of capitals between a name and its contacts: a programme, a description
        explained = line.passage.body.startswith(" (", line.head[1])
        alone = len(WORD.findall(line.head_text)) == 1 and not line.whole and not explained
        if alone or self._heads(number) or self._is_person(number):
            return False
        return self._followed(number)

    def _names_with_point(self, line: Line, inside: bool) -> bool:
        words = WORD.findall(line.head_text)
        after = line.passage.body[line.head[1] : line.points[0][0]]
        aside = _ASIDE.match(after)
        if aside and (line.bullet or aside.group() == after.rstrip(" .")):
            return True  # "Rowan (for girls) .... 555": an aside belongs to a name
        if len(words) == 1 and len(WORD.findall(after)) > MOST_BETWEEN and not words[0].isupper():
            return False  # "Wages: …": a word that heads a sentence
        if len(after) > FARTHEST * 20 or (
            inside and not line.bullet and self.lexis.generic(line.head_text) and len(words) < 3
        ):
            return False
        beside = after[:60].partition("   ")[0]  # what stands in the next column is somebody else
        return not JOB.search(beside) or has_head_word(words)

    def _names_behind(self) -> dict[int, tuple[int, int]]:
        """Lines that begin with a number or a place and name whose it is behind: "615-244-5580 .... Thorn House".

        Numbers come first only where a page has several such lines: elsewhere they are the name's above.
        """
        found: dict[int, tuple[int, int]] = {}
        numbered: set[int] = set()
        for number, line in enumerate(self.lines):
            if number in self.tabled or number in self.signed or not line.has_point:
                continue
            leads = line.starts_with_point
            named = line.names_somebody(self.lexis)
            if leads or _is_lead(line, self.lexis):
                stretches = (s for s in line.later_heads() if self._is_name(line, s))
                behind = next((s for s in stretches if leads or not named or _is_column(line, s)), None)
                if behind:
                    found[number] = behind
                    numbered |= {number} if leads else set()
        few = numbered if len(numbered) < FEWEST_NUMBERED else set()
        return {number: span for number, span in found.items() if number not in few}

    def _is_name(self, line: Line, span: tuple[int, int]) -> bool:
        text = line.passage.body[slice(*span)]
        words = [word.group().lower() for word in WORD.finditer(text)]
        label = all(word in DETAIL_WORDS or word.isdigit() for word in words)
        return len(words) > 1 and not label and like_a_name(text, self.lexis)

    @staticmethod
    def _is_body(line: Line) -> bool:
        """Whether a line of a signature is the body somebody writes for."""
        words = WORD.findall(line.head_text)
        return not JOB.search(line.text) and has_head_word(words[1:])

    def _told(self, first: int, number: int) -> bool:
        """Whether a detail stands between the name and line `number`."""
        return (
            any(line.is_detail or line.has_point for line in self.lines[first + 1 : number])
            or self.lines[first].has_point
        )

    def _heads(self, number: int) -> bool:
        """Whether the line heads names below it and is none itself: "Shelters", "King County", "LEGAL HELP"."""
        line = self.lines[number]
        text = line.head_text
        words = WORD.findall(text)
        if line.text.isupper() and _REGION.search(text) and not has_head_word(words):
            return True
        below = self.lines[number + 1] if number + 1 < len(self.lines) else None
        if below is None or below.is_detail:
            return False
        plural = words[-1].lower() not in HEAD_KINDS and singular(words[-1]) in HEAD_KINDS
        heading = plural or self.lexis.generic(text) or _REGION.search(words[-1]) or self.lexis.states_in(text.title())
        louder = line.text.isupper() and not below.text.isupper()
        named_below = below.names_somebody(self.lexis) and (below.gap > 0 or louder or bool(heading))
        return bool(heading and not below.is_prose) or named_below

    def _is_person(self, number: int) -> bool:
        """Whether a job stands below two or three words of a name."""
        below = self.lines[number + 1] if number + 1 < len(self.lines) else None
        words = WORD.findall(self.lines[number].head_text)
        if len(words) not in {2, 3} or has_head_word(words):
            return False
        rest = self.lines[number].passage.body[self.lines[number].head[1] : self.lines[number].end]
        told_below = not rest.strip(" ,") and below is not None and below.gap == 0 and not below.is_label
        job = below.text if below is not None and told_below else rest
        return JOB.search(job) is not None and len(WORD.findall(job)) <= 6

    def _followed(self, number: int) -> bool:
        """Whether a detail or a contact stands below, before the next name and the end of the block."""
        loud = self.lines[number].text.isupper() and not any(
            singular(word) in HEAD_KINDS for word in WORD.findall(self.lines[number].head_text)
        )
        for below in range(number + 1, min(number + 1 + FARTHEST, len(self.lines))):
            line = self.lines[below]
            if loud and line.is_prose and not line.is_detail:
                return False  # a heading over running text
            if line.gap and not (line.gap == 1 and below == number + 1 and line.is_detail):
                return False
            if line.is_detail:
                return True
            if line.names_somebody(self.lexis) and below > number + 1:
                return False
            if line.has_point:
                return below > number + 1 or not line.names_somebody(self.lexis)
            if below in self.tabled:
                return False
        return False

    def _owned(self, number: int, first: int) -> bool:
        """Whether the line belongs to the entry that began on line `first`."""
        line = self.lines[number]
        if number in self.tabled:
            return False
        if line.gap == 0:
            return number not in self.signed
        alone = number == first + 1 and not self.lines[first].has_point
        same = line.is_detail and line.is_label and not line.names_somebody(self.lexis) and line.has_point
        return line.gap == 1 and line.is_detail and (alone or same)

    def _entry(self, first: int, stop: int) -> Entry:
        line, last = self.lines[first], self.lines[stop - 1]
        rule = "A name with its contact on one line." if line.has_point else "A name above its contacts."
        lines = self.lines[first:stop]
        places = (*self._several(lines), *self._towns(lines))
        return Entry(self.behind.get(first, line.head), line.start, last.end, rule, places)

    def _of(self, record: Record) -> Entry:
        pieces = tuple((cell.start, cell.start + len(_BRACKET.sub("", cell.text))) for cell in record.name)
        first, last = self.lines[record.first], self.lines[record.stop - 1]
        places = self._in_cells([cell for _, cell in sorted(record.places, key=lambda placed: placed[0])])
        return Entry(pieces[0], first.start, last.end, "The name in a table.", places, in_table=True, more=pieces[1:])

    def _in_cells(self, cells: Sequence[Cell]) -> tuple[Place, ...]:
        """The states of the first cell that tells any."""
        return next((found for cell in cells if (found := tuple(self._in_cell(cell)))), ())

    def _in_cell(self, cell: Cell) -> Iterator[Place]:
        """States of a cell: its whole text ("OH"), codes after a town, names in any place."""
        town = TOWN.fullmatch(cell.text)
        found = self.lexis.states_in(cell.text)
        if cell.text in self.lexis.states:
            found = [(self.lexis.states[cell.text], 0, len(cell.text))]
        elif town and self.lexis.state_of(town["state"]):
            found = [(self.lexis.state_of(town["state"]), *town.span("state"))]
        elif re.fullmatch(r"[A-Z]{2}(?:[ ,;/&]+[A-Z]{2})*", cell.text) is None:
            found = [each for each in found if each[2] - each[1] > 2 or CODE.search(cell.text, 0, each[2])]
        for state, start, end in found:
            span = (self.key, cell.start + start, cell.start + end)
            yield Place(state, span, f"Its row says “{cell.text}”.")

    def _towns(self, lines: Sequence[Line]) -> Iterator[Place]:
        for line in lines:
            for town in TOWN.finditer(line.text):
                state = self.lexis.state_of(town["state"])
                if town["state"] == "MD" and not town["zip"] and not only_towns(town["town"]):
                    continue  # a physician
                if state and (len(town["state"]) > 2 or town["zip"] or "," in town.group() or line.is_address):
                    start, end = (line.start + at for at in town.span("state"))
                    yield Place(state, (self.key, start, end), f"Its address says “{town.group().strip()}”.")

    def _several(self, lines: Sequence[Line]) -> Iterator[Place]:
        for line in lines:
            for listed in self.lexis.states_listed.finditer(line.text):
                states = self.lexis.states_in(listed.group())
                for state, start, end in states if len(states) > 1 else ():
                    at = line.start + listed.start()
                    yield Place(
                        state, (self.key, at + start, at + end), f"Its lines say “{listed.group()}”.", listed=True
                    )


def _is_column(line: Line, span: tuple[int, int]) -> bool:
    """Whether a name with an organization word stands in a column behind the head: "MAUI     Hale Shelter"."""
    body = line.passage.body
    apart = re.fullmatch(r"[ .]{3,}", body[line.head[1] : span[0]]) is not None
    return apart and has_head_word(WORD.findall(body[slice(*span)]))


def _is_lead(line: Line, lexis: Lexis) -> bool:
    """Whether the head of a line is a place or a word of headings: "KENTUCKY ....", "Hawaii: …"."""
    words = [word.group().lower() for word in WORD.finditer(line.head_text)]
    place = only_towns(line.head_text) or bool(lexis.state_of(line.head_text))
    return (
        bool(words) and words[-1] not in JOBS and (place or len(words) == 1 or all(word in FURNITURE for word in words))
    )
