"""What a program read in a labelled text, in one shape, so that two programs can be measured by the same rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from forum.transcripts import Thread, parse
from referrals.extraction import Candidate, Text, extract, strongest
from tests.evaluation.extraction.labels import LabelledText, Point, Span
from tests.evaluation.gold import knowledge

_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """An organization as a program read it; without names it is a contact that nobody is named for."""

    name: str
    names: tuple[Span, ...] = ()
    points: tuple[Point, ...] = ()
    states: frozenset[str] = frozenset()
    national: bool = False
    kind: str = ""
    stance: str = ""
    contact: bool = True


@dataclass(frozen=True)
class Reading:
    """All of one text. `answers` are the stitched answers of each question of a transcript."""

    found: tuple[Found, ...]
    answers: tuple[tuple[tuple[int, ...], ...], ...] = field(default=())


Reader = Callable[[LabelledText], Reading]


def web_address(url: str) -> str:
    """Host and path without scheme, "www." and the last slash: how addresses are compared."""
    host, slash, path = _SCHEME.sub("", url).partition("/")
    return (host.lower() + slash + path).rstrip("/")


def ours(labelled: LabelledText) -> Reading:
    """What the extractor reads as the site runs it: it knows the vocabulary, the directory and the public bodies."""
    return _read(labelled, names=True)


def ours_without_directory(labelled: LabelledText) -> Reading:
    """The same where it knows the name of no organization but the well-known public bodies."""
    return _read(labelled, names=False)


def _read(labelled: LabelledText, *, names: bool) -> Reading:
    known = knowledge(names=names, with_bodies=True)
    if labelled.style == "page":
        text = Text("page", labelled.text)
        return Reading(_found(extract([text], replace(known, people=())), {"page": 0}))
    thread = parse(labelled.text.encode(), labelled.name)
    texts, starts = _posts(thread)
    authors = {reply.author for question in thread.questions for reply in question.replies}
    people = (*sorted(authors), *(host.name for host in thread.hosts))
    found = _found(extract(texts, replace(known, people=people)), starts)
    return Reading(found, tuple(question.thread for question in thread.questions))


def _posts(thread: Thread) -> tuple[list[Text], dict[str, int]]:
    """The posts in reading order, and where each begins in the file."""
    texts: list[Text] = []
    starts: dict[str, int] = {}
    for question in thread.questions:
        key = f"{question.n}/"
        texts.append(Text(key, question.text, asked=True))
        starts[key] = question.start
        replies = {reply.n: reply for reply in question.replies}
        for n in (n for unit in question.thread for n in unit):
            texts.append(Text(f"{key}{n}", replies[n].text, question.text, replies[n].author))
            starts[f"{key}{n}"] = replies[n].start
    return texts, starts


def _found(candidates: list[Candidate], starts: dict[str, int]) -> tuple[Found, ...]:
    return tuple(_one(candidate, starts) for candidate in candidates)


def _one(candidate: Candidate, starts: dict[str, int]) -> Found:
    def span(key: str, start: int, end: int) -> Span:
        return starts[key] + start, starts[key] + end

    phones = [
        Point("phones", _number(phone.number, phone.extension), span(phone.text_key, phone.start, phone.end), phone.use)
        for phone in candidate.phones
    ]
    addresses = [
        Point("emails" if m.type == "email" else "websites", m.value, span(m.text_key, m.start, m.end))
        for m in candidate.mentions
        if m.type in {"url", "email"}
    ]
    names = tuple(span(m.text_key, m.start, m.end) for m in candidate.mentions if m.type in {"name", "acronym"})
    return Found(
        candidate.name,
        names,
        tuple(phones + [_comparable(point) for point in addresses]),
        frozenset(candidate.states),
        candidate.national,
        candidate.kind,
        strongest(mention.stance for mention in candidate.mentions),
        candidate.is_contact,
    )


def _comparable(point: Point) -> Point:
    value = web_address(point.value) if point.type == "websites" else point.value.lower()
    return Point(point.type, value, point.span)


def _number(number: str, extension: str) -> str:
    return f"{number};ext={extension}" if extension else number
