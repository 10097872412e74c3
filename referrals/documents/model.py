"""What a file says, and why one cannot be read."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["text", "html", "pdf", "docx"]

LARGEST = 10 * 1024 * 1024  # bytes of a file
MOST_CHARACTERS = 2_000_000  # of its text
MOST_PAGES = 300
MOST_UNPACKED = 40 * 1024 * 1024  # bytes, of the parts of a DOCX that are read
DEEPEST = 400  # elements within each other; a page of a word processor has a dozen, one of the web a few dozen

_HYPHEN = re.compile(r"\w-$")


class Reason(StrEnum):
    """Why a file is refused. Whoever shows it has a sentence for each."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_MUCH = "too much"
    TOO_LONG = "too long"
    PAGES = "pages"
    DEEP = "deep"
    LOCKED = "locked"
    SCANNED = "scanned"
    BROKEN = "broken"
    PICTURE = "picture"
    OLD_WORD = "old word"
    SPREADSHEET = "spreadsheet"
    OTHER_OFFICE = "other office"
    ARCHIVE = "archive"
    BINARY = "binary"


SENTENCES = {
    Reason.EMPTY: "There is no text in the file.",
    Reason.TOO_LARGE: f"The file is too large; at most {LARGEST // 1024**2} MB. Save the part you need as a file.",
    Reason.TOO_MUCH: "There is too much in the file. Save the part you need as a file.",
    Reason.TOO_LONG: "The file takes too long to read. Save the part you need as a file, or as plain text.",
    Reason.PAGES: f"The PDF has too many pages; at most {MOST_PAGES}. Save those you need as a file.",
    Reason.DEEP: "The parts of the file are nested too deep. Copy its text and save that.",
    Reason.LOCKED: "The PDF is locked with a password. Open it and save it without one.",
    Reason.SCANNED: "The PDF holds pictures of pages and no text. Run text recognition (OCR) on it first, or type what "
    "you need.",
    Reason.BROKEN: "The file is damaged and cannot be read. Open it and save it anew.",
    Reason.PICTURE: "This is a picture. Type what you need of it, or run text recognition (OCR) on it.",
    Reason.OLD_WORD: "This is a file of an old office program, or one with a password. Save it without one as DOCX or "
    "PDF.",
    Reason.SPREADSHEET: "This is a spreadsheet. Import it as a list, or save it as PDF.",
    Reason.OTHER_OFFICE: "This kind of document is not read. Save it as DOCX or PDF.",
    Reason.ARCHIVE: "This is an archive. Unpack it, and choose a file in it.",
    Reason.BINARY: "This is neither text nor HTML, PDF or DOCX. Save it as one of them.",
}


class Unreadable(ValueError):
    """A file that is not read, with the reason; as text, what to do about it. The only error of this package."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(SENTENCES[reason])
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file. `pages` is known of a PDF; `wrapped` are the lines (from 0) that a PDF broke only because
    they reached its margin."""

    text: str
    kind: Kind
    pages: int | None = None
    wrapped: frozenset[int] = frozenset()

    def unwrapped(self, apart: Collection[int] = ()) -> str:
        """The text with lines joined again that were broken at a margin, but for those that are to stay apart from the
        next."""
        lines, pieces = self.text.split("\n"), []
        for number, line in enumerate(lines):
            pieces.append(line)
            if number not in self.wrapped or number in apart:
                pieces.append("\n")
            elif not _HYPHEN.search(line):  # where one stands, it may be one word that was parted, or two
                pieces.append(" ")
        return "".join(pieces).removesuffix("\n")
