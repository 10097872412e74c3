"""Files that are no transcripts, or damaged ones: one clear sentence, nothing else, and never a lost line."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.transcripts import MAX_BYTES, MAX_LINES, Thread, TranscriptError, as_dict, parse
from tests.examples import examples
from tests.forum.invented import NBSP, TWO_QUESTIONS, transcript

REAL = Path(__file__).parents[2] / "fixtures/transcripts/ovc-provider-forum-2015-01-21.txt"
TEXT = transcript(*TWO_QUESTIONS)
LABEL = f"1.{NBSP * 2}"


def refused(source: bytes | str) -> TranscriptError:
    with pytest.raises(TranscriptError) as caught:
        parse(source.encode() if isinstance(source, str) else source)
    return caught.value


def rejoined(thread: Thread) -> bytes:
    """Put the file together again from its segments, checking that they touch."""
    assert [segment.start for segment in thread.segments[1:]] == [segment.end for segment in thread.segments[:-1]]
    text = "".join(thread.text[segment.start : segment.end] for segment in thread.segments)
    return thread.bom + text.encode(thread.encoding)


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        (b"", "Expected a transcript, found an empty file.", None),
        ("\ufeff \n\n", "Expected a transcript, found an empty file.", None),
        (
            b"PK\x03\x04\n\x00\x00",
            "Expected text, found a binary file (it holds NUL characters).",
            2,
        ),
        (
            b"\xff\xfea",
            "Expected UTF-16 after its byte-order mark, found half a character.",
            None,
        ),
        (
            "Dear diary,\ntoday nothing.",
            "Expected a line “Hosts - year/month/day” among the first 30 lines, found none.",
            None,
        ),
        (
            TEXT.replace("2004/10/7", "2015/2/30"),
            "Expected a date, found 2015/2/30, which does not exist.",
            4,
        ),
        (
            TEXT.replace("Mina Tolle, Prof. Ugo Brandt VII", ""),
            "Expected the hosts' names before the date, found none.",
            4,
        ),
        ("Mina - 2004/10/7", "Expected the title above the hosts and the date, found nothing.", 1),
        (transcript(), "Expected questions below the header, found none.", None),
        (
            transcript(("Wax?", []), ("Honey?", [])),
            "Expected numbered replies (“1.  Name”) below the questions, found none.",
            None,
        ),
        (
            transcript(footer="") + f"\n{LABEL}Mina\n{NBSP}Yes.",
            "Expected a question above reply 1 by “Mina”, found none.",
            5,
        ),
        (
            TEXT.replace("#1 My neighbour fears stings, what do I tell him\n", ""),
            "Expected a question above reply 1 by “U Brandt”, found none.",
            10,
        ),
        (
            TEXT.replace("3.", "2."),
            "Expected a reply numbered above 2, found 2 by “Ugo”.",
            15,
        ),
    ],
)
def test_what_is_no_transcript_is_refused_in_one_sentence(source: bytes | str, message: str, line: int | None) -> None:
    error = refused(source)
    assert (error.message, error.line) == (message, line)
    assert str(error) == (message if line is None else f"line {line}: {message}")


@pytest.mark.parametrize("rest", ["", "\n", f"\n{NBSP}", "\n\n\n", "\nReturn to Discussion"])
def test_a_file_cut_behind_a_label_is_refused_naming_the_line(rest: str) -> None:
    cut = TEXT[: TEXT.index("Ugo\n") + 3]
    error = refused(cut + rest)
    assert error.line == 15
    assert error.message == f"Expected the text of the post below “3.{NBSP * 2}Ugo”, found none."


def test_a_label_directly_below_a_label_is_refused_naming_the_first() -> None:
    assert refused(TEXT.replace(f"{NBSP}He ran off.\n", "")).line == 13


def test_too_many_bytes_or_lines_are_refused_before_they_are_read() -> None:
    assert f"at most {MAX_BYTES:,} bytes" in refused(bytes(MAX_BYTES + 1)).message
    assert f"at most {MAX_LINES:,} lines" in refused(TEXT + "\r" * (MAX_LINES + 1)).message


@pytest.mark.parametrize("layout", [1, 2, 3, 4])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_segments_are_the_file(layout: int, ends: str) -> None:
    source = transcript(*TWO_QUESTIONS, layout=layout).replace("\n", ends).encode("utf-8-sig")
    assert rejoined(parse(source)) == source


def test_the_segments_of_the_real_file_are_the_file() -> None:
    source = REAL.read_bytes()
    assert rejoined(parse(source)) == source


BLANKS = ["\n", "\r", "\r\n", " ", "  ", NBSP, "\n \n", "\x85", "\u2028", "\ufeff", "\x0c"]
WORDS = ["1.", "2.", "Mina", "Mina - 2004/1/2", "Part 1", "Part 2:", "(2)", "cont'd", ".  Ugo", "Wax?", "é"]
PIECES = st.sampled_from([*BLANKS, *WORDS, "Return to Discussion", "999.  a\n b"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """A transcript with stretches cut out and pieces of others put in."""
    text = transcript(*TWO_QUESTIONS, layout=draw(st.integers(1, 4)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(PIECES) + text[at + draw(st.integers(0, 30)) :]
    return text.encode(draw(ENCODINGS))


def check_any(source: bytes) -> None:
    try:
        thread = parse(source)
    except TranscriptError:
        return
    assert rejoined(thread) == source
    for question in thread.questions:
        numbers = [reply.n for reply in question.replies]
        assert sorted(n for unit in question.thread for n in unit) == numbers
        assert set(question.answers) <= set(question.thread)
        assert all(0 <= reply.body_start <= len(reply.text) for reply in question.replies)
        assert all(thread.text[reply.start : reply.end] == reply.text for reply in question.replies)
    as_dict(thread, "")


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutilated())
def test_a_mutilated_transcript_is_read_without_loss_or_refused(source: bytes) -> None:
    check_any(source)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_body_is_read_without_loss_or_refused(body: str) -> None:
    check_any(f"{transcript(footer='')}\n{body}".encode())


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_behind_a_header_are_read_without_loss_or_refused(tail: bytes) -> None:
    check_any(tail)
    check_any(TEXT.encode() + b"\n" + tail)


FIFTY_MB = 50_000_000


def fifty_megabytes_of(line: str) -> str:
    return line * (FIFTY_MB // len(line))


def read_in_time(source: bytes) -> Thread:
    started = time.process_time()
    thread = parse(source)
    assert time.process_time() - started < 30
    return thread


def test_a_valid_transcript_of_fifty_megabytes_is_read_in_bounded_time() -> None:
    question = f"\nWax?\n{LABEL}Mina\n{NBSP}{'They point and they turn. ' * 100}"
    thread = read_in_time((transcript(footer="") + fifty_megabytes_of(question)).encode())
    assert len(thread.questions) == FIFTY_MB // len(question)


@pytest.mark.parametrize("filling", ["a", " ", NBSP, "Part 1 of ", "cont'd.... - ", "(", "1.) "])
def test_a_post_of_one_endless_line_is_read_in_bounded_time(filling: str) -> None:
    text = filling * (FIFTY_MB // 2 // len(filling.encode()))
    source = transcript(("Wax?", [("Mina", f"x{text}x"), ("Mina", f"{text}x")])).encode()
    (question,) = read_in_time(source).questions
    assert [len(reply.text) for reply in question.replies] == [len(text) + 2, len(text) + 1]


@pytest.mark.parametrize("filling", ["wax ", " ", "\n", "-", "- 2004/1/", "1.  Mina\n"])
def test_fifty_megabytes_of_no_transcript_are_refused_in_bounded_time(filling: str) -> None:
    source = fifty_megabytes_of(filling).encode()
    started = time.process_time()
    refused(source)
    assert time.process_time() - started < 30
