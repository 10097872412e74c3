"""Rows of tables in a PDF, which knows of none: pieces of lines that stand beside each other, perhaps several high."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

INDENT = 20  # points by which lines of one paragraph begin apart
MOST_IN_CELL = 12  # lines; beyond that it is a column of a page
NEAR = 1.75  # sizes of the letters from a line to the next of its paragraph
PARTED = re.compile(r"\w-$|(?:https?://|www\.)$", re.IGNORECASE)  # goes on behind its line without a space


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a piece of one, with its edges and where its first word ends; in points."""

    text: str
    left: float
    word: float
    right: float
    bottom: float
    top: float
    size: float  # of its letters
    spaced: bool  # a space stands behind it
    page_width: float


def rows(lines: Iterable[list[Line]], columns: int) -> Iterator[Line]:
    """The lines of a page, each given in its pieces, with every row of a table as one, tabs between its cells.

    Cells of several lines are a row only where one line was seen to have as many pieces (`columns`).
    """
    row: list[list[Line]] = []
    for piece in itertools.chain.from_iterable(lines):
        if row and _goes_on(row[-1], piece):
            row[-1].append(piece)
            continue
        if row and not _is_beside(row, piece):
            yield from _told(row, columns)
            row = []
        row.append([piece])
    if row:
        yield from _told(row, columns)


def _goes_on(cell: list[Line], piece: Line) -> bool:
    """Whether it stands right below the cell so far."""
    last = cell[-1]
    alike = abs(piece.size - last.size) < last.size / 20 and abs(piece.left - cell[0].left) <= INDENT
    return alike and last.size / 2 < last.bottom - piece.bottom < NEAR * last.size


def _is_beside(row: list[list[Line]], piece: Line) -> bool:
    right = max(line.right for line in row[-1])
    lowest = min(line.bottom for cell in row for line in cell)
    highest = max(line.top for cell in row for line in cell)
    return piece.left >= right and piece.bottom < highest and piece.top > lowest


def _told(row: list[list[Line]], columns: int) -> Iterator[Line]:
    cells = len(row)
    if cells == 1 or any(len(cell) > MOST_IN_CELL for cell in row) or (cells > columns and _is_tall(row)):
        yield from (line for cell in row for line in cell)
    else:
        text = "\t".join(_in_one(cell) for cell in row)
        yield replace(row[0][0], text=text, right=row[-1][-1].right)


def _is_tall(row: list[list[Line]]) -> bool:
    return any(len(cell) > 1 for cell in row)


def _in_one(cell: list[Line]) -> str:
    joined = "".join(line.text + ("" if PARTED.search(line.text) else " ") for line in cell)
    return joined.strip()
