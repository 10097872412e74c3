"""PDF as lines, in the order in which the file writes them, which is the order of reading: columns one after the other,
a table row by row. PDFium finds the lines; where the words of one stand far apart, they stand in cells.

Compared with pypdf and pdfminer.six: pypdf's layout sets two columns side by side, pdfminer.six reads a table down its
columns, and both take seconds for what takes PDFium a tenth of one.
"""

import array
import ctypes
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw

from .model import MOST_CHARACTERS, MOST_PAGES, Document, Reason, Unreadable
from .pdf_links import asides

FAR = 1.5  # sizes of the letters between two words that stand in cells
INDENT = 20  # points by which lines of one paragraph begin apart
BROAD = 0.3  # of the width of its page that a paragraph has at least
SPACE = 0.4  # of the size of letters is the space between words, and what a letter leaves free around itself
LARGE = 1.15  # times the size of most lines is a heading
BULLETS = ("•", "●", "▪", "◦", "*")  # a dash begins lines of prose, too
MARKS = 2  # lines above and below the text of a page that may say what each page says
HYPHEN = "\x02\ufffe"  # how PDFium says that a word goes on on the next line

_LINE = re.compile(rf"[^\r\n{HYPHEN}]+[{HYPHEN}]?")
_PARTED = re.compile(r"\w-$|(?:https?://|www\.)$", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its edges, and where its first word ends; in points."""

    text: str
    left: float
    word: float
    right: float
    size: float  # of its letters
    spaced: bool  # a space stands behind it
    page_width: float


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


def _pages(document: pypdfium2.PdfDocument) -> Iterator[list[_Line]]:
    left = MOST_CHARACTERS
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            raise Unreadable(Reason.TOO_MUCH)
        yield list(_Reading(text, page.get_width(), asides(page, text)).lines())
        text.close()
        page.close()


class _Reading:
    """The text of one page. PDFium counts characters in halves where UTF-16 writes them in two."""

    def __init__(self, page: pypdfium2.PdfTextPage, width: float, asides: dict[int, str]) -> None:
        self.page, self.width, self.asides = page, width, asides
        self.edges = tuple(ctypes.c_double() for _ in range(4))  # left, right, bottom, top
        halves = array.array("H", page.get_text_range(errors="surrogatepass").encode("utf-16-le", "surrogatepass"))
        if len(halves) == page.count_chars():
            self.text = "".join(map(chr, halves))
        else:  # it leaves out what no letter is known for
            self.text = "".join(chr(raw.FPDFText_GetUnicode(page.raw, at)) for at in range(page.count_chars()))

    def lines(self) -> Iterator[_Line]:
        """The lines that are not blank."""
        for found in _LINE.finditer(self.text):
            begin, end = found.start(), found.start() + len(found.group().rstrip(" "))
            begin += len(found.group()) - len(found.group().lstrip(" "))
            if begin < end:
                word = self.text.find(" ", begin, end)
                edges = self._left(begin), self._right(word if word > 0 else end), self._right(end)
                size = raw.FPDFText_GetFontSize(self.page.raw, begin)
                spaced = found.group().endswith(" ")
                yield _Line(self._in_cells(begin, end), *edges, size, spaced, self.width)

    def _in_cells(self, begin: int, end: int) -> str:
        """[begin, end) of the text with a tab wherever the next word stands far away, and the addresses of links."""
        pieces, at = [], begin
        for space in re.finditer(" +", self.text[begin:end]):
            before, after = begin + space.start(), begin + space.end()
            gap = self._left(after) - self._right(before)
            if gap > FAR * raw.FPDFText_GetFontSize(self.page.raw, before - 1):
                pieces.append(self._with_links(at, before))
                at = after
        return "\t".join([*pieces, self._with_links(at, end)])

    def _with_links(self, begin: int, end: int) -> str:
        pieces = []
        for last in sorted(last for last in self.asides if begin <= last < end):
            pieces += [_whole(self.text[begin : last + 1]), self.asides[last]]
            begin = last + 1
        return "".join([*pieces, _whole(self.text[begin:end])])

    def _box(self, at: int) -> tuple[float, float]:
        left, right, bottom, top = self.edges
        raw.FPDFText_GetCharBox(self.page.raw, at, left, right, bottom, top)
        return left.value, right.value

    def _left(self, at: int) -> float:
        return self._box(at)[0]

    def _right(self, end: int) -> float:
        return self._box(end - 1)[1]


def _whole(halves: str) -> str:
    """Text again from its halves, a hyphen at its end again one."""
    hyphen = "-" if halves.endswith(tuple(HYPHEN)) else ""
    text = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROL.sub("", text) + hyphen


def _with_marks_once(pages: list[list[_Line]]) -> list[_Line]:
    """All lines; of what stands above or below the text of most pages and says the same, or counts them, those of the
    first such page: above all the text and below it."""
    seen: Counter[tuple[bool, str]] = Counter()
    for number, page in enumerate(pages, start=1):
        seen.update({(foot, _mark(line, number)) for foot, line in _margins(page)})
    marks = {mark for mark, times in seen.items() if times > 1 and times > len(pages) / 2}
    heads, text, feet = list[_Line](), list[_Line](), list[_Line]()
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


def _margins(page: list[_Line]) -> list[tuple[bool, _Line]]:
    """(whether it is below the text, line) of the outermost lines."""
    return [(False, line) for line in page[:MARKS]] + [(True, line) for line in page[max(MARKS, len(page) - MARKS) :]]


def _mark(line: _Line, page: int) -> str:
    return re.sub(rf"(?<!\d){page}(?!\d)", "#", line.text)


def _with_headings_apart(lines: list[_Line]) -> Iterator[_Line]:
    """All lines, with an empty one before each that is larger than most."""
    usual = statistics.median(line.size for line in lines) if lines else 0
    previous = usual
    for number, line in enumerate(lines):
        if number and line.size > LARGE * usual and previous != line.size:
            yield replace(line, text="", word=line.left, right=line.left)
        yield line
        previous = line.size


def _wrapped(lines: list[_Line]) -> dict[int, str]:
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


def _is_full(line: _Line, below: _Line, margin: float) -> bool:
    return (
        bool(line.text and below.text)
        and "\t" not in line.text
        and not below.text.startswith(BULLETS)
        and margin - line.left >= BROAD * line.page_width
        and line.right + SPACE * line.size + (below.word - below.left) > margin
    )


def _joint(line: _Line, *, keeps_spaces: bool) -> str:
    """Nothing behind a hyphen, where one word may have been parted, or two; and nothing within an address."""
    parted = _PARTED.search(line.text) or (keeps_spaces and not line.spaced)
    return "" if parted else " "
