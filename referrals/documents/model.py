"""What a file says, and why one cannot be read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Kind = Literal["text", "html", "pdf", "docx"]

LARGEST = 10 * 1024 * 1024  # bytes of a file
MOST_CHARACTERS = 2_000_000  # of its text
MOST_PAGES = 300
MOST_UNPACKED = 40 * 1024 * 1024  # bytes, of the parts of a DOCX that are read
DEEPEST = 400  # elements within each other; a page of a word processor has a dozen, one of the web a few dozen


class Reason(StrEnum):
    """Why a file is refused. Sentences for people are in `referrals.unread`."""

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


class Unreadable(ValueError):
    """A file that is not read, and why. The only error of this package."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file. `pages` is known of a PDF, and so are the lines (from 0) that it broke only because they
    reached its margin, each with what stood there before: a space or nothing."""

    text: str
    kind: Kind
    pages: int | None = None
    wrapped: Mapping[int, str] = field(default_factory=dict)

    def unwrapped(self, apart: Collection[int] = ()) -> str:
        """The text with those lines joined again, but for some that are to stay apart from the next."""
        joints = {number: joint for number, joint in self.wrapped.items() if number not in apart}
        lines = enumerate(self.text.split("\n"))
        return "".join(line + joints.get(number, "\n") for number, line in lines).removesuffix("\n")
