"""The labelled texts: what each names, where, and what a curator would say of it. The shape is in README.md here.

Places in the files are lines and quoted text, so that a person can check them; here they become spans.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PARTS = ("tuning", "held_out")
POINTS = ("phones", "emails", "websites")
_NUMBER = re.compile(r"\+?\d+(;ext=\d+)?")
_LINE_END = re.compile(r"\r\n|\r|\n")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """A phone, mailbox or web address at `span`; `value` is E.164 or a short code, a mailbox, host and path."""

    type: str
    value: str
    span: Span
    use: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An organization a text names. `optional`: neither a miss nor a false alarm."""

    name: str
    names: tuple[Span, ...]
    points: tuple[Point, ...]
    states: frozenset[str]
    national: bool
    kinds: frozenset[str]
    stance: str
    contact: bool
    optional: bool


@dataclass(frozen=True)
class LabelledText:
    """One text with its labels; `forum` is the truth about a transcript's questions, None for a page."""

    name: str
    text: str
    style: str
    damaged: bool
    contacts: tuple[Labelled, ...]
    unowned: tuple[Point, ...]
    traps: tuple[tuple[Span, str], ...]
    forum: dict[str, Any] | None


@cache
def labelled_texts(part: str) -> tuple[LabelledText, ...]:
    """The texts of "tuning" or "held_out", by name."""
    return tuple(_read(path) for path in sorted((HERE / part).glob("*.json")))


def _read(path: Path) -> LabelledText:
    rows = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_bytes().decode("utf-8-sig")
    find = _Finder(path.stem, text)
    return LabelledText(
        name=path.stem,
        text=text,
        style=rows["style"],
        damaged=rows["damaged"],
        contacts=tuple(_labelled(row, find) for row in rows["contacts"]),
        unowned=tuple(_unowned(row, find) for row in rows["unowned"]),
        traps=tuple((find(row[0], row[1], _nth(row)), row[1]) for row in rows["not_contacts"]),
        forum=rows["forum"],
    )


def _labelled(row: dict[str, Any], find: "_Finder") -> Labelled:
    return Labelled(
        name=row["name"],
        names=tuple(find(*name[:2], _nth(name)) for name in row["names"]),
        points=tuple(_point(type_, point, find) for type_ in POINTS for point in row[type_]),
        states=frozenset(row["states"]),
        national=row["national"],
        kinds=frozenset((row["kind"], *row["accept_kinds"])),
        stance=row["stance"],
        contact=row["contact"],
        optional=row["optional"],
    )


def _point(type_: str, row: list[Any], find: "_Finder") -> Point:
    use = row[3] if type_ == "phones" and len(row) > 3 and isinstance(row[3], str) else ""
    use = "videophone" if use == "video" else use
    return Point(type_, row[2], find(row[0], row[1], _nth(row)), use)


def _unowned(row: list[Any], find: "_Finder") -> Point:
    value = row[2]
    type_ = "emails" if "@" in value else "phones" if _NUMBER.fullmatch(value) else "websites"
    return Point(type_, value, find(row[0], row[1], _nth(row)))


def _nth(row: list[Any]) -> int:
    """Which of several equal texts of the line is meant: a whole number at the end, else the first."""
    return row[-1] if isinstance(row[-1], int) else 1


class _Finder:
    """Turns (line, quoted text, which) into a span of the text."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def __call__(self, line: int, quoted: str, nth: int = 1) -> Span:
        at = self.starts[line - 1] - 1
        for _ in range(nth):
            at = self.text.find(quoted, at + 1)
        ends = self.starts[line] if line < len(self.starts) else len(self.text)
        assert 0 <= at < ends, f"{self.name}, line {line}: “{quoted}” does not stand there."
        return at, at + len(quoted)
