"""A forum transcript, from bytes to questions and replies in reading order. Pure: no Django, no files."""

import hashlib
from typing import Any

from forum.transcripts.decoding import MAX_BYTES, decode
from forum.transcripts.hosts import host_for
from forum.transcripts.layout import Layout, RawPost, read_layout
from forum.transcripts.model import Host, Question, Reply, Segment, Thread, TranscriptError, Unplaced
from forum.transcripts.series import stitched

__all__ = ["MAX_BYTES", "Host", "Question", "Reply", "Segment", "Thread", "TranscriptError", "Unplaced",
           "as_dict", "decode", "parse"]  # fmt: skip


def parse(source: bytes) -> Thread:
    """Read a transcript. Raises TranscriptError, and nothing else, for anything that is none."""
    text, encoding = decode(source)
    layout = read_layout(text)
    questions = tuple(_questions(layout, text))
    return Thread(
        title=layout.header.title,
        hosts=tuple(Host(name, _labels(name, questions)) for name in layout.header.hosts),
        date=layout.header.date,
        date_as_printed=layout.header.date_as_printed,
        source_url=layout.header.source_url,
        encoding=encoding,
        sha256=hashlib.sha256(source).hexdigest(),
        questions=questions,
        segments=layout.segments,
        unplaced=layout.unplaced,
    )


def _questions(layout: Layout, text: str) -> list[Question]:
    questions: list[Question] = []
    for n, (asked, replies) in enumerate(_grouped(layout.posts), 1):
        printed = [_reply(post, text, layout.header.hosts) for post in replies]
        _must_differ(printed)
        stitched_replies, thread = stitched(printed)
        hosts = {reply.n for reply in stitched_replies if reply.role == "host"}
        answers = tuple(turn for turn in thread if turn[0] in hosts)
        questions.append(Question(n, text[asked.start : asked.end], asked.line, asked.start, asked.end,
                                  stitched_replies, answers, thread))  # fmt: skip
    return questions


def _grouped(posts: tuple[RawPost, ...]) -> list[tuple[RawPost, list[RawPost]]]:
    groups: list[tuple[RawPost, list[RawPost]]] = []
    for post in posts:
        if post.n is None:
            groups.append((post, []))
        else:
            groups[-1][1].append(post)
    return groups


def _must_differ(replies: list[Reply]) -> None:
    """Numbers restart at each question: the same number twice means that a question's line is missing."""
    seen: set[int] = set()
    for reply in replies:
        if reply.n in seen:
            raise TranscriptError(
                f"Number {reply.n} stands twice under one question: a question is missing.", reply.line
            )
        seen.add(reply.n)


def _reply(post: RawPost, text: str, hosts: tuple[str, ...]) -> Reply:
    assert post.n is not None
    host = host_for(post.author, hosts)
    role = "host" if host else "participant"
    return Reply(post.n, post.author, role, host, text[post.start : post.end], post.line, post.start, post.end)


def _labels(name: str, questions: tuple[Question, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.author for q in questions for r in q.replies if r.host == name))


def as_dict(thread: Thread, file: str) -> dict[str, Any]:
    """The transcript as `import_transcripts --dry-run --format json` shows it."""
    return {
        "file": file,
        "title": thread.title,
        "hosts": [host.name for host in thread.hosts],
        "date": thread.date.isoformat(),
        "questions": [
            {
                "n": question.n,
                "text": question.text,
                "replies": [
                    {"n": r.n, "author": r.author, "role": r.role, "text": r.text, "part": r.part}
                    for r in question.replies
                ],
                "answers": [list(answer) for answer in question.answers],
            }
            for question in thread.questions
        ],
    }
