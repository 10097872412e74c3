"""Commands tell an operator, in one sentence a problem, what was and was not done."""

import io
import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from forum.models import Thread

SHIPPED = str(settings.FIXTURES_DIR / "transcripts" / "ovc-provider-forum-2015-01-21.txt")
GOOD = b"Working With Shelters\nAnn Lee  -  2016/3/2\nHow do we begin?\n1.\xa0\xa0Ann Lee\n\xa0Slowly.\n"


def run(name, *args, **options):
    out, err = io.StringIO(), io.StringIO()
    failure = ""
    try:
        call_command(name, *args, stdout=out, stderr=err, **options)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue() + failure


BAD = {
    "empty": (b"", "empty"),
    "blank": (b"\n \n", "empty"),
    "binary": (b"\x7fELF\x02\x01\x00\x00", "neither text nor HTML"),
    "not a transcript": (b"Dear Ann,\nsee you on Monday.\n", "Hosts - year/month/day"),
    "cut in mid-reply": (GOOD[: GOOD.index(b"\xa0Slowly")], "line 4"),
    "no such date": (GOOD.replace(b"2016/3/2", b"2016/2/30"), "line 2"),
    "no replies": (b"\n".join(GOOD.split(b"\n")[:3]), "numbered replies"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", BAD)
def test_a_bad_transcript_is_named_in_one_sentence_and_leaves_nothing(case, tmp_path):
    source, word = BAD[case]
    path = tmp_path / "session.txt"
    path.write_bytes(source)
    _, error = run("import_transcripts", str(path))
    assert "session.txt: " in error
    assert word in error
    assert "Nothing of this file was imported." in error
    assert not Thread.objects.exists()


@pytest.mark.django_db
def test_a_bad_file_does_not_stop_the_good_ones(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_bytes(GOOD)
    out, error = run("import_transcripts", str(tmp_path / "bad.txt"), str(tmp_path / "good.txt"))
    assert "good.txt: new session of 2016-03-02: 1 questions, 1 replies" in out
    assert "It waits for a review of its posts at /curate/posts/ (0 places marked)." in out
    assert "1 of 2 files could not be imported." in error
    assert Thread.objects.count() == 1


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_named(tmp_path):
    _, error = run("import_transcripts", str(tmp_path / "nowhere.txt"))
    assert "nowhere.txt: The file cannot be read (No such file or directory)." in error


@pytest.mark.django_db
def test_windows_1252_and_crlf_are_read(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(GOOD.replace(b"Slowly.", b"Slowly \x96 it\x92s hard.").replace(b"\n", b"\r\n"))
    run("import_transcripts", str(path))
    assert Thread.objects.get().posts.get(kind="reply").text == "Slowly – it’s hard."


def test_a_dry_run_shows_how_each_file_was_read_and_writes_nothing(db):
    out, _ = run("import_transcripts", SHIPPED, dry_run=True, format="json")
    (shown,) = json.loads(out)
    assert (shown["title"], shown["date"]) == ("Serving Trafficking Victims in Immigrant Communities", "2015-01-21")
    assert [len(question["replies"]) for question in shown["questions"]] == [3, 23, 4, 6, 1, 2, 8, 2, 2, 2, 2, 1, 7, 2]
    assert shown["questions"][6]["answers"] == [[8], [7, 6], [4], [2, 1]]
    assert not Thread.objects.exists()


def test_extract_resources_shows_candidates_with_exact_spans_and_writes_nothing(shipped, db):
    out, _ = run("extract_resources", SHIPPED, without_directory_names=True)
    text = (settings.FIXTURES_DIR / "transcripts" / "ovc-provider-forum-2015-01-21.txt").read_text(encoding="utf-8")
    shown = json.loads(out)
    assert any("+18883737888" in candidate["phones"] for candidate in shown)
    for candidate in shown:
        for mention in candidate["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
