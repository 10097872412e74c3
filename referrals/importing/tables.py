"""A file that somebody uploads as rows of a table: CSV as spreadsheets write it, XLSX, or an HSDS package.

Whatever the bytes are, the only error is `Refused`. Rows come one at a time, so that a large file takes little memory.
"""

import codecs
import csv
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from . import archives, hsds, sheets
from .files import CONTROL, Row
from .problems import Problem, Refused

LARGEST = 150 * 1024 * 1024  # bytes
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 250_000, 200, 20_000
LOOKED_AT = 10  # rows among which the header is looked for: above it a title may stand
LOOKED_AT_BYTES = 1024  # in which JSON or a web page begins
WITHIN = ("vbaProject", "oleObject", "activeX")  # macros, and files of other programs, in a workbook
DELIMITERS = ",;\t|"

Lines = Iterator[tuple[int, list[str]]]  # (line of the file, its cells)
Score = Callable[[list[str]], int]  # how many cells look like the heading of a column


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` begins anew each time it is called."""

    file: str
    kind: str
    header: list[str]
    rows: Callable[[], Iterator[Row]]


def open_table(path: Path, file: str, score: Score) -> Table:
    """The table in a file; `file` is its name in sentences, `score` tells its header from what stands above it."""
    if path.stat().st_size > LARGEST:
        raise _refused(file, f"the file is too large; expected at most {LARGEST // 1024**2} MB.")
    kind = _kind(path, file)
    if kind == "hsds":
        header, rows = hsds.rows(path, file)
        return Table(file, kind, header, lambda: _at_most(file, rows()))
    lines = partial(sheets.lines if kind == "xlsx" else _lines, path, file)
    at, header = _header(file, lines(), score)
    return Table(
        file, kind, header, lambda: _at_most(file, _rows(file, header, (one for one in lines() if one[0] > at)))
    )


def _refused(file: str, sentence: str, line: int = 0) -> Refused:
    return Refused([Problem(file, line, "", sentence)])


def _kind(path: Path, file: str) -> str:
    if not zipfile.is_zipfile(path):
        begins = _begins(path)
        if begins == b"<":  # what old programs call .xls is often a page
            raise _refused(file, "this is a web page or XML; open it in a spreadsheet and save it as XLSX or CSV.")
        return "hsds" if begins in {b"{", b"["} else "csv"
    names = archives.names(path, file)
    if "[Content_Types].xml" in names and "workbook.xml" in names:
        if any(name.startswith(WITHIN) for name in names):
            raise _refused(file, "the workbook holds macros or other files; save it as XLSX without them.")
        return "xlsx"
    if names & hsds.SERVICES:
        return "hsds"
    raise _refused(file, "expected CSV, XLSX or an HSDS package (a ZIP with services.csv), found another archive.")


def _begins(path: Path) -> bytes:
    """The first sign that is no blank."""
    with path.open("rb") as data:
        return data.read(LOOKED_AT_BYTES).removeprefix(codecs.BOM_UTF8).lstrip()[:1]


def _encoding(path: Path, file: str) -> str:
    """The encoding of a text: by its byte-order mark, else UTF-8 if it is that throughout, else Windows-1252."""
    with path.open("rb") as data:
        if data.read(3).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            with path.open(encoding=encoding, newline="") as text:
                for part in iter(partial(text.read, 1 << 20), ""):
                    if CONTROL.search(part):
                        raise _refused(file, "this is not a text file; expected CSV, XLSX or an HSDS package.")
        except UnicodeDecodeError:
            continue
        return encoding
    raise _refused(file, "this is not a text file; expected CSV, XLSX or an HSDS package.")


def _lines(path: Path, file: str) -> Lines:
    """Each record of a CSV that is not blank, with the line it begins on (a quoted cell may span several)."""
    with path.open(encoding=_encoding(path, file), newline="") as text:
        try:
            first = text.readline()
            text.seek(0)
            reader = csv.reader(text, delimiter=max(DELIMITERS, key=first.count), strict=True)
            begins = 1
            for record in reader:
                if any(cell.strip() for cell in record):
                    yield begins, record
                begins = reader.line_num + 1
        except (csv.Error, UnicodeDecodeError) as error:
            raise _refused(file, f"expected a row of CSV, found a broken one ({error}).", begins) from error


def _at_most(file: str, rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise _refused(file, f"expected at most {MOST_ROWS:,} rows.", row.line)
        yield row


def _header(file: str, lines: Lines, score: Score) -> tuple[int, list[str]]:
    """(its line, the names of its columns): of the first rows the one that looks most like a header."""
    first = list(islice(_narrow(file, lines), LOOKED_AT))
    if not first:
        raise _refused(file, "the file is empty; expected a header and rows.")
    at, cells = max(first, key=lambda line: (score(line[1]), -line[0]))
    if score(cells) == 0:
        at, cells = next((line for line in first if sum(map(bool, line[1])) > 1), first[0])
    return at, _named(cells)


def _narrow(file: str, lines: Lines) -> Lines:
    """The same, refused at the first that is wider than any table of contacts, before anybody looks at its cells."""
    for line, cells in lines:
        if len(cells) > MOST_COLUMNS:
            raise _refused(file, f"expected at most {MOST_COLUMNS} columns, found {len(cells)}.", line)
        yield line, cells


def _named(cells: list[str]) -> list[str]:
    """Every column has a name of its own; one without heading is called by its letter."""
    names: list[str] = []
    for place, cell in enumerate(cells):
        name = plain = " ".join(cell.split())[:80] or f"Column {_letter(place)}"
        again = 1
        while name in names:
            again += 1
            name = f"{plain} ({again})"
        names.append(name)
    return names


def _letter(place: int) -> str:
    more, place = divmod(place, 26)
    return ("" if not more else _letter(more - 1)) + chr(ord("A") + place)


def _rows(file: str, header: list[str], lines: Lines) -> Iterator[Row]:
    for line, cells in lines:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise _refused(file, f"expected {len(header)} cells, found {len(cells)}.", line)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise _refused(file, f"a cell has more than {LONGEST_CELL:,} characters.", line)
        cells = [" ".join(cell.split()) for cell in cells] + [""] * (len(header) - len(cells))
        yield Row(line, dict(zip(header, cells, strict=False)))
