"""A file's bytes as rows of a table. Whatever the bytes are, the only error is `Refused`."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from .problems import Problem, Refused

LARGEST = 10 * 1024 * 1024  # bytes; the starter directory has 0.3 MB
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")  # never in a text table; a database may refuse them
ENCODINGS = ("utf-8-sig", "cp1252")  # what spreadsheets write; a byte-order mark is dropped

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column, and the line of the file it begins on; `exact`: what an HSDS service says beside
    them (see `exact`)."""

    line: int
    cells: Cells
    exact: dict[str, Any] | None = None


def load(path: Path) -> bytes:
    """The bytes of a file that is there, is a file, and is not too large to be a table of contacts."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refused([_too_large(path.name)])
        return path.read_bytes()
    except OSError as error:
        raise Refused([Problem(path.name, 0, "", f"the file cannot be read ({error.strerror}).")]) from error


def table(file: str, data: bytes, columns: Collection[str], ignored: Collection[str] = ()) -> list[Row]:
    """The rows of a CSV file with exactly these columns, in any order; `file` is its name in sentences.

    Columns in `ignored` may be there and are dropped here, so that nothing further on can read them.
    """
    text = _text(file, data)
    lines = _records(file, text)
    try:
        _, header = next(lines)
    except StopIteration:
        raise Refused([Problem(file, 0, "", "the file is empty; expected a header and rows.")]) from None
    header = [name.strip() for name in header]
    _check_header(file, header, columns, ignored)
    return _rows(file, header, lines, set(columns))


def _too_large(file: str) -> Problem:
    return Problem(file, 0, "", f"the file is too large; expected at most {LARGEST // 1024**2} MB.")


def _text(file: str, data: bytes) -> str:
    if len(data) > LARGEST:
        raise Refused([_too_large(file)])
    for encoding in ENCODINGS:
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if not CONTROL.search(text):
                return text
    raise Refused([Problem(file, 0, "", "this is not a text file; expected CSV, saved as UTF-8.")])


def _records(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank, with the line it begins on (a quoted cell may span several)."""
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                yield begins, record
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Refused([Problem(file, begins, "", f"expected a row of CSV, found a broken one ({error}).")]) from error


def _check_header(file: str, header: list[str], columns: Collection[str], ignored: Collection[str]) -> None:
    known = {*columns, *ignored}
    missing = [(name, "the column is missing from the header.") for name in sorted(set(columns) - set(header))]
    unknown = [(name, _unknown_column(name, known)) for name in dict.fromkeys(header) if name not in known]
    twice = [(name, "the column stands twice in the header.") for name in sorted(known) if header.count(name) > 1]
    if wrong := [*missing, *unknown, *twice]:
        raise Refused(Problem(file, 1, name[:60], sentence) for name, sentence in wrong)


def _unknown_column(name: str, known: Collection[str]) -> str:
    near = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=65)
    return "the header has a column that is not known" + (f"; did you mean {near[0]}?" if near else ".")


def _rows(file: str, header: list[str], lines: Iterator[tuple[int, list[str]]], wanted: set[str]) -> list[Row]:
    rows, problems = [], []
    for line, record in lines:
        if len(record) == len(header):
            cells = {name: " ".join(cell.split()) for name, cell in zip(header, record, strict=True)}
            rows.append(Row(line, {name: cells[name] for name in cells if name in wanted}))
        else:
            problems.append(Problem(file, line, "", f"expected {len(header)} cells, found {len(record)}."))
    if not rows and not problems:
        problems.append(Problem(file, 0, "", "the file has a header and no rows."))
    if problems:
        raise Refused(problems)
    return rows
