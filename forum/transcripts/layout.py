"""The body of a transcript: which line is a question, a label, a post's text, a blank or the footer.

A reply is a label line `N.  Name` with its text on the line below; numbers grow under a question and start
again at the next. Everything is found by that shape, never by the words of a post, in one pass.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .decoding import Line
from .thread import Kind, TranscriptError

LONGEST_LABEL = 60

_LABEL = re.compile(r"(?P<n>\d{0,3})\.(?P<gap>[ \t\xa0]+)(?P<author>\S.*)")
_FOOTER = re.compile(r"\s*return to (?:the )?discussion\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A label line; `n` is 0 on a greeting, which has no number."""

    n: int
    author: str


@dataclass(slots=True)
class Post:
    """A label with its text, which is the file's `start` to `end`."""

    n: int
    author: str
    line: int
    start: int
    end: int


@dataclass(slots=True)
class Block:
    """A question with the posts under it; its text is the file's `start` to `end`."""

    line: int
    start: int
    end: int
    posts: list[Post] = field(default_factory=list)


class Body:
    """The lines after the header, read on construction.

    `kinds` has one kind per line. Raises TranscriptError where a post has no text, where numbers do not
    grow, and where nothing is left that makes a transcript.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.greetings: list[Post] = []
        self.kinds: list[Kind] = []
        self._open_post: Post | None = None
        self._next_filled = _next_filled(lines)
        self._labels = [self._label_at(i) for i in range(len(lines))]
        self._number_below = self._numbers_below()
        self._spaced = any(
            label is not None and label.n == 1 and lines[i - 1].blank for i, label in enumerate(self._labels) if i
        )
        while len(self.kinds) < len(lines):
            self._read_line(len(self.kinds))
        self._check()

    @property
    def posts(self) -> list[list[Post]]:
        return [block.posts for block in self.blocks]

    def _label_at(self, i: int) -> Label | None:
        """Read line i as a label: two spaces, or one if indented text follows (so no numbered list does)."""
        line = self.lines[i]
        match = _LABEL.fullmatch(line.text) if len(line.text) <= LONGEST_LABEL else None
        if match is None:
            return None
        below = self._line_below(i)
        if len(match["gap"]) < 2 and not (below and below.indented):
            return None
        return Label(int(match["n"] or 0), match["author"].strip())

    def _line_below(self, i: int) -> Line | None:
        below = self._next_filled[i]
        return None if below is None else self.lines[below]

    def _numbers_below(self) -> list[int]:
        """For each line the number on the next label below it, 0 where there is none."""
        numbers, below = [0] * len(self.lines), 0
        for i in range(len(self.lines) - 1, -1, -1):
            numbers[i] = below
            label = self._labels[i]
            below = label.n if label else below
        return numbers

    def _read_line(self, i: int) -> None:
        line, label = self.lines[i], self._labels[i]
        if line.blank:
            self.kinds.append("blank")
        elif _is_footer(line):
            self.kinds.append("footer")
            self.kinds.extend(_kind_behind_footer(line) for line in self.lines[i + 1 :])
        elif label:
            self._read_post(i, label)
        elif self._opens_question(i):
            self.blocks.append(Block(line.number, line.start, line.end))
            self._open_post = None
            self.kinds.append("question")
        else:
            self._extend(i)

    def _read_post(self, i: int, label: Label) -> None:
        """Read a label and its text, blank lines between them included."""
        text_at = self._text_below(i)
        text = self.lines[text_at]
        start = text.start + 1 if text.indented else text.start
        post = Post(label.n, label.author, self.lines[i].number, start, text.end)
        if label.n:
            self._file_under_question(post)
        else:
            self.greetings.append(post)
        self._open_post = post
        self.kinds.append("label" if label.n else "greeting")
        self.kinds.extend("blank" for _ in range(i + 1, text_at))
        self.kinds.append("text" if label.n else "greeting")

    def _text_below(self, i: int) -> int:
        below = self._next_filled[i]
        ends_here = below is None or self._labels[below] is not None or _is_footer(self.lines[below])
        if below is not None and not ends_here and (below == i + 1 or self.lines[below].indented):
            return below
        more_follows = below is not None and not _is_footer(self.lines[below])
        if more_follows and self.lines[i + 1].blank and self.lines[i + 1].text:
            return i + 1  # a line of nothing but its space: the post is empty
        raise TranscriptError(
            f"Expected the text of the post below “{self.lines[i].text}”, found none.", self.lines[i].number
        )

    def _file_under_question(self, post: Post) -> None:
        if not self.blocks or (self.blocks[-1].posts and post.n == 1):
            raise TranscriptError(
                f"Expected a question above reply {post.n} by “{post.author}”, found none.", post.line
            )
        posts = self.blocks[-1].posts
        if posts and post.n <= posts[-1].n:
            raise TranscriptError(
                f"Expected a reply numbered above {posts[-1].n}, found {post.n} by “{post.author}”.",
                post.line,
            )
        posts.append(post)

    def _opens_question(self, i: int) -> bool:
        """Whether a line that is no label begins a question rather than going on with what is above it."""
        first_reply_follows = self._first_reply_follows(i)
        if not self.blocks:
            return first_reply_follows or not self.lines[i].indented
        posts = self.blocks[-1].posts
        if not posts:
            # Nobody answered yet: a question of several paragraphs, or one left without an answer. Where
            # blank lines are printed, two of them part questions; elsewhere each line is a question.
            return self._blanks_above(i) >= 2 if self._spaced else not self.lines[i].indented
        if self.lines[i].indented:
            return first_reply_follows
        return self._number_below[i] != posts[-1].n + 1

    def _first_reply_follows(self, i: int) -> bool:
        below = self._next_filled[i]
        label = self._labels[below] if below is not None else None
        return label is not None and label.n == 1

    def _blanks_above(self, i: int) -> int:
        return sum(1 for kind in self.kinds[max(0, i - 2) : i] if kind == "blank")

    def _extend(self, i: int) -> None:
        """Take a line into the open post, else into the open question, else keep it as unplaced."""
        if self._open_post:
            self._open_post.end = self.lines[i].end
            self.kinds.append("text" if self._open_post.n else "greeting")
        elif self.blocks:
            self.blocks[-1].end = self.lines[i].end
            self.kinds.append("question")
        else:
            self.kinds.append("unplaced")

    def _check(self) -> None:
        if not self.blocks:
            raise TranscriptError("Expected questions below the header, found none.")
        if not any(self.posts):
            raise TranscriptError("Expected numbered replies (“1.  Name”) below the questions, found none.")


def _next_filled(lines: Sequence[Line]) -> list[int | None]:
    """For each line the index of the next one that is not blank."""
    result: list[int | None] = [None] * len(lines)
    below: int | None = None
    for i in range(len(lines) - 1, -1, -1):
        result[i] = below
        below = below if lines[i].blank else i
    return result


def _is_footer(line: Line) -> bool:
    return len(line.text) <= LONGEST_LABEL and _FOOTER.fullmatch(line.text) is not None


def _kind_behind_footer(line: Line) -> Kind:
    return "blank" if line.blank else "unplaced"
