"""Search within sessions: what is found, what is shown of it, and what never is."""

from urllib.parse import urlencode

import pytest

from forum.models import Post, Thread
from forum.search import search, wanted

pytestmark = pytest.mark.django_db
SESSION = "/forum/2015-01-21/"


def find(typed):
    return search(typed, Post.objects.questions().filter(thread__slug="2015-01-21").order_by("number"))


def numbers(typed):
    return [one.question.number for one in find(typed).found]


def marked(fragments):
    return [piece.text for piece in fragments if piece.found]


def test_a_question_has_all_the_words_in_itself_or_in_its_answers(shipped):
    assert numbers("Charlotte farmworker") == [8]
    assert 7 in numbers("Tucson")


def test_words_are_compared_folded_by_stem_and_from_their_beginning(shipped):
    assert numbers("CHÁRLOTTE") == numbers("charlotte") == [8]
    assert numbers("farmworkers") == numbers("farmwork") != []


def test_words_that_carry_no_subject_are_left_out_unless_there_are_no_others(shipped):
    assert numbers("the services in Charlotte") == numbers("services Charlotte")
    assert [word.folded for word in wanted("who is there")] == ["who", "is", "there"]


def test_what_is_found_is_marked_and_leads_to_the_answer(shipped):
    (one,) = find("Charlotte farmworker").found
    assert marked(one.asked) == ["Charlotte"]
    places = {excerpt.href: excerpt for excerpt in one.excerpts}
    assert marked(places["/forum/2015-01-21/8/#post-1"].fragments) == ["Farmworker"]
    assert {(e.speaker, e.is_host) for e in one.excerpts} == {("Carol Gomez", True)}


def test_places_with_the_most_of_the_words_are_shown_in_reading_order(shipped):
    one = next(one for one in find("survivors police training").found if one.question.number == 2)
    assert [excerpt.href.partition("#")[2] for excerpt in one.excerpts] == ["post-18", "post-17", "post-10"]
    assert one.more == 15


def test_a_mark_lies_within_its_excerpt_and_the_excerpt_says_where_it_is_cut(shipped):
    for one in find("trafficking").found:
        for fragments in (one.asked, *(excerpt.fragments for excerpt in one.excerpts)):
            text = "".join(piece.text for piece in fragments)
            assert len(text) < 400
            assert "\n" not in text.strip()


def test_each_word_is_counted_when_none_has_all(shipped):
    outcome = find("Charlotte zebra")
    assert (outcome.found, outcome.each) == ((), (("Charlotte", 1), ("zebra", 0)))


def test_what_is_redacted_is_not_found_and_not_shown(shipped, client):
    post = Post.objects.get(thread__slug="2015-01-21", question__number=8, text__contains="Farmworker")
    start = post.text.index("NC Farmworker")
    post.redactions.create(start=start, end=start + 30, reason="a test", by="curator")
    assert 8 not in numbers("farmworker")
    assert b"Farmworker" not in client.post(SESSION, {"q": "justice center"}, follow=True).content


@pytest.mark.parametrize("typed", ["", "   ", "?!", "\x00"])
def test_without_a_word_the_page_is_simply_shown_again(shipped, client, typed):
    response = client.post(SESSION, {"q": typed})
    assert (response.status_code, response.url) == (303, SESSION)


@pytest.mark.parametrize("path", ["/forum/", SESSION])
def test_results_are_shown_once_and_are_not_kept(shipped, client, path, caplog):
    caplog.set_level("DEBUG")
    asked = client.post(path, {"q": "canaryword charlotte"})
    assert (asked.status_code, asked.url) == (303, path)
    cookie = asked.cookies["looked-for"]
    assert (cookie["max-age"], cookie["expires"], cookie["path"], cookie["httponly"]) == ("", "", path, True)
    response = client.get(path)
    assert response["Cache-Control"] == "no-store"
    assert b"No question has all of these words" in response.content
    assert "canaryword" not in caplog.text
    assert response.cookies["looked-for"].value == ""
    title = response.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert "0 questions found" in title
    assert "canaryword" not in title
    assert b"canaryword" not in client.get(path).content


def test_words_that_nobody_signed_are_not_heard(shipped, client):
    client.cookies["looked-for"] = "canaryword"
    assert b"canaryword" not in client.get(SESSION).content


def test_words_in_the_address_are_not_read(shipped, client):
    assert b"canaryword" not in client.get(SESSION, {"q": "canaryword"}).content


def test_a_session_that_waits_for_review_is_not_searched(shipped, client):
    Thread.objects.update(reviewed_at=None, reviewed_by="")
    assert b"0 questions found" in client.post("/forum/", {"q": "Charlotte"}, follow=True).content
    assert client.post(SESSION, {"q": "Charlotte"}).status_code == 404


def test_hostile_words_are_answered(shipped, client):
    for typed in ("a" * 100_000, "<script>alert(1)</script>", "(((", "\ud800", "‮gnirts 🦊"):
        body = urlencode({"q": typed}, errors="surrogatepass")
        response = client.post(SESSION, body, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 303
        shown = client.get(SESSION)
        assert shown.status_code == 200
        assert b"<script>alert" not in shown.content


def test_results_take_the_same_queries_however_many_there_are(shipped, client, django_assert_num_queries):
    for typed in ("Charlotte", "trafficking"):
        client.post("/forum/", {"q": typed})
        with django_assert_num_queries(4):
            client.get("/forum/")
