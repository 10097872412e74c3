"""The same session in another capture: it is recognised, what was reviewed stays, and what differs is told."""

import re
from collections.abc import Iterator

from forum import reading, transcripts
from forum.models import Post, Thread
from referrals.lexicon import fold

_TOPIC = re.compile(r"[?&]Topic_ID=(\w+)", re.IGNORECASE)

Place = tuple[int, int]  # number of a question, and of a reply under it or 0


def known(parsed: transcripts.Thread) -> Thread | None:
    """The session as it is kept: of the same day and title, however that is spelled, or of the same topic by its
    address."""
    title = _bare(parsed.title)
    same = (thread for thread in Thread.objects.filter(date=parsed.date) if _bare(thread.title) == title)
    return next(same, None) or (_of_topic(parsed.topic_id) if parsed.topic_id else None)


def _of_topic(topic: str) -> Thread | None:
    addressed = Thread.objects.filter(source_url__icontains=f"Topic_ID={topic}")
    return next((one for one in addressed if (found := _TOPIC.search(one.source_url)) and found[1] == topic), None)


def _bare(text: str) -> str:
    """Letters and digits alone: captures lose marks and spaces, and write quotation marks in several ways."""
    return "".join(filter(str.isalnum, fold(text)))


def differences(thread: Thread, parsed: transcripts.Thread) -> list[str]:
    """What another capture says otherwise, post by post. Nothing is taken over: marks and quotes hang on the posts as
    they were read first."""
    posts = thread.posts.select_related("question")
    kept = {((post.question or post).number, post.number if post.question else 0): post for post in posts}
    given = dict(_given(parsed, kept))
    return [*_other(kept, given), *(f"{_called(place)} is not in it" for place in kept if place not in given)]


def _other(kept: dict[Place, Post], given: dict[Place, tuple[int, str]]) -> Iterator[str]:
    for place, (line, text) in given.items():
        post = kept.get(place)
        if post is None:
            yield f"{_called(place)} (line {line}) is only in it"
        elif _bare(post.text) != _bare(text) and reading.MASK not in post.text:  # of what was purged nobody can tell
            yield f"{_called(place)} (line {line}) reads otherwise"


def _given(parsed: transcripts.Thread, kept: dict[Place, Post]) -> Iterator[tuple[Place, tuple[int, str]]]:
    """Posts of the capture by the number of their question as it is kept, though others before it may be missing."""
    numbers = {_bare(post.text): number for (number, reply), post in kept.items() if not reply}
    for question in parsed.questions:
        number = numbers.get(_bare(question.text), question.n)
        yield (number, 0), (question.line, question.text)
        yield from (((number, reply.n), (reply.line, reply.text)) for reply in question.replies)


def _called(place: Place) -> str:
    question, reply = place
    return f"reply {reply} under question {question}" if reply else f"question {question}"
