"""The top of a transcript: heading, title, `Hosts  -  Y/M/D`, web address; the last three in all layouts."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .decoding import Line
from .thread import Kind, TranscriptError

SEARCHED_LINES = 30  # the date stands on line 2, 4 or so; further down it would be somebody's post
LONGEST_LINE = 500

_DATE = re.compile(r"^(?P<hosts>.*)[-–—]\s*(?P<date>(\d{4})/(\d{1,2})/(\d{1,2}))$")
_TOPIC_ID = re.compile(r"[?&]Topic_ID=(\w+)", re.IGNORECASE)
# What follows a host's name behind a comma and is no further host: "Jr.", "III", "MSW", "Ph.D."
_SUFFIX = re.compile(r"(?:[JS]r|Esq|PhD|PsyD|EdD)\.?|[A-Z]{2,6}|(?:[A-Z][a-z]?\.){2,}|Ph\.? ?D\.?")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says, and the kinds of its lines (as many as it has)."""

    title: str
    hosts: tuple[str, ...]
    date: datetime.date
    date_as_printed: str
    source_url: str
    topic_id: str
    kinds: tuple[Kind, ...]


def read_header(lines: Sequence[Line]) -> Header:
    """Read the lines before the first question.

    Raises TranscriptError where there is no line of hosts and date, no title above it, or no such day.
    """
    at, match = _find_date(lines)
    title = next((line for line in reversed(lines[:at]) if not line.blank), None)
    if title is None:
        raise TranscriptError("Expected the title above the hosts and the date, found nothing.", at + 1)
    url = _address(lines[at + 1 :])
    kinds = [_kind(line, title) for line in lines[:at]]
    return Header(
        title=title.text.strip(),
        hosts=_host_names(match["hosts"], at + 1),
        date=_date(match, at + 1),
        date_as_printed=match["date"],
        source_url=url.text.strip().strip("<>()[]") if url else "",
        topic_id=_topic_id(url.text) if url else "",
        kinds=(*kinds, "header", *_kinds_down_to(url, lines[at + 1 :])),
    )


def _find_date(lines: Sequence[Line]) -> tuple[int, re.Match[str]]:
    for at, line in enumerate(lines[:SEARCHED_LINES]):
        if len(line.text) <= LONGEST_LINE and (match := _DATE.match(line.text.strip())):
            return at, match
    raise TranscriptError(
        f"Expected a line “Hosts - year/month/day” among the first {SEARCHED_LINES} lines, found none."
    )


def _date(match: re.Match[str], line: int) -> datetime.date:
    try:
        return datetime.date(*(int(number) for number in match.groups()[2:]))
    except ValueError:
        raise TranscriptError(f"Expected a date, found {match['date']}, which does not exist.", line) from None


def _host_names(printed: str, line: int) -> tuple[str, ...]:
    names: list[str] = []
    for piece in re.split(r"[,;]", printed):
        name = piece.strip(" \t\N{NO-BREAK SPACE}-–—").removeprefix("and ")
        if names and _SUFFIX.fullmatch(name):
            names[-1] = f"{names[-1]}, {name}"
        elif name:
            names.append(name)
    if not names:
        raise TranscriptError("Expected the hosts' names before the date, found none.", line)
    return tuple(names)


def _address(below: Sequence[Line]) -> Line | None:
    """Give the line below the hosts if it is a web address: one word with a dot inside, even if cut short."""
    line = next((line for line in below if not line.blank), None)
    if line is None or len(line.text) > LONGEST_LINE:
        return None
    return line if re.fullmatch(r"\S+[.:]\S+", line.text.strip()) else None


def _topic_id(url: str) -> str:
    found = _TOPIC_ID.search(url)
    return found.group(1) if found else ""


def _kind(line: Line, title: Line) -> Kind:
    if line.blank:
        return "blank"
    return "header" if line is title or "transcript" in line.text.casefold() else "unplaced"


def _kinds_down_to(url: Line | None, below: Sequence[Line]) -> list[Kind]:
    if url is None:
        return []
    blanks: list[Kind] = ["blank" for _ in below[: below.index(url)]]
    return [*blanks, "header"]
