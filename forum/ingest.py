"""A parsed transcript into rows, once: the same session again changes nothing."""

from dataclasses import dataclass

from django.db import transaction

from forum import again, mentions, reviewing, transcripts
from forum.models import Flag, Host, Post, Thread

TOLD = 5  # differences of a second capture


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a transcript did, for one line of a report."""

    thread: Thread
    created: bool
    outcome: mentions.Outcome
    differs: tuple[str, ...] = ()  # what a second capture says otherwise

    def __str__(self) -> str:
        found = self.outcome
        if not self.created and not (found.suggested or found.mentions or found.advice):
            return f"known already, nothing changed.{self._differs()}"
        read = f"{found.suggested} new suggestions, {found.known} known, {found.mentions} mentions, "
        return f"{self._posts()}; {read}{found.advice} pieces of generic advice.{self._waits()}{self._differs()}"

    def _differs(self) -> str:
        if not self.differs:
            return ""
        more = len(self.differs) - TOLD
        told = "; ".join(self.differs[:TOLD]) + (f"; and {more} more" if more > 0 else "")
        return f" It stays as it was read from {self.thread.source_name}; this file differs: {told}."

    def _waits(self) -> str:
        if not self.created:
            return ""
        marked = Flag.objects.filter(post__thread=self.thread).count()
        return f" It waits for a review of its posts at /curate/posts/ ({marked} places marked)."

    def _posts(self) -> str:
        posts = self.thread.posts
        questions, replies = posts.filter(kind=Post.Kind.QUESTION).count(), posts.filter(kind=Post.Kind.REPLY)
        hosts = replies.filter(role=Post.Role.HOST).count()
        session = "new session" if self.created else "known session"
        return f"{session} of {self.thread.date}: {questions} questions, {replies.count()} replies ({hosts} by hosts)"


def summary(parsed: transcripts.Thread) -> str:
    """What a file holds, before anything is stored."""
    replies = [reply for question in parsed.questions for reply in question.replies]
    hosts = sum(reply.role == "host" for reply in replies)
    return f"{parsed.date}: {len(parsed.questions)} questions, {len(replies)} replies ({hosts} by hosts)"


@transaction.atomic
def store(parsed: transcripts.Thread, source_name: str, *, source: bytes, by: str) -> Stored:
    """Keep a session with its bytes and posts, and bring before a curator what it names, and what in it may describe a
    person. Nobody else sees any of it until its posts were reviewed.

    A second capture of a session that is known (see `again`) adds nothing but its web address, if that was missing.
    """
    thread = again.known(parsed)
    if thread is None:
        thread = _thread(parsed, source_name, source)
        _posts(thread, parsed)
        reviewing.flag(thread)
        return Stored(thread, True, mentions.suggest(thread, by=by))
    if parsed.source_url and not thread.source_url:
        thread.source_url = parsed.source_url
        thread.save(update_fields=["source_url"])
    return Stored(thread, False, mentions.suggest(thread, by=by), tuple(again.differences(thread, parsed)))


def _thread(parsed: transcripts.Thread, source_name: str, source: bytes) -> Thread:
    return Thread.objects.create(
        title=parsed.title,
        date=parsed.date,
        slug=_free_slug(parsed),
        source_name=source_name,
        source_url=parsed.source_url,
        source=source,
        sha256=parsed.sha256,
        encoding=parsed.encoding,
        layout=[[segment.start, segment.end, segment.kind] for segment in parsed.segments],
        unplaced=unplaced(parsed),
    )


def unplaced(parsed: transcripts.Thread) -> list[tuple[int, str]]:
    """(line, text) of what belongs to no question: greetings, and lines that nothing is known of."""
    lines: list[transcripts.Greeting | transcripts.Unplaced] = [*parsed.greetings, *parsed.unplaced]
    return sorted((line.line, line.text) for line in lines)


def _free_slug(parsed: transcripts.Thread) -> str:
    """The date; -2 for a second session of the day."""
    day = parsed.date.isoformat()
    taken = Thread.objects.filter(date=parsed.date).count()
    return f"{day}-{taken + 1}" if taken else day


def _posts(thread: Thread, parsed: transcripts.Thread) -> None:
    hosts = {
        host.name: Host.objects.create(thread=thread, name=host.name, position=n) for n, host in enumerate(parsed.hosts)
    }
    position = 0
    for question in parsed.questions:
        asked = Post.objects.create(
            thread=thread, kind=Post.Kind.QUESTION, role=Post.Role.ASKER, position=position, line=question.line,
            number=question.n, text=question.text,
        )  # fmt: skip
        replies = [_reply(asked, reply, question, hosts, position + n) for n, reply in enumerate(question.replies, 1)]
        Post.objects.bulk_create(replies)
        position += 1 + len(replies)


def _reply(
    asked: Post, reply: transcripts.Reply, question: transcripts.Question, hosts: dict[str, Host], position: int
) -> Post:
    host = next((hosts[name] for name in reply.hosts), None)
    turn, turn_position = next((t, turn.index(reply.n)) for t, turn in enumerate(question.thread) if reply.n in turn)
    return Post(
        thread=asked.thread, question=asked, kind=Post.Kind.REPLY, role=reply.role, position=position,
        line=reply.line, number=reply.n, author=reply.author, host=host, text=reply.text,
        body_start=reply.body_start, series=reply.series, part=reply.part, turn=turn, turn_position=turn_position,
    )  # fmt: skip


def rebuilt(thread: Thread) -> bytes:
    """The captured file put together again from the stretches stored: proof that nothing of it was lost."""
    decoded = transcripts.decode(bytes(thread.source or b""))
    return decoded.bom + "".join(decoded.text[start:end] for start, end, _ in thread.layout).encode(thread.encoding)
