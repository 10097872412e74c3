"""Parts of a long answer, and the order in which a thread is read.

The newest reply is printed first, a long answer was posted in parts, and other people's posts stand between
them: "Part 2:", "Part 20 9.", "FINAL Part 22:", "PART III:", "(8)", "Cont'd:", or a first part that says nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from forum.transcripts.model import Reply

ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
PART = re.compile(
    rf"(?:[A-Za-z]+[ \xa0]+)?part[ \xa0]+(?P<n>\d{{1,3}}|{ROMAN})(?![\w])"  # FINAL Part 22, PART III
    r"(?:[ \xa0]+of[ \xa0]+(?:\w+[ \xa0]?){1,3}(?=:))?(?:[ \xa0]*[:.)–-])?",  # of response:
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\((?P<n>\d{1,2})\)")
CONTINUED = re.compile(r"(?:cont['’]?d|cont\.|continued)(?![\w])[ \xa0]*[:.…-]*", re.IGNORECASE)
SPACE = re.compile(r"[ \xa0]*")


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before the message: `part` as printed, or None for "continued"; the message's offset."""

    part: int | None
    body_start: int


def marker(text: str) -> Marker | None:
    """The part marker a reply begins with, if any."""
    if match := PART.match(text) or NUMBERED.match(text):
        return Marker(_number(match["n"]), _after(text, match.end()))
    if match := CONTINUED.match(text):
        return Marker(None, _after(text, match.end()))
    return None


def _after(text: str, end: int) -> int:
    """Where the message begins; a marker that is all there is counts as the message."""
    space = SPACE.match(text, end)
    start = space.end() if space else end
    return start if start < len(text) else 0


def _number(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    digits = [values[letter] for letter in printed.lower()]
    return sum(-d if d < after else d for d, after in zip(digits, [*digits[1:], 0], strict=True))


def stitched(replies: Sequence[Reply]) -> tuple[tuple[Reply, ...], tuple[tuple[int, ...], ...]]:
    """(replies as printed, with part, series and body_start; turns in reading order as reply numbers)."""
    sorting = _Sorting()
    for reply in reversed(replies):  # oldest first
        sorting.place(reply)
    series = [members for members in sorting.turns if len(members) > 1 or members[0].part is not None]
    numbered = {id(members): n for n, members in enumerate(series, 1)}
    marked = {r.n: replace(r, series=numbered.get(id(members))) for members in sorting.turns for r in members}
    turns = tuple(tuple(r.n for r in sorted(members, key=_place)) for members in sorting.turns)
    return tuple(marked[reply.n] for reply in replies), turns


def _place(reply: Reply) -> int:
    return reply.part or 0


class _Sorting:
    """Turns being put together, oldest first; each author has at most one series that is still open."""

    def __init__(self) -> None:
        self.turns: list[list[Reply]] = []

    def place(self, reply: Reply) -> None:
        found = marker(reply.text)
        if found is None:
            self.turns.append([reply])
            return
        reply = replace(reply, part=found.part, body_start=found.body_start)
        latest = self._latest(reply.author)
        if latest is None or not self._belongs(reply, latest):
            self.turns.append([replace(reply, part=reply.part or 1)])
            return
        if latest[0].part is None:
            latest[0] = replace(latest[0], part=1)
        latest.append(replace(reply, part=reply.part or max(map(_place, latest)) + 1))

    def _latest(self, author: str) -> list[Reply] | None:
        return next((turn for turn in reversed(self.turns) if turn[0].author == author), None)

    def _belongs(self, reply: Reply, latest: list[Reply]) -> bool:
        """Whether a marked reply goes on with the author's latest turn: "continued" does; a number does if the
        series lacks it, and if an unmarked post can only be the first part."""
        if reply.part is None:
            return True
        if latest[0].part is None:
            return reply.part == 2
        return reply.part not in {member.part for member in latest}
