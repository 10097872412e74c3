"""Puts together the lines of a text as its parts come: each paragraph, item and row of a table one line."""

import re
from dataclasses import dataclass, field

from .model import MOST_CHARACTERS, Reason, Unreadable

ITEM = "• "
MOST_BLANK = 2  # lines in a row
MOST_IN_CELL = 3  # lines; a row with a longer cell is no row but a page that was laid out with a table

_SPACES = re.compile(r"[ \t\r\n\f]+")  # not the no-break space: whoever wrote it meant it
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(slots=True)
class _Table:
    """A table that is being read: the rows before this one are lines already."""

    cells: list[list[str]] | None = None  # of the row that is open


@dataclass(slots=True)
class Lines:
    """The lines so far. What is open is closed by what cannot stand in it, as in the files that people have."""

    length: int = 0
    _pages: list[list[str]] = field(default_factory=lambda: [[]])  # the page, and each open cell in another
    _tables: list[_Table] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)  # pieces of the line that is being written
    _prefix: str = ""

    def add(self, text: str, *, as_it_is: bool = False) -> None:
        """Text in the line; its spaces count as one unless it is taken as it is."""
        self.length += len(text)
        if self.length > MOST_CHARACTERS:
            raise Unreadable(Reason.TOO_MUCH)
        text = _CONTROL.sub("", text) if as_it_is else _CONTROL.sub("", _SPACES.sub(" ", text))
        if not as_it_is and (not self._open or self._open[-1].endswith((" ", "\t"))):
            text = text.lstrip(" ")
        if text:
            self._open.append(text)

    def end(self) -> None:
        """The line ends, if there is one."""
        line = "".join(self._open).rstrip(" \t")
        self._open.clear()
        if line:
            self._pages[-1].append(self._prefix + line)
            self._prefix = ""

    def broken(self) -> None:
        """The line ends, even if nothing stands in it."""
        if self._open:
            self.end()
        else:
            self.blank()

    def blank(self) -> None:
        """An empty line follows, unless there are enough."""
        self.end()
        lines = self._pages[-1]
        if lines and any(lines[-MOST_BLANK:]):
            lines.append("")

    def heading(self) -> None:
        """A line of its own begins, with an empty one before it."""
        self.end()
        if self._pages[-1] and self._pages[-1][-1]:
            self.blank()

    def item(self) -> None:
        """An item of a list begins."""
        self.end()
        self._prefix = ITEM

    def end_item(self) -> None:
        """An item ends, even if nothing stood in it."""
        self.end()
        self._prefix = ""

    def table(self) -> None:
        """A table begins, perhaps in a cell of another."""
        self.end()
        self._tables.append(_Table())

    def row(self) -> None:
        """A row begins."""
        self.end_row()
        if self._tables:
            self._tables[-1].cells = []

    def cell(self) -> None:
        """A cell begins."""
        self.end()
        if not self._tables:
            return
        table = self._tables[-1]
        if table.cells is None:
            table.cells = []
        elif table.cells:
            self._pages.pop()
        table.cells.append([])
        self._pages.append(table.cells[-1])

    def end_row(self) -> None:
        """A row ends."""
        self.end()
        if not self._tables or self._tables[-1].cells is None:
            return
        cells, self._tables[-1].cells = self._tables[-1].cells, None
        if not cells:
            return
        self._pages.pop()
        if len(cells) == 1 or any(sum(map(bool, cell)) > MOST_IN_CELL for cell in cells):
            self._pages[-1] += [line for cell in cells for line in cell]
        elif row := "\t".join(_in_one(cell) for cell in cells).rstrip("\t"):
            self._pages[-1].append(row)

    def end_table(self) -> None:
        """A table ends."""
        self.end_row()
        if self._tables:
            self._tables.pop()

    def text(self) -> str:
        """All of it, each line once."""
        self.end()
        while self._tables:
            self.end_table()
        return "\n".join(self._pages[0]).strip("\n")


def _in_one(cell: list[str]) -> str:
    return " ".join(filter(None, cell)).replace("\t", " ")
