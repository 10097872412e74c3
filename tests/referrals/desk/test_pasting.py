"""Paste anything: what a text names is marked and goes to review if a curator says so; the text does not stay."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from referrals import curation, pasting
from referrals.models import Pasted, Resource
from referrals.vocabulary import Rejection

from .test_review import listed

pytestmark = pytest.mark.django_db
PASTE = "/curate/paste/"
TEXT = (
    "Dear all, our client Mrs. Canary moved to Reno last week.\n\n"
    "For lawyers please call the Harbor Immigrant Justice Center at 919-555-0142 or see www.harborjustice.example.org. "
    "The National Lantern Hotline (1-800-799-7233) answers at night."
)


@pytest.fixture(autouse=True)
def vocabulary(db):
    call_command("load_vocabulary", verbosity=0)


def paste(client, text: str = TEXT, **said):
    form = {"text": text, "label": "e-mail of the coalition", "said_on": "2026-01-21"} | said
    return client.post(PASTE, form, follow=True)


def send(client, *names: str):
    return client.post(f"{PASTE}{Pasted.objects.get().pk}/", {"chosen": names, "send": "1"}, follow=True)


def test_what_it_names_is_marked_with_what_the_text_says_of_it(curator):
    page = paste(curator)
    told = {one.values["name"]: one.values for one, _lines in page.context["told"]}
    assert {"Harbor Immigrant Justice Center", "National Lantern Hotline"} <= told.keys()
    harbor = told["Harbor Immigrant Justice Center"]
    assert [row["number"] for row in harbor["phones"]] == ["+19195550142"]
    assert "harborjustice.example.org" in harbor["links"][0]["url"]
    assert (harbor["published_by"], harbor["published_on"]) == ("e-mail of the coalition", "2026-01-21")
    assert "".join(text for text, _number, _first in page.context["pieces"]) == TEXT
    marked = [text for text, number, _first in page.context["pieces"] if number]
    assert any("Harbor Immigrant Justice Center" in text for text in marked)


def test_what_is_ticked_comes_to_review_with_the_sentence_that_names_it(curator):
    paste(curator)
    page = send(curator, "harbor immigrant justice center")
    assert "1 suggestion is in the queue." in page.content.decode()
    one = Resource.objects.awaiting_review().get()
    (said,) = one.evidence.all()
    assert said.quote.startswith("For lawyers please call the Harbor Immigrant Justice Center")
    assert (said.source_label, f"{said.date}") == ("e-mail of the coalition", "2026-01-21")
    review = curator.get(f"/curate/review/{one.slug}/").content.decode()
    assert "The text it was read from" in review


def test_nothing_ticked_sends_nothing(curator):
    paste(curator)
    assert "Nothing was sent" in send(curator).content.decode()
    assert not Resource.objects.exists()


def test_what_is_here_already_stands_beside_it(curator):
    known = listed("Harbor Immigrant Justice Ctr.", states=["NC"])
    page = paste(curator)
    near = {one.values["name"]: [other.slug for other in one.near] for one, _lines in page.context["told"]}
    assert near["Harbor Immigrant Justice Center"] == [known.slug]
    send(curator, "harbor immigrant justice center")
    assert Resource.objects.awaiting_review().get().may_be == known


def test_who_asked_not_to_be_listed_is_not_suggested(curator):
    known = listed("Harbor Immigrant Justice Center", states=[], coverage="not-stated")
    curation.reject(known, by="Ana", reason=Rejection.DO_NOT_LIST)
    paste(curator)
    page = send(curator, "harbor immigrant justice center")
    assert "1 was known or turned down before." in page.content.decode()
    assert not Resource.objects.awaiting_review().exists()


class TestTheTextDoesNotStay:
    def test_it_is_gone_when_the_last_of_it_is_decided_and_the_quotes_stay(self, curator):
        paste(curator)
        send(curator, "harbor immigrant justice center", "national lantern hotline")
        first, second = Resource.objects.awaiting_review().order_by("pk")
        curator.post(f"/curate/review/{first.slug}/", {"accept": "1", f"seen-{first.pk}": first.revision})
        assert Pasted.objects.exists()
        form = {"reject": Rejection.WRONG, f"seen-{second.pk}": second.revision}
        curator.post(f"/curate/review/{second.slug}/", form)
        assert not Pasted.objects.exists()
        assert first.evidence.exists()

    @pytest.mark.parametrize("what", ["page", "command"])
    def test_it_is_gone_after_thirty_days_whatever_was_decided(self, what, curator):
        paste(curator)
        Pasted.objects.update(at=timezone.now() - timedelta(days=29))
        curator.get(PASTE)
        assert Pasted.objects.exists()
        Pasted.objects.update(at=timezone.now() - timedelta(days=31))
        curator.get(PASTE) if what == "page" else call_command("forget_reports")
        assert not Pasted.objects.exists()

    def test_what_was_never_sent_stays_until_it_is_thrown_away(self, curator):
        paste(curator)
        pasting.forget(timezone.now())
        one = Pasted.objects.get()
        curator.post(f"{PASTE}{one.pk}/", {"throw": "1"})
        assert not Pasted.objects.exists()

    def test_what_it_says_beside_the_contacts_is_in_nothing_that_others_see(self, curator, client, provider):
        paste(curator)
        send(curator, "harbor immigrant justice center")
        one = Resource.objects.awaiting_review().get()
        curator.post(f"/curate/review/{one.slug}/", {"accept": "1", f"seen-{one.pk}": one.revision})
        for reader in (client, provider):
            for path in ("/?q=harbor", one.get_absolute_url(), "/resources.csv?q=harbor", "/resources.json?q=harbor",
                         "/?q=canary"):  # fmt: skip
                answer = reader.get(path)
                text = b"".join(answer.streaming_content) if answer.streaming else answer.content
                assert b"Mrs. Canary" not in text, path


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"text": ""}, "Paste a text, or choose a file."),
        ({"text": "  \n "}, "Paste a text, or choose a file."),
        ({"text": "x" * 50_001}, "The text has 50001 characters; at most 50000."),
        ({"label": ""}, "This field is required."),
        ({"said_on": "last year"}, "Write the day like 2015"),
        ({"link": "no site"}, "That is no web address."),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_kept(curator, said, told):
    page = paste(curator, **said)
    assert (page.status_code, told in page.content.decode()) == (422, True)
    assert not Pasted.objects.exists()


def test_a_text_that_names_nothing_says_so(curator):
    assert "Nothing that looks like a contact" in paste(curator, "See you on Monday.").content.decode()


def test_the_pages_take_few_queries(curator, django_assert_max_num_queries):
    paste(curator)
    for path in ("", f"{Pasted.objects.get().pk}/"):
        with django_assert_max_num_queries(15):
            curator.get(f"{PASTE}{path}")
