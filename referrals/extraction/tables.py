"""Tables as text: columns parted by tabs, by bars or by spaces; each record is about the name in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from referrals.extraction.heads import HEAD_KINDS, has_head_word, singular
from referrals.extraction.lexis import Lexis
from referrals.extraction.lines import PAGE, TOWN, Line
from referrals.extraction.phrases import like_a_name
from referrals.extraction.text import WORD

FEWEST_ROWS = 3  # of a table that has no header
LINES_OF_A_RECORD = 4  # on average at most, where blank lines part the records of a padded table
NEAR = 4  # characters by which a cell may miss the column above it
_PARTS = {
    "tab": re.compile(r"[ ]*\t[ ]*"),
    "bar": re.compile(r"[ ]*\|[ ]*"),
    "gap": re.compile(r"[ ]{2,}"),
}
# "Sheet: Hotlines", "Key: …", "YCAP = Youth …": said about the table.
_TITLED = re.compile(r"(?:sheet|key|table|note|notes|legend|total|hoja|nota|tabla)\b[ :.]|\w+ = ", re.IGNORECASE)
_LINKED = re.compile(r"[ ]+\((?:https?:|mailto:)?[^()\s]*\)$")  # where a name of Markdown leads
_ACRONYM = re.compile(r"\([A-Z&]{2,9}\)")
_SAID = re.compile(r"(?<=\w)[ ](?:\(|[–—-][ ]).*$")
_RULE = re.compile(r"[\s|:+=_–—-]+")  # a line that only draws
_NAME_COLUMN = re.compile(
    r"\b(?:agency|agencies|organi[sz]ations?|org|name|programs?|providers?|cent(?:er|re)s?|resources?|shelters?|"
    r"company|"
    r"agencias?|organizaci[oó]n(?:es)?|nombre|refugios?|programas?|centros?|entidad|recursos?|proveedor(?:es)?|"
    r"instituci[oó]n|hotlines?|line|partner|member)\b",
    re.IGNORECASE,
)
_OTHER_COLUMN = re.compile(
    r"\b(?:phone|telephone|tel|ph|what|how|when|hotline|helpline|line|number|contact|fax|website|web|site|url|link|"
    r"e-?mail|address|city|"
    r"town|state|st|zip|county|counties|area|region|served|serves|services?(?: area| provided)?|type|notes?|who|"
    r"description|hours|languages?|eligibility|population|cost|fees?|ciudad|tel[ée]fono|l[ií]nea|correo|sitio|"
    r"p[aá]gina|"
    r"estado|condado|direcci[oó]n|horario|idiomas?|servicios|zona|c[oó]digo|tty|parish)\b",
    re.IGNORECASE,
)
# A list of people, perhaps of clients: nobody in it is suggested.
_PERSON_COLUMN = re.compile(
    r"\b(?:clients?|patients?|survivors?|victims?|(?:first|last|given|family|full)[ ]name|surname|clientes?|pacientes?|"
    r"v[ií]ctimas?|apellidos?)\b",
    re.IGNORECASE,
)
_BIRTH_COLUMN = re.compile(
    r"\b(?:d\.?o\.?b|birth ?date|date of birth|birthday|born|fecha de nacimiento)\b", re.IGNORECASE
)
# Columns that tell where, the most telling first.
_PLACE_COLUMNS = (
    re.compile(r"\b(?:state|states|st|estado)\b", re.IGNORECASE),
    re.compile(r"\b(?:area|areas|served|serves|region|zona|coverage|county|counties|condado|parish)\b", re.IGNORECASE),
    re.compile(r"\b(?:city|town|location|address|ciudad|direcci[oó]n)\b", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Characters [start, end) of the passage in column number `column`."""

    start: int
    end: int
    text: str
    column: int


@dataclass(slots=True)
class Record:
    """Lines [first, stop) of a page that say one record: the pieces of its name, and the cells that may say where."""

    first: int
    stop: int
    name: list[Cell] = field(default_factory=list)
    closed: bool = False
    places: list[tuple[int, Cell]] = field(default_factory=list)


def find_records(lines: Sequence[Line], lexis: Lexis) -> list[Record]:
    """The records of all tables of a page, in order. Lines of a table that say none (headers) have empty names."""
    found: list[Record] = []
    for first, stop, sort in _tables(lines):
        table = _Table(lines, first, stop, sort, lexis)
        records = list(table.records())
        found += records if table.of_people or any(record.name for record in records) else []
    return found


def _sort(line: Line) -> str:
    text = line.text
    if "\t" in text:
        return "tab"
    if " |" in text or "| " in text or text.count("|") > 1:
        return "bar"
    return "gap" if _PARTS["gap"].search(text) else ""


def _tables(lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """(first, stop, how columns are parted) of each stretch of rows; other lines may stand in between."""
    first = 0
    while first < len(lines):
        sort = _sort(lines[first])
        stop = first + 1
        while sort and stop < len(lines):
            following = next((n for n in range(stop, min(stop + 3, len(lines))) if _sort(lines[n]) == sort), None)
            if following is None or (sort != "gap" and any(lines[n].gap for n in range(stop, following + 1))):
                break
            stop = following + 1
        heads = (number for number in range(first, stop) if sort and _header(_cells(lines[number], sort)))
        head = next(heads, None)
        if head is not None and sort == "gap":
            yield head, stop, sort  # what stands above the header of a padded table is none of it
        elif sort and (
            (stop - first >= FEWEST_ROWS and sort != "gap") or head is not None or _columns(lines[first:stop], sort)
        ):
            yield first, stop, sort
        first = stop


def _columns(lines: Sequence[Line], sort: str) -> bool:
    """Whether lines parted by spaces are a table without a header: their cells begin below each other."""
    if sort != "gap" or len(lines) < FEWEST_ROWS:
        return False
    starts = [[cell.start - margin(line) for cell in _cells(line, sort)][1:2] for line in lines]
    second = [start[0] for start in starts if start]
    return len(second) >= FEWEST_ROWS and max(second) - min(second) <= NEAR


def _cells(line: Line, sort: str) -> list[Cell]:
    body, at, found = line.passage.body, line.start, []
    for number, part in enumerate(_PARTS[sort].split(line.text)):
        start = body.find(part, at)
        at = start + len(part)
        bare = part.lstrip('*•· "“')
        if bare:
            shown = _LINKED.sub("", bare).rstrip('*"” ')
            found.append(Cell(at - len(bare), at - len(bare) + len(shown), shown, number))
    return found


def bare(cell: str) -> str:
    """What a cell holds before a bracket and a dash: "Larkspur House" of "Larkspur House (for women)"."""
    return _SAID.sub("", cell)


def margin(line: Line) -> int:
    """Where the printed line begins, its indent included."""
    body = line.passage.body
    return max(body.rfind("\n", 0, line.start), body.rfind("\r", 0, line.start)) + 1


def _header(cells: Sequence[Cell]) -> bool:
    columns = (_NAME_COLUMN, _OTHER_COLUMN, _PERSON_COLUMN, _BIRTH_COLUMN)
    named = [cell for cell in cells if any(column.search(cell.text) for column in columns)]
    short = all(len(WORD.findall(cell.text)) <= 4 and not re.search(r"\d{3}", cell.text) for cell in cells)
    return len(cells) > 1 and short and len(named) * 2 > len(cells)


def _completes(before: str, piece: str) -> bool:
    """Whether a cell goes on with the name above it: in small letters, behind "of" or a comma, with its last word."""
    words = WORD.findall(re.sub(r"\(.*", "", piece))
    if not words or piece[0].islower() or re.search(r"(?:,|&|\b(?:of|the|for|and|de|y|to|against))$", before):
        return True
    headed = has_head_word(WORD.findall(before))
    return not headed and len(words) < 3 and singular(words[-1]) in HEAD_KINDS | dict.fromkeys(("justice",))


class _Table:
    """Reads lines [first, stop): a header sets the columns for what is below it, until the next header."""

    def __init__(self, lines: Sequence[Line], first: int, stop: int, sort: str, lexis: Lexis) -> None:
        self.lines, self.first, self.stop, self.sort, self.lexis = lines, first, stop, sort, lexis
        self.header: list[Cell] = []
        self.of_people = False
        self.split = {n: [] if _RULE.fullmatch(lines[n].text) else _cells(lines[n], sort) for n in range(first, stop)}
        gaps = sum(lines[n].gap > 0 for n in range(first + 1, stop))
        self.blocks = sort == "gap" and gaps > 0 and stop - first <= LINES_OF_A_RECORD * (gaps + 1)
        self.column = self._name_column(range(first, stop))

    def records(self) -> Iterator[Record]:
        """The records from top to bottom; headers, rules and foreign lines as records without a name."""
        current: Record | None = None
        for number in range(self.first, self.stop):
            cells = self._placed(number)
            if current and cells and not self._breaks(number, cells) and self._goes_on(current, number, cells):
                self._add(current, number, cells)
                continue
            if current:
                yield current
            current = Record(number, number + 1)
            if not self._breaks(number, cells):
                self._add(current, number, cells)
            elif self._is_header(cells):
                self._begin(number, cells)
        if current:
            yield current

    def _breaks(self, number: int, cells: list[Cell]) -> bool:
        return not cells or self._is_header(cells) or self._foreign(self.lines[number], cells)

    def _is_header(self, cells: list[Cell]) -> bool:
        return _header(cells) and (not self.header or self._repeats(cells))

    def _begin(self, number: int, cells: list[Cell]) -> None:
        self.header = cells
        below = range(number + 1, self.stop)
        nearest = next((n for n in below if _header(self.split[n])), self.stop)
        self.column = self._name_column(range(number + 1, nearest))
        of_people = [cell for cell in cells if cell.column == self.column and _PERSON_COLUMN.search(cell.text)]
        self.of_people = bool(of_people) or any(_BIRTH_COLUMN.search(cell.text) for cell in cells)

    def _repeats(self, cells: list[Cell]) -> bool:
        """Whether a further header stands there: the same one, or the next sheet's."""
        own = [cell.text.lower() for cell in self.header]
        return [cell.text.lower() for cell in cells] == own or not any(
            self.lines[self.first].passage.points_between(cell.start, cell.end) for cell in cells
        )

    def _placed(self, number: int) -> list[Cell]:
        """The cells with the number of the column above them: in a padded table empty ones leave no trace."""
        cells = self.split[number]
        if self.sort != "gap" or not self.header or _header(cells):
            return cells
        top = margin(self._line_of_header())
        starts = [(cell.start - top, cell.column) for cell in self.header]
        at = [cell.start - margin(self.lines[number]) for cell in cells]
        columns = [min(starts, key=lambda start: abs(start[0] - place))[1] for place in at]
        return [Cell(c.start, c.end, c.text, column) for c, column in zip(cells, columns, strict=True)]

    def _line_of_header(self) -> Line:
        at = self.header[0].start
        return next(line for line in self.lines[self.first : self.stop] if line.start <= at < line.end)

    def _foreign(self, line: Line, cells: list[Cell]) -> bool:
        """Whether the line is none of the table's: a page number, running text across the columns."""
        if PAGE.match(line.text) or (len(cells) == 1 and line.is_prose):
            return True
        if self.sort != "gap" or not self.header:
            return False
        top = margin(self._line_of_header())
        second = self.header[1].start - top
        return len(cells) == 1 and cells[0].column == self.header[0].column and len(cells[0].text) > second + NEAR

    def _goes_on(self, record: Record, number: int, cells: list[Cell]) -> bool:
        line = self.lines[number]
        if self.sort != "gap" and _sort(line) != self.sort:
            return True  # the next line of a cell that has several
        if self._breaks(record.first, self._placed(record.first)):
            return False
        named = next((cell for cell in cells if cell.column == self.column), None)
        if self.sort == "gap" and self.blocks:
            return line.gap == 0
        if self.sort != "gap" and named is not None and len(cells) >= len(self.split[record.first]) > 1:
            return False  # as full a row as the one above
        if named is None or (self.sort != "gap" and line.has_point and not like_a_name(bare(named.text), self.lexis)):
            return line.gap == 0 and bool(record.name) and line.has_point
        if self.sort != "gap" or line.gap:
            return False
        if not self.header or PAGE.match(line.text) or not record.name:
            return False
        return (len(cells) == 1 and not line.has_point) or _completes(record.name[-1].text, named.text)

    def _add(self, record: Record, number: int, cells: list[Cell]) -> None:
        record.stop = number + 1
        line = self.lines[number]
        if self.sort != "gap" and _sort(line) != self.sort:
            return
        for cell in cells:
            if cell.column == self.column and self._is_piece(record, line, cell, alone=len(cells) == 1):
                record.name.append(cell)
            elif (rank := self._rank(cell)) is not None:
                record.places.append((rank, cell))

    def _is_piece(self, record: Record, line: Line, cell: Cell, *, alone: bool) -> bool:
        if self.of_people or line.passage.points_between(cell.start, cell.end) or PAGE.match(cell.text):
            return False
        if not record.name:
            if _TITLED.match(cell.text):
                return False
            lonely = alone and not line.has_point and not self.blocks
            return record.stop - record.first == 1 and not lonely and like_a_name(bare(cell.text), self.lexis)
        first = record.name[0]
        indented = cell.start - margin(line) > first.start - self._margin_of(first)
        closed = record.name[-1].text.endswith(")") or record.closed
        record.closed = closed or (cell.text.startswith("(") and _ACRONYM.fullmatch(cell.text) is None)
        return not (indented or record.closed)

    def _margin_of(self, cell: Cell) -> int:
        return margin(next(line for line in self.lines[self.first : self.stop] if line.start <= cell.start < line.end))

    def _rank(self, cell: Cell) -> int | None:
        """How much the cell's column tells of the place, 0 the most; None if it tells nothing."""
        above = next((head.text for head in self.header if head.column == cell.column), "")
        if not self.header:
            return len(_PLACE_COLUMNS)
        return next((rank for rank, column in enumerate(_PLACE_COLUMNS) if column.search(above)), None)

    def _name_column(self, rows: range) -> int:
        body = [self._placed(number) for number in rows if self.split[number]]
        named = [cell for cell in self.header if _NAME_COLUMN.search(cell.text)]
        sure = [cell for cell in named if not _OTHER_COLUMN.search(cell.text)]
        for cell in (*sure, *named):
            if self._fits(body, cell.column):
                return cell.column
        columns = sorted({cell.column for cells in body for cell in cells})
        scores = {column: self._distinct(body, column) for column in columns}
        return max(columns, key=lambda column: (scores[column], -column), default=0)

    def _distinct(self, body: Sequence[Sequence[Cell]], column: int) -> float:
        """How much a column reads like names; what stands in it again and again ("Shelter") is no name."""
        values = [cell.text for cells in body for cell in cells if cell.column == column]
        score = sum(self._score(cells, column) for cells in body)
        return score * len(set(values)) / len(values) if values else 0

    def _fits(self, body: Sequence[Sequence[Cell]], column: int) -> bool:
        rows = [cell for cells in body for cell in cells if cell.column == column]
        return sum(like_a_name(bare(cell.text), self.lexis) for cell in rows) * 2 >= len(rows) > 0

    def _score(self, cells: Sequence[Cell], column: int) -> float:
        cell = next((cell for cell in cells if cell.column == column), None)
        if cell is None or re.search(r"\d{3}|@|www\.", cell.text) or not like_a_name(bare(cell.text), self.lexis):
            return 0
        if TOWN.fullmatch(cell.text) or len(cells) == 1:
            return 0
        return 0.5 if len(WORD.findall(cell.text)) == 1 else 1
