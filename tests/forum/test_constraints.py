"""What must never stand in the forum's tables is refused by the database, whoever writes it."""

from datetime import UTC, date, datetime
from itertools import count

import pytest

from forum.models import Advice, Flag, Host, Mention, Post, Redaction, Step, Thread
from referrals.models import Evidence, Organization, Resource
from tests.constraints import Refusals, Write, assert_refused, declared, each

pytestmark = pytest.mark.django_db

numbers = count(1)


# One lawful row each, apart from what is asked for; written without ingest.


def thread(**fields) -> Thread:
    number = next(numbers)
    lawful = {"title": f"Session {number}", "date": date(2015, 1, 21), "slug": f"session-{number}", "sha256": number}
    return Thread.objects.create(**lawful | fields)


def host(**fields) -> Host:
    return Host.objects.create(**{"name": "Ann Host", "position": 1} | {"thread": thread()} | fields)


def question(**fields) -> Post:
    lawful = {"kind": "question", "role": "asker", "text": "Whom can she call?"}
    return Post.objects.create(**lawful | place() | fields)


def reply(**fields) -> Post:
    asked = fields.pop("question") if "question" in fields else question()
    lawful = {"kind": "reply", "role": "host", "text": "Call 988.", "question": asked}
    return Post.objects.create(**lawful | place(asked.thread if asked else None) | fields)


def place(session: Thread | None = None) -> dict:
    number = next(numbers)
    return {"thread": session or thread(), "position": number, "line": number, "number": number}


def redaction(**fields) -> Redaction:
    lawful = {"start": 0, "end": 4, "reason": "a name", "by": "curator"}
    return Redaction.objects.create(**lawful | {"post": question()} | fields)


def evidence() -> Evidence:
    name = f"Harbor {next(numbers)}"
    resource = Resource.objects.create(
        slug=name.replace(" ", "-").lower(),
        organization=Organization.objects.create(name=name),
        name=name,
        discreet_name=name,
        kind="hotline",
    )
    return Evidence.objects.create(resource=resource, quote="Call 988.", role="host", stance="recommended")


def mention(**fields) -> Mention:
    lawful = {"type": "phone", "start": 5, "end": 8, "text": "988", "quote_start": 0, "quote_end": 9}
    links = {"evidence": fields.pop("evidence", None) or evidence(), "post": fields.pop("post", None) or reply()}
    return Mention.objects.create(**lawful | links | fields)


def flag(**fields) -> Flag:
    return Flag.objects.create(
        **{"start": 0, "end": 4, "reason": "name", "post": fields.pop("post", None) or reply()} | fields
    )


def step(**fields) -> Step:
    return Step.objects.create(**{"thread": thread(), "action": "show", "by": "curator"} | fields)


def advice(**fields) -> Advice:
    return Advice.objects.create(**{"start": 0, "end": 4} | {"post": fields.pop("post", None) or reply()} | fields)


def changed(row, **fields) -> None:
    """A lawful row made unlawful by an update that passes by `save`."""
    type(row).objects.filter(pk=row.pk).update(**fields)


def twice(make, **fields) -> list:
    return [make(**fields), make(**fields)]


READ_AT = datetime(2026, 1, 21, tzinfo=UTC)

REFUSED: Refusals = {
    # Sessions
    "thread_has_a_title": [lambda: thread(title="")],
    "thread_once": [lambda: twice(thread, title="Safe housing")],
    "thread_reviewed_says_who": [
        lambda: thread(reviewed_at=READ_AT),
        lambda: thread(reviewed_by="curator"),
        lambda: changed(thread(), reviewed_at=READ_AT),
    ],
    "host_position_once": [lambda: twice(host, thread=thread())],
    # Posts
    "post_has_text": [lambda: question(text=""), lambda: reply(text="")],
    "post_position_once": [lambda: twice(question, thread=thread(), position=1)],
    "reply_number_once_per_question": [lambda: twice(reply, question=question(), number=1)],
    "post_is_a_question_or_has_one": [
        lambda: question(kind="note"),
        lambda: question(question=question()),
        lambda: question(role="host"),
        lambda: reply(question=None),
        lambda: reply(role="asker"),
        lambda: reply(role="visitor"),
        lambda: changed(question(), kind="reply"),
    ],
    # Stretches of posts
    "redaction_is_a_span": [lambda: redaction(start=4, end=4), lambda: redaction(start=5, end=4)],
    "mention_is_a_span": [lambda: mention(start=5, end=5), lambda: mention(start=8, end=5)],
    "mention_quote_is_a_span": [lambda: mention(quote_start=5, quote_end=5)],
    "mention_once": [lambda: twice(mention, evidence=evidence(), post=reply())],
    # Reviewing
    "flag_is_a_span": [lambda: flag(start=4, end=4)],
    "flag_reason_listed": [lambda: flag(reason="x"), lambda: flag(reason="other")],
    "flag_once": [lambda: twice(flag, post=reply())],
    "step_says_who": [lambda: step(by="")],
    "step_is_about_a_stretch_or_the_session": [
        lambda: step(action="keep"),
        lambda: step(action="redact", post=reply(), start=4, end=4),
        lambda: step(action="redact", start=0, end=4),
        lambda: step(start=0, end=4),
        lambda: step(action="x"),
    ],
    "step_takes_back_something": [lambda: step(action="undo"), lambda: step(undoes=step())],
    "advice_is_a_span": [lambda: advice(start=4, end=4), lambda: advice(start=5, end=4)],
    "advice_once": [lambda: twice(advice, post=reply())],
}

# Beside each refusal, what comes close to it and is lawful.
ACCEPTED: dict[str, Write] = {
    "a session": thread,
    "a session of the same title on another day": lambda: [
        thread(title="Safe housing", date=date(2015, 1, day)) for day in (21, 22)
    ],
    "a session that was read": lambda: thread(reviewed_at=READ_AT, reviewed_by="curator"),
    "a host": host,
    "the first host of two sessions": lambda: twice(host),
    "a question": question,
    "the first post of two sessions": lambda: twice(question, position=1),
    "a host's reply": reply,
    "a participant's reply": lambda: reply(role="participant"),
    "the first reply to two questions": lambda: twice(reply, number=1),
    "two questions of one number": lambda: twice(question, thread=thread(), number=1),
    "a redaction": redaction,
    "a redaction of one character": lambda: redaction(start=0, end=1),
    "a flag": flag,
    "two flags of one stretch for two reasons": lambda: [
        flag(post=one, reason=r) for one in [reply()] for r in ("age", "id")
    ],
    "a step about the session": step,
    "a step about a stretch": lambda: step(action="keep", post=reply(), start=0, end=4),
    "a step taken back": lambda: step(action="undo", undoes=step()),
    "a mention": mention,
    "one place mentioned as evidence of two resources": lambda: twice(mention, post=reply()),
    "a stretch of advice": advice,
    "the same stretch of two posts": lambda: twice(advice),
}


@pytest.mark.parametrize(("name", "write"), each(REFUSED))
def test_the_database_refuses(name, write):
    assert_refused("forum", name, write)


@pytest.mark.parametrize("write", ACCEPTED.values(), ids=ACCEPTED)
def test_the_database_accepts(write):
    assert write()


def test_every_constraint_has_a_refusal():
    assert set(REFUSED) == set(declared("forum"))
