"""Posts as the public reads them: redacted, stitched into turns, with contacts and advice marked inline."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from forum.models import Advice, Mention, Post
from referrals.vocabulary import Curation

REDACTED = "[removed]"  # as quotes say it, which are English; pages say it in the language of the page
MASK = "█"  # one for each character, where offsets must stay


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of shown text. `mark` is empty, "contact", "advice" or "redacted"; `href` where it leads."""

    text: str
    mark: str = ""
    href: str = ""

    @property
    def lines(self) -> str:
        """The text with each item of a list on a line of its own, as it was written before it was captured."""
        return self.text.replace(" • ", "\n• ")


@dataclass(frozen=True, slots=True)
class Passage:
    """One post within a turn: its number (the anchor), its part, and its text in pieces."""

    number: int
    part: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person said in one go: a single post, or a series of parts in reading order."""

    speaker: str
    role: str
    passages: tuple[Passage, ...]

    @property
    def is_host(self) -> bool:
        return self.role == Post.Role.HOST

    @property
    def parts(self) -> int:
        """In how many posts it was said."""
        return len(self.passages)


def first_name(label: str) -> str:
    """Participants are shown by first name only."""
    return label.split()[0] if label.split() else ""


def speaker(post: Post) -> str:
    """Hosts by their name, participants by their first name."""
    return post.host.name if post.host else first_name(post.author)


def turns(replies: list[Post]) -> list[Turn]:
    """Replies of one question in reading order, parts of one series joined."""
    ordered = sorted(replies, key=lambda post: (post.turn, post.turn_position))
    return [_turn(list(posts)) for _, posts in groupby(ordered, key=lambda post: post.turn)]


def _turn(posts: list[Post]) -> Turn:
    passages = tuple(Passage(post.number, post.part, tuple(pieces(post))) for post in posts)
    return Turn(speaker(posts[0]), posts[0].role, passages)


def pieces(post: Post) -> Iterator[Piece]:
    """The post's text in reading order. A redaction wins over a mark; a contact wins over advice."""
    at = post.body_start
    for start, end, piece in sorted(_marks(post), key=lambda mark: (mark[0], -mark[1])):
        if end <= at or (start < at and piece.mark != "redacted"):
            continue
        if start > at:
            yield Piece(post.text[at:start])
        yield piece
        at = end
    if at < len(post.text):
        yield Piece(post.text[at:])


def _marks(post: Post) -> Iterator[tuple[int, int, Piece]]:
    redacted = stretches(post)
    yield from ((start, end, Piece(REDACTED, "redacted")) for start, end in redacted)
    taken = list(redacted)
    rows: list[Mention | Advice] = [*post.mentions.all(), *post.advice.all()]
    for row in rows:
        if all(row.end <= start or end <= row.start for start, end in taken) and (href := _href(row)):
            taken.append((row.start, row.end))
            mark = "contact" if isinstance(row, Mention) else "advice"
            yield row.start, row.end, Piece(post.text[row.start : row.end], mark, href)


def _href(row: Mention | Advice) -> str:
    if isinstance(row, Advice):
        chosen = [("need", term.slug) for term in row.needs.all()]
        return "/?" + urlencode(chosen or [("kind", row.resource_kind)])
    resource = row.evidence.resource
    return resource.get_absolute_url() if resource.curation == Curation.PUBLISHED else ""


def shown_text(post: Post) -> str:
    """The whole text without what is redacted: what may be quoted, indexed or exported."""
    return quote(post, post.body_start, len(post.text))


def quote(post: Post, start: int, end: int) -> str:
    """Characters [start, end) of the post as they may be quoted: what is redacted is replaced."""
    text, at = "", start
    for begins, ends in stretches(post):
        if ends > at and begins < end:
            text += post.text[at : max(at, begins)] + REDACTED
            at = ends
    return text + post.text[at:end]


def masked(post: Post) -> str:
    """The text with every character in its place and none of what is redacted."""
    text, at = "", 0
    for start, end in stretches(post):
        text += post.text[at:start] + MASK * (min(end, len(post.text)) - start)
        at = end
    return text + post.text[at:]


def stretches(post: Post) -> list[tuple[int, int]]:
    """What is redacted, in order; stretches that meet are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((row.start, row.end) for row in post.redactions.all()):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def is_redacted(post: Post, start: int, end: int) -> bool:
    """Whether any of [start, end) is."""
    return any(begins < end and start < ends for begins, ends in stretches(post))
