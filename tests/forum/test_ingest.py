"""A transcript becomes a session: nothing of the file is lost, and nothing happens twice."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from forum import ingest, provenance, transcripts
from forum.models import Advice, Flag, Mention, Post, Redaction, Thread
from referrals.models import Change, Evidence, Resource, Revision, SourceRecord
from referrals.vocabulary import Curation

SHIPPED = settings.FIXTURES_DIR / "transcripts" / "ovc-provider-forum-2015-01-21.txt"
GOLD = json.loads((Path(__file__).parent.parent / "gold" / "forum.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(shipped):
    return Thread.objects.get()


def test_the_shipped_session_has_its_14_questions_and_65_replies_59_of_them_by_hosts(thread):
    assert thread.posts.filter(kind=Post.Kind.QUESTION).count() == 14
    assert thread.posts.filter(role=Post.Role.HOST).count() == 59
    assert thread.posts.filter(role=Post.Role.PARTICIPANT).count() == 6
    assert [host.name for host in thread.hosts.all()] == ["Shannon Going", "Carol Gomez"]
    assert str(thread.date) == thread.slug == "2015-01-21"


def test_host_answers_stand_in_the_reading_order_of_the_gold(thread):
    stored = []
    for question in thread.posts.filter(kind=Post.Kind.QUESTION):
        turns = {}
        for reply in question.replies.filter(role=Post.Role.HOST).order_by("turn", "turn_position"):
            turns.setdefault(reply.turn, []).append(reply.number)
        stored.append(list(turns.values()))
    gold = [[answer["reply_ns"] for answer in q["answers_in_reading_order"]] for q in GOLD["questions"]]
    assert stored == gold
    assert sum(map(len, stored)) == 32


def test_the_file_can_be_rebuilt_byte_for_byte_from_what_is_stored(thread):
    assert ingest.rebuilt(thread) == SHIPPED.read_bytes() == bytes(thread.source)


def test_every_post_is_the_text_at_its_line(thread):
    lines = SHIPPED.read_text(encoding="utf-8").split("\n")
    for post in thread.posts.all():
        printed = lines[post.line - 1] if post.kind == Post.Kind.QUESTION else lines[post.line]
        assert printed.removeprefix("\xa0") == post.text


def counts():
    tables = (Thread, Post, Mention, Advice, Evidence, Resource, SourceRecord, Change)
    return [model.objects.count() for model in tables], Revision.objects.now().number


def test_importing_the_same_file_again_changes_nothing(thread):
    before = counts()
    source = SHIPPED.read_bytes()
    stored = ingest.store(transcripts.parse(source), SHIPPED.name, source=source, by="curator")
    assert counts() == before
    assert str(stored) == "known already, nothing changed."


def test_a_second_capture_of_the_same_session_is_the_same_session(thread):
    before = counts()
    source = SHIPPED.read_bytes().replace(b"\nReturn to Discussion", b"").replace(b"\n", b"\r\n")
    ingest.store(transcripts.parse(source), "another-capture.txt", source=source, by="curator")
    assert counts() == before


def test_a_second_session_of_the_same_day_gets_an_address_of_its_own(thread):
    source = b"Working With Shelters\nAnn Lee  -  2015/1/21\nHow do we begin?\n1.\xa0\xa0Ann Lee\n\xa0Slowly.\n"
    stored = ingest.store(transcripts.parse(source), "second.txt", source=source, by="curator")
    assert stored.thread.slug == "2015-01-21-2"


def test_a_new_session_is_shown_to_nobody_before_a_curator_has_read_it(thread, client):
    source = b"Working With Shelters\nAnn Lee  -  2016/3/2\nHow do we begin?\n1.\xa0\xa0Ann Lee\n\xa0Slowly.\n"
    ingest.store(transcripts.parse(source), "new.txt", source=source, by="curator")
    assert client.get("/forum/2016-03-02/").status_code == 404
    assert client.get("/forum/2016-03-02/1/").status_code == 404
    assert "2016-03-02" not in client.get("/forum/").content.decode()


def test_the_shipped_one_was_reviewed_before_it_came(thread, client):
    assert thread.reviewed_by == thread.steps.get(action="show").by
    assert not Flag.objects.open().exists()
    assert not Evidence.objects.filter(held=True).exists()


def test_every_mention_and_quote_still_stands_in_its_post(thread):
    assert list(provenance.problems()) == []


def test_the_check_of_provenance_finds_a_mention_that_moved(thread):
    mention = Mention.objects.first()
    Mention.objects.filter(pk=mention.pk).update(start=mention.start + 1)
    assert any(mention.text in sentence for sentence in provenance.problems())


def test_the_check_of_provenance_finds_a_quote_that_was_changed(thread):
    evidence = Evidence.objects.first()
    Evidence.objects.filter(pk=evidence.pk).update(quote="Nobody ever said this.")
    assert len(list(provenance.problems())) >= 2


def test_all_26_resources_were_suggested_with_54_mentions_and_30_pieces_of_advice(thread):
    assert SourceRecord.objects.filter(source="forum:2015-01-21").count() == 26
    assert Mention.objects.count() == 54
    assert Advice.objects.count() >= 30


def test_what_was_decided_stands_after_a_re_import(thread):
    """The shipped decisions: 3 accepted, 15 merged into the directory, 8 rejected and remembered."""
    rejected = Resource.objects.filter(curation=Curation.REJECTED)
    assert rejected.count() == 8
    assert Resource.objects.filter(merged_into__isnull=False).count() == 15
    source = SHIPPED.read_bytes()
    ingest.store(transcripts.parse(source), SHIPPED.name, source=source, by="curator")
    assert rejected.count() == 8
    assert not Resource.objects.awaiting_review().filter(source_records__source="forum:2015-01-21").exists()


def test_participants_are_named_by_first_name_and_hosts_in_full(thread):
    speakers = dict(Evidence.objects.exclude(role="asker").values_list("speaker", "role"))
    assert speakers == {"Carol Gomez": "host", "Shannon Going": "host", "Jessica": "participant"}


def test_a_redaction_is_in_no_page_and_in_no_new_quote(thread, client):
    post = thread.posts.get(question__number=7, number=7)
    Redaction.objects.create(post=post, start=0, end=60, reason="describes a person", by="curator")
    hidden = post.text[:60]
    page = client.get("/forum/2015-01-21/7/").content.decode()
    assert hidden[8:50] not in page
    assert "[removed]" in page
