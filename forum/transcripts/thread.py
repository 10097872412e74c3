"""What a forum transcript says, as values: nothing here knows how a file is laid out.

Every `start` and `end` counts code points of `Thread.text` (the decoded file, line ends untouched),
end exclusive; every `line` counts from 1.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

Role = Literal["host", "participant"]
Kind = Literal["header", "greeting", "question", "label", "text", "blank", "footer", "unplaced"]


class TranscriptError(ValueError):
    """A file that is no transcript: one sentence, and the line it is about where there is one."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line

    def __str__(self) -> str:
        return self.message if self.line is None else f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Host:
    """A host as the header names them, with the labels their posts are printed under."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Greeting:
    """A post without a number (`.  Name`), which hosts write before the first question."""

    author: str
    role: Role
    hosts: tuple[str, ...]
    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A numbered post under a question.

    `hosts` are the header's names behind the label: none for a participant and for a host of whom only
    the role is known, two where two hosts share a label. `line` is the label's line. `text` is the post
    without its one leading space. `part` and `series` stand on posts of one long answer (`part` also on
    a part whose others are lost); the message proper begins at `text[body_start]`, behind the marker.
    """

    n: int
    author: str
    role: Role
    hosts: tuple[str, ...]
    text: str
    line: int
    start: int
    end: int
    part: int | None
    series: int | None
    body_start: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its replies as printed (newest first) and, as reply numbers, in reading order.

    `thread` lists everybody's posts oldest first, one tuple per answer or comment, the parts of a series
    together at the place of its first part; `answers` is the same without the participants.
    """

    n: int
    text: str
    line: int
    start: int
    end: int
    replies: tuple[Reply, ...]
    answers: tuple[tuple[int, ...], ...]
    thread: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line that belongs to nothing the parser knows; kept for a person to look at."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the file and what it was read as; a thread's segments are the whole file, in order."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Thread:
    """One session of the forum. `bom + text.encode(encoding)` are the bytes it was read from."""

    name: str
    title: str
    hosts: tuple[Host, ...]
    date: datetime.date
    date_as_printed: str
    source_url: str
    topic_id: str
    questions: tuple[Question, ...]
    greetings: tuple[Greeting, ...]
    unplaced: tuple[Unplaced, ...]
    segments: tuple[Segment, ...]
    text: str
    encoding: str
    bom: bytes
    newline: str
    sha256: str
