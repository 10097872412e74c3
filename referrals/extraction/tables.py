"""Tables as text: columns parted by tabs, by bars or by spaces; each row is about the name in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referrals.extraction.lexis import Lexis
from referrals.extraction.lines import PAGE, TOWN, Line, like_a_name
from referrals.extraction.text import WORD

FEWEST_ROWS = 3  # the header counts
_PARTS = {
    "tab": re.compile(r"[ ]*\t[ ]*"),
    "bar": re.compile(r"[ ]*\|[ ]*"),
    "gap": re.compile(r"[ ]{2,}"),
}
_RULE = re.compile(r"[\s|:+=_-]+")  # a line that only draws
_NAME_COLUMN = re.compile(
    r"(?:^|\b)(?:agency|agencies|organi[sz]ations?|org|name|programs?|providers?|cent(?:er|re)s?|resources?|hotlines?"
    r"|shelters?|company|who|agencias?|organizaci[oó]n(?:es)?|nombre|refugios?|programas?|centros?|entidad|recursos?"
    r"|proveedor(?:es)?|instituci[oó]n|servicios?|services?)\b",
    re.IGNORECASE,
)
_OTHER_COLUMN = re.compile(
    r"\b(?:phone|telephone|tel|hotline|helpline|line|number|contact|fax|website|web|site|url|link|e-?mail|address|city|"
    r"town|state|st|zip|county|counties|area|region|served|serves|service area|services? provided|services|type|notes?|"
    r"description|hours|languages?|eligibility|population|ciudad|tel[ée]fono|l[ií]nea|correo|sitio|p[aá]gina|estado|"
    r"condado|direcci[oó]n|horario|idiomas?|servicios|zona|código)\b",
    re.IGNORECASE,
)
_STATE_COLUMN = re.compile(r"\b(?:state|st|estado|area|served|region|zona|city|town|location|ciudad|coverage)\b", re.I)


@dataclass(frozen=True, slots=True)
class Cell:
    """Characters [start, end) of the passage in column number `column`."""

    start: int
    end: int
    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its name and the cells that may say where, most telling first."""

    line: Line
    name: Cell | None
    places: tuple[Cell, ...]


def table_rows(lines: Sequence[Line], lexis: Lexis) -> dict[int, Row]:
    """Number of the line → row, for all lines that stand in a table; headers and ruled lines have no name."""
    rows: dict[int, Row] = {}
    for first, stop, sort in _tables(lines):
        rows |= _read(lines[first:stop], first, sort, lexis)
    return rows


def _sort(line: Line) -> str:
    text = line.text
    if "\t" in text:
        return "tab"
    if " |" in text or "| " in text or text.count("|") > 1:
        return "bar"
    return "gap" if _PARTS["gap"].search(text) else ""


def _tables(lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """(first, stop, how columns are parted) of each run of rows; a ruled or foreign line may stand in between."""
    first = 0
    while first < len(lines):
        sort = _sort(lines[first])
        stop = first + 1
        rows = 1
        while sort and stop < len(lines):
            if _sort(lines[stop]) == sort or (_RULE.fullmatch(lines[stop].text) and lines[stop].gap == 0):
                rows += 1
                stop += 1
            elif (
                stop + 1 < len(lines) and _sort(lines[stop + 1]) == sort and lines[stop + 1].gap == 0 and sort == "gap"
            ):
                stop += 1
            else:
                break
        if sort and (rows >= FEWEST_ROWS or (rows > 1 and _header(_cells(lines[first], sort)))):
            yield first, stop, sort
        first = stop


def _cells(line: Line, sort: str) -> list[Cell]:
    body, at, found = line.passage.body, line.start, []
    for number, part in enumerate(_PARTS[sort].split(line.text)):
        start = body.find(part, at)
        at = start + len(part)
        bare = part.lstrip("*•· ")
        if bare:
            found.append(Cell(at - len(bare), at, bare.rstrip("*"), number))
    return found


def _header(cells: Sequence[Cell]) -> bool:
    named = [cell for cell in cells if _NAME_COLUMN.search(cell.text) or _OTHER_COLUMN.search(cell.text)]
    short = all(len(WORD.findall(cell.text)) <= 4 and not re.search(r"\d{3}", cell.text) for cell in cells)
    return len(cells) > 1 and short and len(named) * 2 > len(cells)


def _read(lines: Sequence[Line], first: int, sort: str, lexis: Lexis) -> dict[int, Row]:
    split = [_cells(line, sort) if not _RULE.fullmatch(line.text) else [] for line in lines]
    header = split[0] if split and _header(split[0]) else []
    if sort == "gap" and header:
        split = [_aligned(line, cells, header, lines[0]) for line, cells in zip(lines, split, strict=True)]
    body = split[1:] if header else split
    column = _name_column(header, body, lexis)
    tells = [cell.column for cell in header if _STATE_COLUMN.search(cell.text)]
    rows: dict[int, Row] = {}
    for number, (line, cells) in enumerate(zip(lines, split, strict=True)):
        is_header = bool(header) and number == 0
        name = None if is_header else next((cell for cell in cells if cell.column == column), None)
        good = name is not None and _good(name, line, lexis) and (len(cells) > 1 or line.has_point)
        places = sorted((c for c in cells if c.column in tells or not tells), key=lambda c: -len(c.text))
        rows[first + number] = Row(line, name if good else None, () if is_header else tuple(places))
    return rows


def _aligned(line: Line, cells: Sequence[Cell], header: Sequence[Cell], top: Line) -> list[Cell]:
    """The cells with the number of the column above them: empty ones leave no trace in a padded table."""
    starts = [(abs_cell.start - _margin(top), abs_cell.column) for abs_cell in header]
    placed = []
    for cell in cells:
        at = cell.start - _margin(line)
        placed.append(Cell(cell.start, cell.end, cell.text, min(starts, key=lambda s: abs(s[0] - at))[1]))
    return placed


def _margin(line: Line) -> int:
    """Where the printed line begins, its indent included."""
    body = line.passage.body
    return max(body.rfind("\n", 0, line.start), body.rfind("\r", 0, line.start)) + 1


def _name_column(header: Sequence[Cell], body: Sequence[Sequence[Cell]], lexis: Lexis) -> int:
    named = [cell for cell in header if _NAME_COLUMN.search(cell.text)]
    sure = [cell for cell in named if not _OTHER_COLUMN.search(cell.text)]
    for cell in (*sure, *named):
        if _fits([cells for cells in body if cells], cell.column, lexis):
            return cell.column
    columns = sorted({cell.column for cells in body for cell in cells})
    scores = {column: sum(_score(cells, column, lexis) for cells in body) for column in columns}
    return max(columns, key=lambda column: (scores[column], -column), default=0)


def _fits(body: Sequence[Sequence[Cell]], column: int, lexis: Lexis) -> bool:
    rows = [cell for cells in body for cell in cells if cell.column == column]
    return sum(like_a_name(cell.text, lexis) for cell in rows) * 2 >= len(rows) > 0


def _score(cells: Sequence[Cell], column: int, lexis: Lexis) -> float:
    cell = next((cell for cell in cells if cell.column == column), None)
    if cell is None or re.search(r"\d{3}|@|www\.", cell.text) or not like_a_name(cell.text, lexis):
        return 0
    if TOWN.fullmatch(cell.text):
        return 0
    return 0.5 if len(WORD.findall(cell.text)) == 1 else 1


def _good(cell: Cell, line: Line, lexis: Lexis) -> bool:
    inside = line.passage.points_between(cell.start, cell.end)
    return not inside and not PAGE.match(cell.text) and like_a_name(cell.text, lexis)
