"""What a transcript holds. Offsets are code points of the decoded file, [start, end); lines count from 1."""

from dataclasses import dataclass
from datetime import date


class TranscriptError(ValueError):
    """The file is no transcript that can be read; says in one sentence what was expected and found."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(f"Line {line}: {message}" if line else message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Host:
    """A practitioner who led the session, and the labels under which the posts stand ("S Going")."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One post under a question. `text` is the line without the one space it begins with.

    `part` is its place in a series, printed ("Part 2:") or understood ("Cont'd"); `series` counts the series
    of a question; the message proper begins at `body_start`, behind its marker.
    """

    n: int
    author: str
    role: str  # host or participant
    host: str  # the host's name, or nothing
    text: str
    line: int
    start: int
    end: int
    body_start: int = 0
    series: int | None = None
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`replies` as printed, newest first. `thread`: numbers of replies, turn by turn in reading order;
    `answers`: the same of hosts alone."""

    n: int
    text: str
    line: int
    start: int
    end: int
    replies: tuple[Reply, ...]
    answers: tuple[tuple[int, ...], ...]
    thread: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """What a stretch of the file is. All segments together are the whole file."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line that found no place: shown to a curator, never dropped."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One session. `encoding` encodes the joined segments back to the file's very bytes."""

    title: str
    hosts: tuple[Host, ...]
    date: date
    date_as_printed: str
    source_url: str
    encoding: str
    sha256: str
    questions: tuple[Question, ...]
    segments: tuple[Segment, ...]
    unplaced: tuple[Unplaced, ...]
