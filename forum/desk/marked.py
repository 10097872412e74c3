"""A post as reviewers see it: all of its words, with what is flagged and what is redacted marked in place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from forum.models import Flag, Post, Redaction


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a post: redacted or not, and the flag upon them, if there is one."""

    text: str
    flag: Flag | None = None
    redacted: bool = False


def stretches(post: Post, flags: Iterable[Flag], redactions: Iterable[Redaction]) -> Iterator[Stretch]:
    """The whole text, cut wherever a flag or a redaction begins or ends."""
    flags, redactions = list(flags), list(redactions)
    rows: list[Flag | Redaction] = [*flags, *redactions]
    cuts = {0, len(post.text)} | {at for row in rows for at in (row.start, row.end)}
    for start, end in pairwise(sorted(at for at in cuts if at <= len(post.text))):
        flag = next((one for one in flags if one.start <= start and end <= one.end), None)
        redacted = any(row.start <= start and end <= row.end for row in redactions)
        yield Stretch(post.text[start:end], flag, redacted)


def words(post: Post, row: Flag | Redaction) -> str:
    return post.text[row.start : row.end]
