"""A new session is reviewed before anybody reads it, and what is redacted is quoted nowhere."""

import io

import pytest
from django.core.management import call_command

from forum import provenance, reviewing
from forum.models import Flag, Mention, Post, Redaction, Step, Thread
from referrals import curation
from referrals.models import Evidence, Resource
from tests.forum.reviewed import PRIVATE, SESSION, flag, place, waiting
from tests.shipped import Rows

pytestmark = pytest.mark.django_db


def accepted() -> Resource:
    """The suggestion of Harbor House, published by a curator while its session waits."""
    one = Resource.objects.get(name="Harbor House")
    return curation.publish(one, by="Ana")


def decide_all(keep: bool = False) -> None:
    for one in Flag.objects.open().select_related("post__thread"):
        if keep:
            reviewing.keep(one, by="Ana")
        elif Flag.objects.open().filter(pk=one.pk).exists():
            reviewing.redact(one.post, start=one.start, end=one.end, by="Ana")


def quotes(one: Resource) -> list[str]:
    """What its page quotes of it, in alphabetical order."""
    return sorted(said["quote"] for said in Resource.objects.get(pk=one.pk).released["evidence"])


def reply(number: int) -> Post:
    return Post.objects.get(kind="reply", number=number)


def test_a_new_session_is_flagged_and_waits():
    thread = waiting()
    flagged = {one.post.text[one.start : one.end] for one in Flag.objects.select_related("post")}
    assert flagged == {f"client {PRIVATE}, 16, from Boise"} or "case no. 16-CV-12345" in flagged
    assert thread.reviewed_at is None
    assert not Thread.objects.public().exists()


class TestWaiting:
    def test_a_contact_accepted_meanwhile_quotes_nothing_of_it(self):
        waiting()
        one = accepted()
        assert one.evidence.count() == 2
        assert quotes(one) == []
        assert one not in Resource.objects.named_in_a_forum()

    def test_what_is_held_justifies_no_record_without_a_contact(self):
        waiting()
        one = Resource.objects.get(name="Harbor House")
        curation.edit(one, by="Ana", values={"phones": [], "links": [], "emails": []})
        with pytest.raises(curation.NotPublishable):
            curation.publish(one, by="Ana")

    def test_it_is_shown_only_when_every_flag_is_decided(self):
        thread = waiting()
        with pytest.raises(reviewing.NotDone, match="every flag"):
            reviewing.show(thread, by="Ana")
        decide_all()
        reviewing.show(thread, by="Ana")
        thread.refresh_from_db()
        assert thread.reviewed_by == "Ana"

    def test_once_shown_it_is_quoted_and_the_history_says_why(self):
        thread = waiting()
        one = accepted()
        decide_all()
        reviewing.show(thread, by="Ana")
        assert [quote[:17] for quote in quotes(one)] == ["Harbor House help", "You may also call"]
        assert (one.changes.first().action, one.changes.first().by) == ("quote", "Ana")
        assert one.changes.first().fields == {}
        with pytest.raises(curation.CannotUndo, match="follows the post"):
            curation.undo(one.changes.first(), by="Eva")
        assert Resource.objects.get(pk=one.pk).revision > one.revision

    def test_held_back_again_it_is_quoted_no_more(self):
        thread = waiting()
        one = accepted()
        decide_all()
        reviewing.show(thread, by="Ana")
        reviewing.hide(thread, by="Eva")
        assert quotes(one) == []
        assert not Thread.objects.public().exists()
        with pytest.raises(reviewing.NotDone, match="already"):
            reviewing.hide(thread, by="Eva")

    def test_a_merge_takes_its_quotes_along_and_they_stay_held(self):
        waiting()
        into = curation.create(by="Ana", values=accepted().source_records.get().values | {"name": "Harbor"},
                               source="list", key="x", published=True)  # fmt: skip
        curation.merge(Resource.objects.get(name="Harbor House"), into=into, by="Ana")
        assert (into.evidence.count(), quotes(into)) == (2, [])


class TestDeciding:
    def test_a_flag_is_kept_once(self):
        waiting()
        one = flag("16-CV")
        step = reviewing.keep(one, by="Ana")
        assert Flag.objects.get(pk=one.pk).decided == step
        with pytest.raises(reviewing.NotDone, match="already"):
            reviewing.keep(one, by="Eva")

    def test_not_upon_an_old_state(self):
        waiting()
        one = flag(PRIVATE)
        seen = reviewing.last_step(one.post.steps.all())
        reviewing.redact(one.post, **place(one.post, "16"), by="Eva", seen=seen)
        for act in (
            lambda: reviewing.keep(one, by="Ana", seen=seen),
            lambda: reviewing.redact(one.post, start=0, end=4, by="Ana", seen=seen),
        ):
            with pytest.raises(reviewing.DecidedMeanwhile) as met:
                act()
            assert met.value.step.by == "Eva"
        assert Redaction.objects.count() == 1

    def test_what_a_redaction_covers_is_decided_and_what_it_does_not_is_not(self):
        waiting()
        post = reply(1)
        reviewing.redact(post, start=0, end=len(post.text) - 10, by="Ana")
        assert {one.post.kind for one in Flag.objects.open()} >= {"question"}
        reviewing.redact(post, start=0, end=len(post.text), by="Ana")
        assert not Flag.objects.open().filter(post=post).exists()

    @pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 4), (0, 10_000)])
    def test_what_is_no_stretch_of_the_post_is_refused(self, start, end):
        waiting()
        with pytest.raises(reviewing.NotDone, match="no such words"):
            reviewing.redact(reply(1), start=start, end=end, by="Ana")

    def test_what_is_redacted_is_not_redacted_again(self):
        waiting()
        reviewing.redact(reply(1), start=0, end=10, by="Ana")
        for again in (
            lambda: reviewing.redact(reply(1), start=2, end=8, by="Ana"),
            lambda: reviewing.redact_all(reply(1), [(reply(1), 2, 8)], by="Ana"),
        ):
            with pytest.raises(reviewing.NotDone, match="already"):
                again()

    def test_a_redaction_taken_back_brings_words_and_flag_back(self):
        thread = waiting()
        one = accepted()
        decide_all(keep=True)
        before = {row.pk: row.quote for row in Evidence.objects.all()}
        step = reviewing.redact(reply(1), **place(reply(1), "by day"), by="Ana")
        reviewing.show(thread, by="Ana")
        assert quotes(one)[1] == "You may also call Harbor House at 919-555-0100 [removed]."
        reviewing.undo(step, by="Eva")
        assert {row.pk: row.quote for row in Evidence.objects.all()} == before
        assert quotes(one)[1].endswith("by day.")
        with pytest.raises(reviewing.NotDone, match="cannot"):
            reviewing.undo(step, by="Eva")

    def test_a_session_whose_flag_opens_again_is_held_back(self):
        thread = waiting()
        decide_all(keep=True)
        reviewing.show(thread, by="Ana")
        reviewing.undo(Step.objects.filter(action="keep").first(), by="Eva")
        thread.refresh_from_db()
        assert thread.reviewed_at is None
        assert [step.action for step in thread.steps.all()[:2]] == ["hide", "undo"]

    def test_showing_and_holding_back_are_no_steps_to_take_back(self):
        thread = waiting()
        decide_all()
        with pytest.raises(reviewing.NotDone):
            reviewing.undo(reviewing.show(thread, by="Ana"), by="Ana")


class TestQuotes:
    """Trimmed to what is not redacted; held where nothing carries the contact any more."""

    def test_where_the_contact_itself_is_redacted_nothing_is_quoted_or_named(self, client):
        thread = waiting()
        one = accepted()
        decide_all()
        for words in ("Harbor House", "919-555-0100"):
            reviewing.redact(reply(1), **place(reply(1), words), by="Ana")
        reviewing.show(thread, by="Ana")
        assert [quote[:17] for quote in quotes(one)] == ["Harbor House help"]
        for words in ("Harbor House", "http://www.harbor.example/"):
            reviewing.redact(reply(2), **place(reply(2), words), by="Ana")
        assert quotes(one) == []
        assert one.get_absolute_url() not in client.get(f"/forum/{SESSION}/1/").content.decode()
        assert Thread.objects.counted().get().contacts == 0
        assert list(provenance.problems()) == []

    def test_the_question_it_answers_is_redacted_in_it_too(self):
        thread = waiting()
        one = accepted()
        decide_all()
        reviewing.show(thread, by="Ana")
        asked = {said["asked"] for said in Resource.objects.get(pk=one.pk).released["evidence"]}
        assert all(PRIVATE not in text and "[removed]" in text for text in asked)

    def test_two_quotes_that_became_the_same_are_shown_once(self):
        text = "Call Harbor House at 919-555-0100 for Ann. Call Harbor House at 919-555-0100 for Eve. Slowly."
        thread = waiting(f"Working\nAnn Lee  -  2016/3/2\nHow do we begin?\n1.\xa0\xa0Ann Lee\n\xa0{text}\n")
        one = accepted()
        for words in ("Ann", "Eve"):
            reviewing.redact(reply(1), **place(reply(1), words), by="Ana")
        decide_all()
        reviewing.show(thread, by="Ana")
        assert quotes(one) == ["Call Harbor House at 919-555-0100 for [removed]."]

    def test_reading_the_file_again_finds_nothing_new(self):
        thread = waiting()
        decide_all()
        reviewing.show(thread, by="Ana")
        tables = (Evidence, Mention, Resource, Flag)
        before = [model.objects.count() for model in tables]
        waiting()
        assert [model.objects.count() for model in tables] == before
        thread.refresh_from_db()
        assert thread.reviewed_at

    def test_the_check_finds_a_quote_that_is_not_held(self):
        waiting()
        Evidence.objects.update(held=False)
        assert any("not held back" in sentence for sentence in provenance.problems())


class TestPurging:
    def purged(self, session: str = SESSION) -> str:
        out = io.StringIO()
        call_command("purge_source", session, stdout=out)
        return out.getvalue()

    def test_the_file_and_every_redacted_word_are_gone_and_quotes_stay(self):
        thread = waiting()
        one = accepted()
        decide_all()
        for post in Post.objects.filter(text__contains=PRIVATE):
            if not Redaction.objects.filter(post=post, start__lte=post.text.index(PRIVATE)).exists():
                reviewing.redact(post, **place(post, PRIVATE), by="Ana")
        reviewing.show(thread, by="Ana")
        before = quotes(one)
        assert PRIVATE in str(Rows.now())
        assert "redacted stretches deleted" in self.purged()
        assert PRIVATE not in str(Rows.now()).replace("\\xa0", " ")
        assert (quotes(one), before != []) == (before, True)
        assert [*provenance.problems()] == []
        thread.refresh_from_db()
        assert (thread.source, thread.layout, thread.unplaced) == (None, [], [])

    def test_what_is_gone_cannot_be_taken_back(self):
        waiting()
        step = reviewing.redact(reply(1), start=0, end=4, by="Ana")
        self.purged()
        with pytest.raises(reviewing.NotDone, match="gone"):
            reviewing.undo(step, by="Ana")

    def test_again_deletes_nothing_and_leaves_no_line(self):
        thread = waiting()
        self.purged()
        steps = thread.steps.count()
        assert "0 bytes of its file and 0 redacted" in self.purged()
        assert thread.steps.count() == steps

    def test_a_changed_quote_is_found_by_its_hash(self):
        waiting()
        self.purged()
        Evidence.objects.filter(pk=Evidence.objects.first().pk).update(quote="Nobody ever said this.")
        assert any("not the one that was recorded" in sentence for sentence in provenance.problems())

    def test_a_changed_file_is_found_while_it_is_there(self):
        thread = waiting()
        Thread.objects.filter(pk=thread.pk).update(source=b"another file")
        assert any("not the one that was read" in sentence for sentence in provenance.problems())
