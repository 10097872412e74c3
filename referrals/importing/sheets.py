"""XLSX: the first sheet that holds anything, cell by cell as text. What is computed counts by its last result."""

import datetime
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from .problems import Problem, Refused

# Whatever openpyxl stumbles over in a file that no spreadsheet wrote: it has no error of its own for most of it.
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, ArithmeticError, AttributeError, EOFError,
    LookupError, NotImplementedError, OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip


def lines(path: Path, file: str) -> Iterator[tuple[int, list[str]]]:
    """(number, cells) of each row that is not blank; a row of merged cells has its text in the first."""
    with path.open("rb") as data:
        try:
            book = openpyxl.load_workbook(data, read_only=True, data_only=True, keep_links=False)
            yield from next(filter(None, map(_of_sheet, book.worksheets)), iter(()))
        except BROKEN as error:
            raise Refused([Problem(file, 0, "", "the spreadsheet cannot be read; save it anew as XLSX.")]) from error


def _of_sheet(sheet: Any) -> Iterator[tuple[int, list[str]]] | None:
    """Its rows that are not blank; None if there is none."""
    texts = (
        (number, [text(cell) for cell in cells])
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
    )
    rows = ((number, _without_end(cells)) for number, cells in texts if any(cells))
    first = next(rows, None)
    return None if first is None else chain([first], rows)


def _without_end(texts: list[str]) -> list[str]:
    """Without the empty cells behind the last one: a formatted column reaches to the end of the sheet."""
    while texts and not texts[-1]:
        texts.pop()
    return texts


def text(value: Any) -> str:
    """A cell as a person would type it: a phone or ZIP code kept as a number has no decimals, a day no time of day."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
    written = str(value).strip()
    return "" if written.startswith("#") and written.rstrip("!?/A0").isupper() else written  # #N/A, #REF!
