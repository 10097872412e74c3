"""Reads transcripts of the provider forum: bytes in, a Thread of frozen values out.

Pure: no database, no files, no clock. `decoding` finds the characters, `header` and `layout` the lines'
meaning, `hosts` who speaks, `markers` and `series` which posts are one answer.
"""

import hashlib
from typing import Any

from referrals.documents import Decoded

from .decoding import MAX_BYTES, MAX_LINES, decode, newline_name, split_lines
from .header import Header, read_header
from .hosts import Speaker, identify
from .layout import Block, Body, Post
from .markers import Marker, read_marker
from .series import Arrangement, Signed, arrange
from .thread import Greeting, Host, Question, Reply, Segment, Thread, TranscriptError, Unplaced

__all__ = [
    "MAX_BYTES",
    "MAX_LINES",
    "Greeting",
    "Host",
    "Question",
    "Reply",
    "Segment",
    "Thread",
    "TranscriptError",
    "Unplaced",
    "as_dict",
    "decode",
    "parse",
]


def parse(source: bytes, name: str = "") -> Thread:
    """Read one transcript; `name` is kept as the thread's name.

    Raises TranscriptError, and nothing else, whatever the bytes.
    """
    decoded = decode(source)
    lines = split_lines(decoded.text)
    header = read_header(lines)
    body = Body(lines[len(header.kinds) :])
    read = list(zip(lines, (*header.kinds, *body.kinds), strict=True))
    labels = [[post.author for post in posts] for posts in (body.greetings, *body.posts)]
    speakers = identify(labels, header.hosts)
    return Thread(
        name=name,
        title=header.title,
        hosts=_hosts(header, speakers),
        date=header.date,
        date_as_printed=header.date_as_printed,
        source_url=header.source_url,
        topic_id=header.topic_id,
        questions=tuple(_question(n, block, decoded, speakers) for n, block in enumerate(body.blocks, 1)),
        greetings=tuple(_greeting(post, decoded, speakers[post.author]) for post in body.greetings),
        unplaced=tuple(Unplaced(line.number, line.text) for line, kind in read if kind == "unplaced"),
        segments=tuple(Segment(line.start, line.stop, kind) for line, kind in read),
        text=decoded.text,
        encoding=decoded.encoding,
        bom=decoded.bom,
        newline=newline_name(decoded.text),
        sha256=hashlib.sha256(source).hexdigest(),
    )


def _hosts(header: Header, speakers: dict[str, Speaker]) -> tuple[Host, ...]:
    return tuple(
        Host(name, tuple(label for label, speaker in speakers.items() if name in speaker.hosts))
        for name in header.hosts
    )


def _greeting(post: Post, decoded: Decoded, speaker: Speaker) -> Greeting:
    text = decoded.text[post.start : post.end]
    return Greeting(post.author, speaker.role, speaker.hosts, text, post.line, post.start, post.end)


def _question(n: int, block: Block, decoded: Decoded, speakers: dict[str, Speaker]) -> Question:
    """Read a question's posts oldest first, which is from the bottom up."""
    posts = block.posts[::-1]
    texts = [decoded.text[post.start : post.end] for post in posts]
    markers = [read_marker(text) for text in texts]
    authors = [speakers[post.author].hosts or post.author.casefold() for post in posts]
    arrangement = arrange([Signed(*signed) for signed in zip(authors, markers, texts, strict=True)])
    series = _series(arrangement)
    replies = tuple(
        _reply(
            post,
            decoded,
            speakers[post.author],
            part=arrangement.parts.get(i),
            series=series.get(i),
            body_start=_body_start(markers[i], i in arrangement.parts),
        )
        for i, post in enumerate(posts)
    )
    thread = tuple(tuple(posts[i].n for i in unit) for unit in arrangement.units)
    by_hosts = {reply.n for reply in replies if reply.role == "host"}
    return Question(
        n=n,
        text=decoded.text[block.start : block.end],
        line=block.line,
        start=block.start,
        end=block.end,
        replies=replies[::-1],
        answers=tuple(unit for unit in thread if unit[0] in by_hosts),
        thread=thread,
    )


def _series(arrangement: Arrangement) -> dict[int, int]:
    """Number the answers of more than one post, in reading order."""
    several = (unit for unit in arrangement.units if len(unit) > 1)
    return {post: number for number, unit in enumerate(several, 1) for post in unit}


def _body_start(marker: Marker | None, is_part: bool) -> int:
    return 0 if marker is None or (marker.doubtful and not is_part) else marker.end


def _reply(
    post: Post, decoded: Decoded, speaker: Speaker, part: int | None, series: int | None, body_start: int
) -> Reply:
    return Reply(
        n=post.n,
        author=post.author,
        role=speaker.role,
        hosts=speaker.hosts,
        text=decoded.text[post.start : post.end],
        line=post.line,
        start=post.start,
        end=post.end,
        part=part,
        series=series,
        body_start=body_start,
    )


def as_dict(thread: Thread, file: str) -> dict[str, Any]:
    """Give a thread as the `import_transcripts --dry-run --format json` command prints it.

    {"file", "title", "hosts": [name], "date": "2015-01-21", "questions": [{"n", "text",
    "replies": [{"n", "author", "role", "text", "part"}], "answers": [[reply numbers, reading order]]}]}
    """
    return {
        "file": file,
        "title": thread.title,
        "hosts": [host.name for host in thread.hosts],
        "date": thread.date.isoformat(),
        "questions": [_question_as_dict(question) for question in thread.questions],
    }


def _question_as_dict(question: Question) -> dict[str, Any]:
    return {
        "n": question.n,
        "text": question.text,
        "replies": [
            {
                "n": reply.n,
                "author": reply.author,
                "role": reply.role,
                "text": reply.text,
                "part": reply.part,
            }
            for reply in question.replies
        ],
        "answers": [list(answer) for answer in question.answers],
    }
