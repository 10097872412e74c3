"""PDF as lines, in the order in which the file writes them, which is the order of reading: columns one after the other,
a table row by row. PDFium finds the lines; where the words of one stand far apart, they stand in cells.

Compared with pypdf and pdfminer.six: pypdf's layout sets two columns side by side, pdfminer.six reads a table down its
columns, and they take six and sixteen times as long.
"""

import array
import ctypes
import itertools
import math
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pypdfium2
from pypdfium2 import raw

from .model import MOST_CHARACTERS, MOST_PAGES, Document, Reason, Unreadable
from .pdf_links import asides
from .pdf_rows import INDENT, PARTED, Line, rows

FAR = 1.5  # sizes of the letters between two words that stand in cells
BROAD = 0.3  # of the width of its page that a paragraph has at least
SPACE = 0.6  # of the size of letters is the space between words, and what a letter leaves free around itself
LARGE = 1.15  # times the size of most lines is a heading
BULLETS = ("•", "●", "▪", "◦", "*")  # a dash begins lines of prose, too
MARKS = 2  # lines above and below the text of a page that may say what each page says
HYPHEN = "\x02\ufffe"  # how PDFium says that a word goes on on the next line

Box = tuple[float, float, float, float]  # left, right, bottom, top

_LINE = re.compile(rf"[^\r\n{HYPHEN}]+[{HYPHEN}]?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def read(data: bytes, allow: Callable[[int], None]) -> Document:
    """The text of a PDF; `allow` is told how many pages it has. Raises Unreadable."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            count = len(document)
            if count > MOST_PAGES:
                raise Unreadable(Reason.PAGES)
            allow(count)
            lines = list(_with_headings_apart(_with_marks_once(list(_pages(document)))))
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == raw.FPDF_ERR_PASSWORD
        raise Unreadable(Reason.LOCKED if locked else Reason.BROKEN) from error
    return Document("\n".join(line.text for line in lines), "pdf", count, _wrapped(lines))


def _pages(document: pypdfium2.PdfDocument) -> Iterator[list[Line]]:
    left, columns = MOST_CHARACTERS, 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            raise Unreadable(Reason.TOO_MUCH)
        lines = list(_Reading(text, page.get_width(), asides(page, text)).lines())
        columns = max([columns, *map(len, lines)])
        yield list(rows(lines, columns))
        text.close()
        page.close()


class _Reading:
    """The text of one page. PDFium counts characters in halves where UTF-16 writes them in two."""

    def __init__(self, page: pypdfium2.PdfTextPage, width: float, asides: dict[int, str]) -> None:
        self.page, self.width, self.asides = page, width, asides
        self.matrix = raw.FS_MATRIX()
        self.edges = tuple(ctypes.c_double() for _ in range(4))  # left, right, bottom, top
        halves = array.array("H", page.get_text_range(errors="surrogatepass").encode("utf-16-le", "surrogatepass"))
        if len(halves) == page.count_chars():
            self.text = "".join(map(chr, halves))
        else:  # it leaves out what no letter is known for
            self.text = "".join(chr(raw.FPDFText_GetUnicode(page.raw, at)) for at in range(page.count_chars()))

    def lines(self) -> Iterator[list[Line]]:
        """The lines that are not blank, each in the pieces that stand apart."""
        for found in _LINE.finditer(self.text):
            begin, end = found.start(), found.start() + len(found.group().rstrip(" "))
            begin += len(found.group()) - len(found.group().lstrip(" "))
            if begin < end:
                spaced = found.group().endswith(" ")
                yield [self._piece(*piece, spaced=spaced) for piece in self._parted(begin, end, self._size(begin))]

    def _parted(self, begin: int, end: int, size: float) -> Iterator[tuple[int, int]]:
        """[begin, end) of the text, parted wherever the next word stands far away."""
        at = begin
        for space in re.finditer(" +", self.text[begin:end]):
            before, after = begin + space.start(), begin + space.end()
            if self._box(after)[0] - self._box(before - 1)[1] > FAR * size:
                yield at, before
                at = after
        yield at, end

    def _piece(self, begin: int, end: int, *, spaced: bool) -> Line:
        word = self.text.find(" ", begin, end)
        left, _, bottom, top = self._box(begin)
        return Line(
            self._with_links(begin, end), left, self._box((word if word > 0 else end) - 1)[1], self._box(end - 1)[1],
            bottom, top, self._size(begin), spaced, self.width,
        )  # fmt: skip

    def _with_links(self, begin: int, end: int) -> str:
        pieces = []
        for last in sorted(last for last in self.asides if begin <= last < end):
            pieces += [_whole(self.text[begin : last + 1]), self.asides[last]]
            begin = last + 1
        return "".join([*pieces, _whole(self.text[begin:end])])

    def _box(self, at: int) -> Box:
        left, right, bottom, top = self.edges
        raw.FPDFText_GetCharBox(self.page.raw, at, left, right, bottom, top)
        return left.value, right.value, bottom.value, top.value

    def _size(self, at: int) -> float:
        """As it is printed: a page may be drawn larger or smaller, down to letters of one point."""
        raw.FPDFText_GetMatrix(self.page.raw, at, self.matrix)
        return float(raw.FPDFText_GetFontSize(self.page.raw, at)) * math.hypot(self.matrix.b, self.matrix.d)


def _whole(halves: str) -> str:
    """Text again from its halves, a hyphen at its end again one."""
    hyphen = "-" if halves.endswith(tuple(HYPHEN)) else ""
    text = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROL.sub("", text) + hyphen


def _with_marks_once(pages: list[list[Line]]) -> list[Line]:
    """All lines; of what stands above or below the text of most pages and says the same, or counts them, those of the
    first such page: above all the text and below it."""
    seen: Counter[tuple[bool, str]] = Counter()
    for number, page in enumerate(pages, start=1):
        seen.update({(foot, _mark(line, number)) for foot, line in _margins(page)})
    marks = {mark for mark, times in seen.items() if times > 1 and times > len(pages) / 2}
    heads, text, feet = list[Line](), list[Line](), list[Line]()
    told: set[tuple[bool, str]] = set()
    for number, page in enumerate(pages, start=1):
        gone = set()
        for foot, line in _margins(page):
            mark = foot, _mark(line, number)
            if mark in marks:
                gone.add(id(line))
                if mark not in told:
                    (feet if foot else heads).append(line)
                told.add(mark)
        text += [line for line in page if id(line) not in gone]
    return [*heads, *text, *feet]


def _margins(page: list[Line]) -> list[tuple[bool, Line]]:
    """(whether it is below the text, line) of the outermost lines."""
    return [(False, line) for line in page[:MARKS]] + [(True, line) for line in page[max(MARKS, len(page) - MARKS) :]]


def _mark(line: Line, page: int) -> str:
    return re.sub(rf"(?<!\d){page}(?!\d)", "#", line.text)


def _with_headings_apart(lines: list[Line]) -> Iterator[Line]:
    """All lines, with an empty one before each that is larger than most."""
    usual = statistics.median(line.size for line in lines) if lines else 0
    previous = usual
    for number, line in enumerate(lines):
        if number and line.size > LARGE * usual and previous != line.size:
            yield replace(line, text="", word=line.left, right=line.left)
        yield line
        previous = line.size


def _wrapped(lines: list[Line]) -> dict[int, str]:
    """Lines behind which the next one's first word had no place, each with what stood between the two."""
    margins: dict[int, float] = {}
    for line in lines:
        for near in (-1, 0, 1):
            place = round(line.left / INDENT) + near
            margins[place] = max(margins.get(place, 0), line.right)
    full = [
        (number, line)
        for number, (line, below) in enumerate(itertools.pairwise(lines))
        if _is_full(line, below, margins[round(line.left / INDENT)])
    ]
    keeps_spaces = any(line.spaced for _, line in full)  # at the end of a line; not every program does
    return {number: _joint(line, keeps_spaces=keeps_spaces) for number, line in full}


def _is_full(line: Line, below: Line, margin: float) -> bool:
    return (
        bool(line.text and below.text)
        and "\t" not in line.text
        and not below.text.startswith(BULLETS)
        and margin - line.left >= BROAD * line.page_width
        and line.right + SPACE * line.size + (below.word - below.left) > margin
    )


def _joint(line: Line, *, keeps_spaces: bool) -> str:
    """Nothing behind a hyphen, where one word may have been parted, or two; and nothing within an address."""
    parted = PARTED.search(line.text) or (keeps_spaces and not line.spaced)
    return "" if parted else " "
