"""What each line of the file is: header, question, label, reply, blank, footer, or without a place.

Nothing depends on a fixed line number: four layouts of the header are known, blank lines come and go.
"""

import re
from dataclasses import dataclass
from datetime import date

from forum.transcripts.model import Segment, TranscriptError, Unplaced

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
HOSTS_AND_DATE = re.compile(
    r"(?P<hosts>\S.*?)[ \xa0]+[-–][ \xa0]+(?P<date>(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2}))[ \xa0]*"
)
LABEL = re.compile(r"(?P<n>\d{1,4})\.(?:\xa0| (?= )|\xa0? )[ \xa0]*(?P<author>\S.{0,59}?)[ \xa0]*")
GREETING = re.compile(r"\.[ \xa0]{2,}(?P<author>\S.{0,59}?)[ \xa0]*")
WEB_ADDRESS = re.compile(r"[ \xa0]*(?:https?://|www\.)\S+[ \xa0]*", re.IGNORECASE)
FOOTER = re.compile(r"[ \xa0]*return to discussion[ \xa0]*", re.IGNORECASE)
HEADER_LINES = 40  # the line with hosts and date stands within these
BLANK = " \t\xa0\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number, where it stands, and its text without the line end."""

    number: int
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip(BLANK)


@dataclass(frozen=True, slots=True)
class Header:
    title: str
    hosts: tuple[str, ...]
    date: date
    date_as_printed: str
    source_url: str
    lines: int  # how many lines of the file it takes


@dataclass(slots=True)
class RawPost:
    """A question (`n` is None) or a reply with its label, and the stretch of its text."""

    n: int | None
    author: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    header: Header
    posts: tuple[RawPost, ...]
    segments: tuple[Segment, ...]
    unplaced: tuple[Unplaced, ...]


def lines_of(text: str) -> list[Line]:
    """The lines of a text, whatever ends them."""
    found = [match for match in LINE.finditer(text) if match.group() or match.start() == 0]
    return [Line(n, m.start(), m.end(), m.group().rstrip("\r\n")) for n, m in enumerate(found, 1)]


def read_layout(text: str) -> Layout:
    """Give every line its place. Raises TranscriptError where the file is no transcript or is cut."""
    lines = lines_of(text)
    header = _header(lines)
    reading = _Reading(lines, header.lines)
    reading.run()
    return Layout(header, tuple(reading.posts), tuple(_joined(reading.kinds, lines)), tuple(reading.unplaced))


def _header(lines: list[Line]) -> Header:
    for index, line in enumerate(lines[:HEADER_LINES]):
        if match := HOSTS_AND_DATE.fullmatch(line.text):
            before = [one.text.strip(BLANK) for one in lines[:index] if not one.blank]
            if not before:
                raise TranscriptError("Expected the title above the hosts and the date; there is none.", line.number)
            url = _address_below(lines, index)
            return Header(before[-1], _hosts(match["hosts"]), _date(match, line), match["date"], *url)
    raise TranscriptError(
        "This is no forum transcript: expected a line such as “Jane Doe, John Roe  -  2015/1/21” near the top."
    )


def _address_below(lines: list[Line], index: int) -> tuple[str, int]:
    """(web address on the first line below the hosts or nothing, number of header lines)."""
    below = next((n for n in range(index + 1, len(lines)) if not lines[n].blank), None)
    if below is not None and WEB_ADDRESS.fullmatch(lines[below].text):
        return lines[below].text.strip(BLANK), below + 1
    return "", index + 1


def _hosts(printed: str) -> tuple[str, ...]:
    names = [name.strip(BLANK) for name in printed.split(",")]
    return tuple(name for name in names if name)


def _date(match: re.Match[str], line: Line) -> date:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        raise TranscriptError(f"There is no such date as {match['date']}.", line.number) from None


class _Reading:
    """Goes through the lines below the header once; `kinds[i]` says what line i is."""

    def __init__(self, lines: list[Line], header_lines: int) -> None:
        self.lines = lines
        self.kinds = ["header"] * header_lines
        self.posts: list[RawPost] = []
        self.unplaced: list[Unplaced] = []
        self.open: RawPost | None = None  # a reply whose label was read and whose text may follow
        self.next_number = self._next_numbers()

    def _next_numbers(self) -> list[int | None]:
        """For each line, the number on the next label below it."""
        numbers: list[int | None] = []
        following: int | None = None
        for line in reversed(self.lines):
            numbers.append(following)
            if match := LABEL.fullmatch(line.text):
                following = int(match["n"])
        return numbers[::-1]

    def run(self) -> None:
        for index in range(len(self.kinds), len(self.lines)):
            self.kinds.append(self._place(self.lines[index], self.next_number[index]))
        self._must_be_whole()

    def _place(self, line: Line, next_number: int | None) -> str:
        if line.blank:
            return "blank"
        if FOOTER.fullmatch(line.text):
            self.open = None
            return "footer"
        if match := LABEL.fullmatch(line.text):
            return self._label(match, line)
        if GREETING.fullmatch(line.text) and not self.posts:
            return self._not_placed(line)
        return self._text(line, next_number)

    def _label(self, match: re.Match[str], line: Line) -> str:
        self._must_have_text()
        if not self.posts:
            return self._not_placed(line)
        self.open = RawPost(int(match["n"]), match["author"], line.number, 0, 0)
        self.posts.append(self.open)
        return "label"

    def _text(self, line: Line, next_number: int | None) -> str:
        indented = line.text[0] in " \xa0"
        if self.open is not None and (indented or self._goes_on(next_number)):
            start = line.start + (1 if indented and not self.open.end else 0)
            self.open.start = self.open.start if self.open.end else start
            self.open.end = line.start + len(line.text)
            return "reply"
        if indented or next_number is None:
            return self._not_placed(line)
        return self._question(line)

    def _goes_on(self, next_number: int | None) -> bool:
        """A line at the margin belongs to the reply above if that has no text yet, or if the next label counts on."""
        return self.open is not None and (not self.open.end or next_number == (self.open.n or 0) + 1)

    def _question(self, line: Line) -> str:
        latest = self.posts[-1] if self.posts else None
        if latest is not None and latest.n is None and self.kinds[-1] == "question":
            latest.end = line.start + len(line.text)  # a second paragraph
            return "question"
        self.open = None
        self.posts.append(RawPost(None, "", line.number, line.start, line.start + len(line.text)))
        return "question"

    def _not_placed(self, line: Line) -> str:
        self.unplaced.append(Unplaced(line.number, line.text))
        return "unplaced"

    def _must_have_text(self) -> None:
        if self.open is not None and not self.open.end:
            raise TranscriptError(
                f"The reply of {self.open.author} has no text: the file is cut or damaged.", self.open.line
            )

    def _must_be_whole(self) -> None:
        self._must_have_text()
        if not any(post.n is not None for post in self.posts):
            raise TranscriptError(
                "This is no forum transcript: expected questions with numbered replies such as “1.  Jane Doe”."
            )


def _joined(kinds: list[str], lines: list[Line]) -> list[Segment]:
    segments: list[Segment] = []
    for kind, line in zip(kinds, lines, strict=True):
        if segments and segments[-1].kind == kind:
            segments[-1] = Segment(segments[-1].start, line.end, kind)
        elif line.end > line.start:
            segments.append(Segment(line.start, line.end, kind))
    return segments
