"""From a file's bytes to its lines, without losing a byte on the way."""

import re
from dataclasses import dataclass

from referrals import documents
from referrals.documents import Decoded

from .thread import TranscriptError

MAX_BYTES = 60_000_000
MAX_LINES = 500_000

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_NEWLINE_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its line end: `file[start:end]`; the next one starts at `stop`."""

    number: int
    start: int
    end: int
    stop: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()

    @property
    def indented(self) -> bool:
        return self.text[:1] in {" ", "\t", "\N{NO-BREAK SPACE}"}


def decode(source: bytes) -> Decoded:
    """Read bytes as UTF-8, UTF-16 (with its byte-order mark) or Windows-1252, in this order.

    Raises TranscriptError for a file that is empty, too large or not text.
    """
    if len(source) > MAX_BYTES:
        raise TranscriptError(f"Expected at most {MAX_BYTES:,} bytes, found {len(source):,}.")
    try:
        decoded = documents.decode(source)
    except documents.Unreadable as error:
        raise TranscriptError("Expected UTF-16 after its byte-order mark, found half a character.") from error
    if "\0" in decoded.text:
        line = 1 + len(_line_ends(decoded.text[: decoded.text.index("\0")]))
        raise TranscriptError("Expected text, found a binary file (it holds NUL characters).", line)
    if not decoded.text.strip():
        raise TranscriptError("Expected a transcript, found an empty file.")
    return decoded


def split_lines(text: str) -> list[Line]:
    """Split at CR LF, CR and LF only: str.splitlines would also split at characters inside a post.

    Raises TranscriptError above MAX_LINES, before memory is spent on them.
    """
    ends = text.count("\n") + text.count("\r") - text.count("\r\n")
    if ends > MAX_LINES:
        raise TranscriptError(f"Expected at most {MAX_LINES:,} lines, found {ends:,}.")
    matches = (match for match in _LINE.finditer(text) if match.group())
    return [
        Line(number, match.start(), match.end(1), match.end(), match.group(1))
        for number, match in enumerate(matches, 1)
    ]


def newline_name(text: str) -> str:
    """Name the line ends: LF, CRLF, CR, mixed, or nothing for a single line."""
    names = sorted({_NEWLINE_NAMES[end] for end in _line_ends(text)})
    return "mixed" if len(names) > 1 else "".join(names)


def _line_ends(text: str) -> list[str]:
    return re.findall(r"\r\n|\r|\n", text)
