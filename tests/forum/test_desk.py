"""Posts at the desk: one place after the other is kept or redacted, by whoever curates, and no word of them is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import reviewing
from forum.models import Flag, Post, Redaction, Step, Thread
from tests.forum.reviewed import PRIVATE, SESSION, TEXT, flag, waiting

pytestmark = pytest.mark.django_db
DESK = f"/curate/posts/{SESSION}/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def page_of(post: Post) -> str:
    return f"{DESK}{post.position}/"


def decide(client, one: Flag, do: str, **more):
    seen = reviewing.last_step(one.post.steps.all())
    return client.post(page_of(one.post), {"flag": one.pk, "do": do, "seen": seen} | more)


def redact(client, post: Post, words: str, **more):
    return client.post(page_of(post), {"do": "words", "words": words} | more, follow=True)


def redacted() -> list[str]:
    return [row.post.text[row.start : row.end] for row in Redaction.objects.select_related("post")]


class TestWaiting:
    def test_sessions_wait_on_the_first_page_with_what_is_undecided(self, curator):
        waiting()
        page = text(curator.get("/curate/posts/"))
        assert "1 session waits" in page
        assert f"{Flag.objects.count()} places marked, {Flag.objects.count()} undecided" in page
        assert '<span class="waiting">1</span>' in text(curator.get("/curate/"))

    def test_the_session_leads_to_the_first_post_with_something_undecided(self, curator):
        waiting()
        page = text(curator.get(DESK))
        assert f'data-key="n" href="{DESK}0/"' in page
        assert 'value="show"' not in page
        assert "read every post" in page

    @pytest.mark.parametrize("place", ["desk", "admin"])
    def test_lines_that_belong_to_no_question_are_shown_with_their_number(self, place, curator):
        thread = waiting(f"<b>Captured</b> on Monday\n{TEXT}Return to Discussion\nAdvertisement\n")
        page = text(curator.get(DESK if place == "desk" else f"/admin/forum/thread/{thread.pk}/change/"))
        for line, words in (1, "&lt;b&gt;Captured&lt;/b&gt; on Monday"), (10, "Advertisement"):
            assert (f'<tr><th scope="row">{line}</th><td lang="en">{words}</td></tr>' in page) == (place == "desk")
            assert (f"<p>{line}: {words}</p>" in page) == (place == "admin")

    def test_a_session_of_which_every_line_has_its_place_says_nothing_of_that(self, curator):
        waiting()
        assert "Lines that belong" not in text(curator.get(DESK))

    def test_every_mark_is_shown_in_its_context_with_its_reason(self, curator):
        waiting()
        one = flag(PRIVATE)
        page = text(curator.get(page_of(one.post)))
        assert '<mark class="now">' in page
        assert "Whom can I call for my" in page
        assert f"({one.get_reason_display()})" in page

    def test_pages_take_the_same_queries_however_much_is_marked(self, curator):
        waiting()
        addresses = ("/curate/posts/", DESK, f"{DESK}0/")
        few = [queries(curator, address) for address in addresses]
        posts = list(Post.objects.all())
        Flag.objects.bulk_create(Flag(post=post, start=n, end=n + 3, reason="id") for post in posts for n in range(20))
        for one in Flag.objects.filter(reason="id")[:9]:
            reviewing.redact(one.post, start=one.start, end=one.end, by="Ana")
        many = [queries(curator, address) for address in addresses]
        assert all(a <= b + 1 for a, b in zip(many, few, strict=True))  # one more reads the history
        assert max(many) <= 15


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


class TestDeciding:
    def test_from_one_to_the_next_and_in_the_end_to_the_session_which_is_shown(self, curator, client):
        thread = waiting()
        address = f"{DESK}0/"
        for _ in range(Flag.objects.count()):
            one = Flag.objects.open().filter(post__position=address.split("/")[-2]).first()
            response = decide(curator, Flag.objects.select_related("post__thread").get(pk=one.pk), "redact")
            assert response.status_code == 303
            address = response["Location"]
            if not Flag.objects.open().exists():
                break
        assert address == DESK
        assert "Redacted in 1 place." in text(curator.get(address))
        seen = reviewing.last_step(thread.steps.all())
        assert "Shown to everybody." in text(curator.post(DESK, {"do": "show", "seen": seen}, follow=True))
        assert client.get(f"/forum/{SESSION}/1/").status_code == 200
        assert "Held back." in text(curator.post(DESK, {"do": "hide"}, follow=True))
        assert client.get(f"/forum/{SESSION}/1/").status_code == 404

    def test_one_is_kept_and_taken_back(self, curator):
        waiting()
        one = flag("16-CV")
        decide(curator, one, "keep")
        page = curator.get(page_of(one.post))
        assert "Kept." in text(page)
        assert "Kept." not in text(curator.get(page_of(one.post)))  # it is said once
        step = Step.objects.get()
        assert "Taken back." in text(curator.post("/curate/posts/undo/", {"step": step.pk}, follow=True))
        assert Flag.objects.open().filter(pk=one.pk).exists()
        assert "This cannot be taken back." in text(curator.post("/curate/posts/undo/", {"step": step.pk}, follow=True))

    def test_a_session_with_something_undecided_is_not_shown(self, curator):
        waiting()
        assert "Decide every flag first." in text(curator.post(DESK, {"do": "show"}, follow=True))
        assert not Thread.objects.public().exists()

    def test_whoever_looked_before_somebody_else_decided_is_told(self, curator):
        waiting()
        one = flag(PRIVATE)
        reviewing.keep(one, by="Eva")
        response = curator.post(page_of(one.post), {"flag": one.pk, "do": "redact", "seen": 0}, follow=True)
        assert "Eva decided about it meanwhile" in text(response)
        assert "meanwhile" in text(redact(curator, one.post, PRIVATE, seen=0))
        assert "meanwhile" in text(curator.post(DESK, {"do": "show", "seen": 999}, follow=True))
        assert not Redaction.objects.exists()

    @pytest.mark.parametrize("posted", [{"do": "burn"}, {"flag": "x"}, {"flag": "9" * 30}, {"flag": "1", "do": ""}])
    def test_what_cannot_be_read_is_said_and_nothing_done(self, curator, posted):
        waiting()
        one = flag(PRIVATE)
        response = curator.post(page_of(one.post), {"flag": one.pk, "do": "keep"} | posted, follow=True)
        assert "Choose what to do with the words." in text(response)
        assert "Choose what to do with the session." in text(curator.post(DESK, {"do": "x"}, follow=True))
        assert "nothing to take back" in text(curator.post("/curate/posts/undo/", {"step": "x"}, follow=True))
        assert not Step.objects.exists()


class TestWordsTyped:
    def test_they_are_found_whole_however_they_are_written(self, curator):
        waiting()
        post = Post.objects.get(kind="reply", number=1)
        redact(curator, post, "  harbor \n HOUSE ")
        assert redacted() == ["Harbor House"]

    def test_one_stays_for_more_of_them_even_when_nothing_is_undecided(self, curator):
        waiting()
        one = flag(PRIVATE)
        for _ in range(Flag.objects.filter(post=one.post).count()):
            decide(curator, Flag.objects.open().filter(post=one.post).first(), "keep")
        response = redact(curator, one.post, "Boise")
        assert response.redirect_chain[-1][0] == page_of(one.post)

    def test_part_of_a_word_is_none(self, curator):
        waiting()
        post = Post.objects.get(kind="reply", number=1)
        for words in ("Harb", "", "   ", "nobody said this", "(.*)"):
            assert "do not stand there" in text(redact(curator, post, words))
        assert not Redaction.objects.exists()

    def test_wherever_they_stand_in_the_session(self, curator):
        waiting()
        post = Post.objects.get(kind="question")
        response = redact(curator, post, PRIVATE, everywhere="1")
        assert "Redacted in 2 places." in text(response)
        assert redacted() == [PRIVATE, PRIVATE]
        assert {row.post.kind for row in Redaction.objects.all()} == {"question", "reply"}

    def test_no_answer_repeats_them(self, curator):
        waiting()
        response = curator.post(page_of(flag(PRIVATE).post), {"do": "words", "words": PRIVATE, "everywhere": "1"})
        assert PRIVATE not in f"{response.headers} {response.cookies}"


def test_the_shipped_session_can_be_redacted_later(curator, shipped, client):
    thread = Thread.objects.get()
    post = thread.posts.get(question__number=8, number=1)
    address = f"/curate/posts/{thread.slug}/{post.position}/"
    response = curator.post(address, {"do": "words", "words": "workers-rights"}, follow=True)
    assert response.redirect_chain[-1][0] == address
    page = text(client.get(f"/forum/{thread.slug}/8/"))
    assert "workers-rights" not in page
    assert "[removed]" in page
