"""What the parser reads in transcripts: the real one against its hand-made truth, others in every layout."""

import datetime
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from forum.transcripts import Thread, as_dict, parse
from tests.forum.invented import ADDRESS, NBSP, TITLE, TWO_QUESTIONS, transcript

REAL = Path("fixtures/transcripts/ovc-provider-forum-2015-01-21.txt")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def real() -> Thread:
    return parse((ROOT / REAL).read_bytes(), REAL.name)


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    return json.loads((ROOT / "tests/gold/transcript.json").read_text(encoding="utf-8"))


def read(text: str) -> Thread:
    return parse(text.encode())


# The real transcript


def test_the_real_header_is_read(real: Thread, gold: dict[str, Any]) -> None:
    assert real.title == gold["title"]
    assert {host.name: host.labels for host in real.hosts} == {
        name: (label,) for name, label in gold["host_as_author"].items()
    }
    assert (real.date.isoformat(), real.date_as_printed) == (gold["date"], gold["date_as_printed"])
    assert (real.sha256, len(real.text)) == (gold["sha256"], gold["characters"])
    assert (real.encoding, real.bom, real.newline, real.source_url) == ("utf-8", b"", "LF", "")


def test_every_real_question_and_reply_is_read_as_by_hand(real: Thread, gold: dict[str, Any]) -> None:
    fields = ("n", "line", "author", "role", "text", "part")
    assert [(q.n, q.line, q.text) for q in real.questions] == [
        (q["n"], q["line"], q["text"]) for q in gold["questions"]
    ]
    for question, by_hand in zip(real.questions, gold["questions"], strict=True):
        assert [[getattr(reply, field) for field in fields] for reply in question.replies] == [
            [reply[field] for field in fields] for reply in by_hand["replies"]
        ]


def test_real_part_markers_are_kept_apart_from_the_message(real: Thread, gold: dict[str, Any]) -> None:
    for question, by_hand in zip(real.questions, gold["questions"], strict=True):
        for reply, wanted in zip(question.replies, by_hand["replies"], strict=True):
            assert reply.body_start == (wanted["body_start"] or 0)
            assert reply.text[: reply.body_start].rstrip() == (wanted["part_marker"] or "")


def test_real_series_hold_the_same_posts_as_by_hand(real: Thread, gold: dict[str, Any]) -> None:
    def groups(pairs: list[tuple[int, Any]]) -> set[frozenset[int]]:
        series = {name for _, name in pairs if name is not None}
        return {frozenset(n for n, name in pairs if name == one) for one in series}

    for question, by_hand in zip(real.questions, gold["questions"], strict=True):
        assert groups([(reply.n, reply.series) for reply in question.replies]) == groups(
            [(reply["n"], reply["series"]) for reply in by_hand["replies"]]
        )


def test_real_answers_and_threads_stand_in_reading_order(real: Thread, gold: dict[str, Any]) -> None:
    for question, by_hand in zip(real.questions, gold["questions"], strict=True):
        assert [list(unit) for unit in question.answers] == by_hand["answers_in_reading_order"]
        assert [list(unit) for unit in question.thread] == by_hand["thread_in_reading_order"]
    assert sum(len(question.answers) for question in real.questions) == 32


def test_the_real_lines_are_all_accounted_for(real: Thread, gold: dict[str, Any]) -> None:
    lines_of = {
        kind: [line for line, segment in enumerate(real.segments, 1) if segment.kind == kind]
        for kind in ("header", "blank", "footer", "unplaced", "greeting")
    }
    assert sorted(lines_of["header"] + lines_of["blank"]) == gold["header_lines"]
    assert lines_of["footer"] == gold["footer_lines"]
    assert not lines_of["unplaced"]
    assert not lines_of["greeting"]


def test_as_dict_is_what_the_dry_run_prints(real: Thread) -> None:
    printed = json.loads(json.dumps(as_dict(real, "a.txt")))
    question = printed["questions"][6]
    assert list(printed) == ["file", "title", "hosts", "date", "questions"]
    assert (printed["file"], printed["date"], len(printed["questions"])) == ("a.txt", "2015-01-21", 14)
    assert printed["hosts"] == ["Shannon Going", "Carol Gomez"]
    assert list(question) == ["n", "text", "replies", "answers"]
    assert list(question["replies"][0]) == ["n", "author", "role", "text", "part"]
    assert question["answers"] == [[8], [7, 6], [4], [2, 1]]


# Layouts


@pytest.mark.parametrize("space", [NBSP, " "])
@pytest.mark.parametrize("layout", [1, 2, 3, 4])
def test_all_four_layouts_say_the_same(layout: int, space: str) -> None:
    thread = read(transcript(*TWO_QUESTIONS, layout=layout, space=space))
    assert (thread.title, thread.date) == (TITLE, datetime.date(2004, 10, 7))
    assert [host.name for host in thread.hosts] == ["Mina Tolle", "Prof. Ugo Brandt VII"]
    assert thread.source_url == (ADDRESS if layout in (2, 3) else "")
    assert thread.topic_id == ("77" if layout in (2, 3) else "")
    assert [
        (question.text, [(reply.author, reply.text) for reply in question.replies]) for question in thread.questions
    ] == list(TWO_QUESTIONS)
    assert [question.thread for question in thread.questions] == [((2, 1),), ((3,), (2,), (1,))]
    assert [question.answers for question in thread.questions] == [((2, 1),), ((3,), (1,))]
    assert not thread.unplaced


@pytest.mark.parametrize(("ends", "name"), [("\n", "LF"), ("\r\n", "CRLF"), ("\r", "CR")])
@pytest.mark.parametrize("layout", [1, 2, 3, 4])
def test_line_ends_change_nothing_that_is_read(layout: int, ends: str, name: str) -> None:
    text = transcript(*TWO_QUESTIONS, layout=layout)
    expected, thread = read(text), read(text.replace("\n", ends))
    assert as_dict(thread, "") == as_dict(expected, "")
    assert (thread.newline, len(thread.segments)) == (name, len(expected.segments))


@pytest.mark.parametrize(
    ("python_codec", "encoding", "bom"),
    [
        ("utf-8", "utf-8", b""),
        ("utf-8-sig", "utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", "utf-16-le", b"\xff\xfe"),
        ("utf-16-be", "utf-16-be", b"\xfe\xff"),
        ("cp1252", "cp1252", b""),
    ],
)
def test_encodings_are_recognised_and_kept(python_codec: str, encoding: str, bom: bytes) -> None:
    text = transcript(("Don’t bees – sleep?", [("M Tolle", "They do – “a nap”.")]))
    mark = bom if python_codec.startswith("utf-16") else b""
    source = mark + text.encode(python_codec)
    thread = parse(source)
    assert (thread.encoding, thread.bom, thread.text) == (encoding, bom, text)
    assert thread.sha256 == hashlib.sha256(source).hexdigest()


def test_bytes_that_mean_nothing_in_windows_1252_are_kept() -> None:
    source = transcript(*TWO_QUESTIONS).encode("cp1252") + b"\n\x81\x8d\x8f\x90\x9d"
    thread = parse(source)
    assert thread.encoding == "latin-1"
    assert thread.text.encode("latin-1") == source


def test_a_greeting_before_the_first_question_is_kept_apart() -> None:
    text = transcript(*TWO_QUESTIONS)
    at = text.index("Hello all.")
    thread = read(f"{text[:at]}.{NBSP * 2}Mina\n{NBSP}Welcome, beekeepers!\n{text[at:]}")
    (greeting,) = thread.greetings
    assert (greeting.author, greeting.role, greeting.hosts) == ("Mina", "host", ("Mina Tolle",))
    assert (greeting.text, greeting.line) == ("Welcome, beekeepers!", 5)
    assert [question.text for question in thread.questions] == [text for text, _ in TWO_QUESTIONS]


def test_lists_inside_posts_are_no_replies() -> None:
    lists = ["1) wax 2) honey", "1.) wax", "• wax • honey", "2. wax", "1. wax"]
    question = read(transcript(("Wax?", [("Mina", text) for text in lists]))).questions[0]
    assert [reply.text for reply in question.replies] == lists
    assert {(reply.part, reply.body_start) for reply in question.replies} == {(None, 0)}


def test_a_question_may_begin_like_a_numbered_line() -> None:
    thread = read(transcript(("1. What is wax?", [("Mina", "Fat.")]), ("2. And honey?", [("Mina", "Sugar.")])))
    assert [question.text for question in thread.questions] == ["1. What is wax?", "2. And honey?"]


@pytest.mark.parametrize("layout", [1, 2])
def test_a_question_nobody_answered_is_a_question(layout: int) -> None:
    thread = read(transcript(("First?", []), ("Second?", [("Mina", "Yes.")]), ("Third?", []), layout=layout))
    assert [(question.text, question.answers) for question in thread.questions] == [
        ("First?", ()),
        ("Second?", ((1,),)),
        ("Third?", ()),
    ]


def test_a_post_of_several_lines_stays_one_post() -> None:
    thread = read(transcript(("Wax?", [("Pell", "Ah.\nReally."), ("Mina", f"Yes.\n{NBSP}Always.")])))
    assert [reply.text for reply in thread.questions[0].replies] == ["Ah.\nReally.", f"Yes.\n{NBSP}Always."]


def test_a_question_of_several_paragraphs_stays_one_where_blank_lines_part_questions() -> None:
    thread = read(transcript(("Dear all,\nwhat is wax?\n \nPell", [("Mina", "Fat.")]), layout=2))
    assert [question.text for question in thread.questions] == ["Dear all,\nwhat is wax?\n \nPell"]


def test_an_empty_post_between_others_is_kept_empty() -> None:
    question = read(transcript(("Wax?", [("Pell", ""), ("Mina", "Yes.")]))).questions[0]
    assert [(reply.author, reply.text) for reply in question.replies] == [("Pell", ""), ("Mina", "Yes.")]


def test_lines_without_a_place_are_listed_and_not_dropped() -> None:
    thread = read("A stray word\n" + transcript(*TWO_QUESTIONS) + "\n\nPrinted on a Monday")
    assert [(line.line, line.text) for line in thread.unplaced] == [
        (1, "A stray word"),
        (len(thread.segments), "Printed on a Monday"),
    ]


def test_offsets_point_into_the_decoded_file() -> None:
    thread = parse(b"\xef\xbb\xbf" + transcript(*TWO_QUESTIONS, layout=2).replace("\n", "\r\n").encode())
    for question in thread.questions:
        for spoken in (question, *question.replies):
            assert thread.text[spoken.start : spoken.end] == spoken.text


def test_replies_may_be_missing_from_the_numbering() -> None:
    text = transcript(("Wax?", [("Mina", "c"), ("Mina", "b"), ("Mina", "a")]))
    thread = read(text.replace(f"2.{NBSP * 2}Mina\n{NBSP}b\n", ""))
    assert [(reply.n, reply.text) for reply in thread.questions[0].replies] == [(1, "c"), (3, "a")]
