"""A session captured as text, HTML, PDF or DOCX is the same session, and twice captured it is one."""

import html
import json
import re

import pytest
from django.conf import settings

from forum import captures, ingest, transcripts
from forum.models import Post, Thread
from tests.forum.invented import ADDRESS, NBSP, TITLE, TWO_QUESTIONS, transcript
from tests.forum.test_commands import run
from tests.referrals.documents import made

REAL = settings.FIXTURES_DIR / "transcripts" / "ovc-provider-forum-2015-01-21.txt"


def as_html(text: str) -> bytes:
    lines = html.escape(text).replace(NBSP, "&nbsp;").split("\n")
    return b"<!doctype html><meta charset=utf-8><body>" + "<br>\n".join(lines).encode()


def as_word(text: str) -> bytes:
    return made.word(lambda document: [document.add_paragraph(line) for line in text.split("\n")])


def as_pdf(text: str) -> bytes:
    lines = json.dumps(text.split("\n"), ensure_ascii=False)[1:-1]
    return made.pdf(f"#set page(footer: context [#here().page()])\n#for line in ({lines},) {{ par(line) }}")


CAPTURES = {"html": as_html, "docx": as_word, "pdf": as_pdf}


def spoken(parsed: transcripts.Thread) -> list[tuple]:
    """Who says what, but for how it is spaced."""
    said = [(one.text, [(r.n, r.author, r.role, r.part, r.text) for r in one.replies]) for one in parsed.questions]
    return json.loads(re.sub(r"(?:\\u00a0|\\n|\s)+", "", json.dumps([parsed.title, str(parsed.date), said])))


@pytest.mark.parametrize("kind", CAPTURES)
def test_the_real_session_is_read_alike_out_of_every_kind(kind):
    text = REAL.read_text(encoding="utf-8")
    wanted = transcripts.parse(REAL.read_bytes())
    assert spoken(transcripts.parse(captures.transcript(CAPTURES[kind](text)))) == spoken(wanted)


@pytest.mark.parametrize("kind", ["html", "docx"])
@pytest.mark.parametrize("layout", [1, 2, 3, 4])
def test_every_layout_is_read_alike_out_of_every_kind(kind, layout):
    text = transcript(*TWO_QUESTIONS, layout=layout)
    captured = transcripts.parse(captures.transcript(CAPTURES[kind](text)))
    assert transcripts.as_dict(captured, "") == transcripts.as_dict(transcripts.parse(text.encode()), "")
    assert not captured.unplaced


def test_names_and_the_line_at_the_end_may_be_links():
    page = as_html(transcript(*TWO_QUESTIONS)).decode()
    linked = page.replace("Ugo<br>", '<a href="mailto:ugo@bees.example">Ugo</a><br>')
    linked = linked.replace("Return to Discussion", '<a href="http://bees.example/forum">Return to Discussion</a>')
    assert linked.count("<a ") == 2
    parsed = transcripts.parse(captures.transcript(linked.encode()))
    assert parsed.questions[1].replies[-1].author == "Ugo"
    assert not parsed.unplaced


def test_text_is_kept_byte_for_byte():
    source = b"\xef\xbb\xbf" + transcript(*TWO_QUESTIONS).replace("\n", "\r\n").encode()
    assert captures.transcript(source) == source


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.4", made.packed({"xl/workbook.xml": b""})])
def test_what_is_not_read_is_refused_in_a_sentence(data):
    with pytest.raises(transcripts.TranscriptError, match=r"\.$"):
        captures.transcript(data)


SPELLED = TITLE.replace("Keeping", "KEEPING ").replace("in Small", "in “Small”")
ANOTHER = transcript(*TWO_QUESTIONS, layout=2).replace(TITLE, "Bees Again").replace("2004/10/7", "2004/10/8")
SECOND = {
    "another layout": transcript(*TWO_QUESTIONS, layout=3),
    "a title spelled otherwise": transcript(*TWO_QUESTIONS, layout=4).replace(TITLE, SPELLED),
    "the same topic by its address": ANOTHER,
}


def files(tmp_path, **captured: str | bytes) -> list[str]:
    for name, content in captured.items():
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return [str(tmp_path / name) for name in captured]


@pytest.mark.django_db
class TestTwoCaptures:
    @pytest.mark.parametrize("second", SECOND)
    def test_are_one_session(self, second, tmp_path):
        first = transcript(*TWO_QUESTIONS, layout=2)
        out, _ = run("import_transcripts", *files(tmp_path, **{"first.txt": first, "second.txt": SECOND[second]}))
        assert Thread.objects.count() == 1
        assert "second.txt: known already, nothing changed.\n" in out

    def test_of_two_kinds_are_one_session(self, tmp_path):
        text = transcript(*TWO_QUESTIONS)
        captured = {"a.txt": text, "b.html": as_html(text), "c.docx": as_word(text), "d.pdf": as_pdf(text)}
        out, _ = run("import_transcripts", *files(tmp_path, **captured))
        assert Thread.objects.count() == 1
        assert out.count("known already, nothing changed.\n") == 3

    def test_that_differ_are_told_post_by_post_and_what_was_read_first_stays(self, tmp_path):
        first = transcript(*TWO_QUESTIONS)
        second = first.replace("Honey helps.", "Smoke helps.").replace("2.\xa0\xa0Pell Aru\n\xa0He ran off.\n", "")
        second += "\n\nOne more thing?\n1.\xa0\xa0Ugo\n\xa0No."
        second = second.replace("Return to Discussion\n\n", "")
        out, _ = run("import_transcripts", *files(tmp_path, **{"first.txt": first, "second.txt": second}))
        assert (
            "second.txt: known already, nothing changed. It stays as it was read from first.txt; this file differs: "
            "reply 1 under question 2 (line 11) reads otherwise; question 3 (line 15) is only in it; "
            "reply 1 under question 3 (line 16) is only in it; reply 2 under question 2 is not in it."
        ) in out
        assert Post.objects.filter(text="Honey helps.").exists()
        assert not Post.objects.filter(text="Smoke helps.").exists()

    def test_a_web_address_that_was_missing_is_added(self, tmp_path):
        captured = {"a.txt": transcript(*TWO_QUESTIONS), "b.txt": transcript(*TWO_QUESTIONS, layout=2)}
        run("import_transcripts", *files(tmp_path, **captured))
        assert Thread.objects.get().source_url == ADDRESS

    def test_another_topic_of_another_day_is_another_session(self, tmp_path):
        other = ANOTHER.replace("Topic_ID=77", "Topic_ID=778")
        captured = {"a.txt": transcript(*TWO_QUESTIONS, layout=2), "b.txt": other}
        run("import_transcripts", *files(tmp_path, **captured))
        assert Thread.objects.count() == 2


@pytest.mark.django_db
def test_a_file_of_several_that_is_refused_leaves_nothing_and_stops_none(tmp_path):
    text = transcript(*TWO_QUESTIONS)
    captured = {"a.pdf": as_pdf("Dear diary."), "b.html": as_html(text), "c.docx": as_word(text)[:300]}
    out, error = run("import_transcripts", *files(tmp_path, **captured))
    assert "a.pdf: Expected a line “Hosts - year/month/day”" in error
    assert "c.docx: The file is damaged and cannot be read." in error
    assert "b.html: new session of 2004-10-07: 2 questions" in out
    assert ingest.rebuilt(Thread.objects.get()) == bytes(Thread.objects.get().source)


@pytest.mark.django_db
@pytest.mark.parametrize("dry_run", [False, True])
def test_lines_without_a_place_are_told_with_their_number(dry_run, tmp_path):
    text = "Captured on Monday\n" + transcript(*TWO_QUESTIONS) + f"\n\nAdvertisement {'x' * 300}"
    greeted = text.replace("Hello all.", f".{NBSP * 2}Mina\n{NBSP}Welcome!\nHello all.")
    _, error = run("import_transcripts", *files(tmp_path, **{"a.txt": greeted}), dry_run=dry_run)
    assert "a.txt, line 1 belongs to no question: Captured on Monday\n" in error
    assert "a.txt, line 6 belongs to no question: Welcome!\n" in error
    last = len(greeted.split("\n"))
    assert f"a.txt, line {last} belongs to no question: Advertisement {'x' * 186}…\n" in error


@pytest.mark.django_db
def test_of_many_lines_without_a_place_the_first_are_shown_and_the_rest_counted(tmp_path):
    text = transcript(*TWO_QUESTIONS) + "\nAdvertisement" * 33
    _, error = run("import_transcripts", *files(tmp_path, **{"a.txt": text}))
    assert error.count("belongs to no question: Advertisement") == 20
    assert "a.txt: 13 more lines belong to no question." in error


@pytest.mark.django_db
def test_contacts_are_shown_out_of_several_files_of_all_kinds(tmp_path):
    text = "For lawyers call the Harbor Immigrant Justice Center at 919-555-0142."
    captured = {"a.txt": text, "b.html": f"<p>{text}", "c.docx": as_word(text), "d.pdf": as_pdf(text)}
    out, _ = run("extract_resources", *files(tmp_path, **captured), without_directory_names=True)
    shown = json.loads(out)
    assert [(one["file"], one["name"], one["phones"]) for one in shown] == [
        (name, "Harbor Immigrant Justice Center", ["+19195550142"]) for name in captured
    ]


@pytest.mark.django_db
def test_a_file_whose_text_cannot_be_read_is_named(tmp_path):
    _, error = run("extract_resources", *files(tmp_path, **{"a.png": b"\x89PNG\r\n\x1a\n"}))
    assert error == "a.png: This is a picture. Run text recognition (OCR) on it, or type what you need."
