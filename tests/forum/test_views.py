"""The forum's pages over the shipped session."""

import re

import pytest

from forum.models import Post, Thread
from referrals import curation
from referrals.models import Resource

pytestmark = pytest.mark.django_db
SESSION = "/forum/2015-01-21/"


def page(client, path):
    return client.get(path).content.decode()


def test_a_title_says_what_the_page_does_and_not_what_it_is_about(shipped, client):
    titles = {
        path: re.search("<title>(.*?)</title>", page(client, path))[1] for path in ("/forum/", SESSION, f"{SESSION}8/")
    }
    assert [title.partition(" - ")[0] for title in titles.values()] == [
        "Forum sessions", "Session 2015-01-21", "Session 2015-01-21, question 8",
    ]  # fmt: skip


def test_what_one_person_said_in_one_go_counts_once(shipped):
    thread = Thread.objects.counted().get()
    assert (thread.questions, thread.answers) == (14, 32)
    questions = {post.number: post for post in thread.posts.questions().counted()}
    assert (questions[2].answers, questions[2].comments) == (1, 1)  # 22 parts of one answer, and a thank-you
    assert questions[8].contacts == 5
    assert sum(post.answers for post in questions.values()) == thread.answers


def test_every_post_keeps_its_anchor_and_says_which_part_it_is(shipped, client):
    shown = page(client, f"{SESSION}2/")
    assert re.findall(r'id="post-(\d+)"', shown) == [*map(str, range(23, 13, -1)), *map(str, range(12, 0, -1)), "13"]
    assert "Written in 22 posts" in shown
    assert '<a href="#post-21">Part 3 of 22, post 21</a>' in shown
    assert "Part 22:" not in shown


def test_hosts_and_participants_are_named_as_such(shipped, client):
    shown = page(client, f"{SESSION}7/")
    assert re.search(r'Carol Gomez <span class="role host">session host</span>', shown)
    assert re.search(r'Jessica <span class="role">participant</span>', shown)
    assert "Vincent" not in shown


def test_contacts_named_are_those_of_today(shipped, client):
    centre = Resource.objects.published().get(name="North Carolina Justice Center")
    assert 'href="tel:+19198562570"' in page(client, f"{SESSION}8/")
    curation.retire(centre, by="curator")
    assert centre.get_absolute_url() not in page(client, f"{SESSION}8/")


def test_one_can_go_to_the_question_before_and_after_and_back_to_the_session(shipped, client):
    shown = page(client, f"{SESSION}8/")
    for address in (f"{SESSION}7/", f"{SESSION}9/", SESSION):
        assert f'href="{address}"' in shown
    assert 'rel="prev"' not in page(client, f"{SESSION}1/")
    assert 'rel="next"' not in page(client, f"{SESSION}14/")


def test_words_of_the_session_are_english_whatever_the_page_speaks(shipped, client):
    shown = page(client, f"{SESSION}8/")
    assert '<blockquote class="asked" lang="en">' in shown
    assert all('<div lang="en">' in turn for turn in shown.split('<section class="turn')[1:])


def test_pages_take_the_same_queries_however_much_was_said(
    shipped, client, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_num_queries(2):
        client.get("/forum/")
    with django_assert_num_queries(4):
        client.get(SESSION)
    for number in (2, 5, 7, 14):
        with django_assert_max_num_queries(16):
            client.get(f"{SESSION}{number}/")


def test_a_post_of_no_published_contact_leads_nowhere(shipped, client):
    assert Post.objects.questions().counted().get(number=9).contacts == 0
    assert "Contacts named here" not in page(client, f"{SESSION}9/")


def test_a_contact_that_may_report_says_so_where_it_is_named(shipped, client):
    resource = Resource.objects.published().get(name="North Carolina Justice Center")
    curation.edit(resource, by="curator", values={"contact_may_report": "yes"})
    assert '<p class="caution">Contact may start' in page(client, f"{SESSION}8/")
