"""Suggesting a contact: what is asked, what comes back, and what a curator finds."""

import pytest
from django.utils import translation

from referrals import curation
from referrals.curation import record, rules
from referrals.models import Resource, Tip
from referrals.views import suggesting
from referrals.views.suggestion_form import SuggestionForm
from tests.pages import Page
from tests.sent import LINK, PHONE, code_on, listed, outcome, ticket

pytestmark = pytest.mark.django_db
PATH = "/suggest-a-resource/"
GOOD = {"name": "Lantern Legal", "kind": "legal-services", "coverage": "states", "state": "NC", "phone": "919-919-0142"}
WORDS = "They help in Durham."


def send(client, **form):
    return client.post(PATH, {"ticket": ticket()} | GOOD | form)


def suggested() -> record.Record:
    return record.of(Resource.objects.with_contacts().get(name=GOOD["name"]))


class TestSending:
    def test_it_waits_for_a_curator_and_has_a_code(self, client):
        response = send(client, words=WORDS)
        tip = Tip.objects.get()
        assert (tip.resource.curation, tip.words) == ("suggested", WORDS)
        assert "listed once a person has checked it" in outcome(client, code_on(response))

    def test_everything_typed_is_in_the_record(self, client):
        send(client, coverage="local", area="Durham County", phone="(919) 919-0142 ext. 12", text_to="233733",
             email="desk@lantern.example.org", website="lantern.example.org/help", hours="9-5")  # fmt: skip
        kept = suggested()
        assert (kept["kind"], kept["coverage"], kept["states"]) == ("legal-services", "local", ["NC"])
        assert (kept["base_state"], kept["area"], kept["hours"]) == ("NC", "Durham County", "9-5")
        numbers = [(row["number"], row["extension"], row["use"], row["primary"]) for row in kept["phones"]]
        assert numbers == [("+19199190142", "12", "voice", True), ("233733", "", "text", False)]
        assert kept["emails"][0]["address"] == "desk@lantern.example.org"
        assert kept["links"][0]["url"] == "https://lantern.example.org/help"
        assert rules.problems(kept) == []

    @pytest.mark.parametrize(
        ("more", "problems"),
        [({"kind": "law-enforcement"}, []), ({"coverage": "national", "state": ""}, []),
         ({"coverage": "not-stated"}, []), ({"coverage": "national", "state": "NC"}, []), ({"phone": "988"}, [])],
    )  # fmt: skip
    def test_whatever_is_chosen_could_be_published(self, client, more, problems):
        send(client, **more)
        assert rules.problems(suggested()) == problems

    def test_the_words_are_in_nothing_but_their_own_row(self, client):
        send(client, words=WORDS)
        one = Tip.objects.get().resource
        assert WORDS not in str(
            [record.of(one), one.note, list(one.changes.values()), list(one.source_records.values())]
        )

    def test_a_curator_reads_them_beside_the_suggestion(self, client, curator, provider):
        send(client, words=WORDS)
        path = f"/curate/review/{Tip.objects.get().resource.slug}/"
        assert WORDS in curator.get(path).content.decode()
        assert provider.get(path).status_code == 403

    def test_sent_twice_it_is_one_suggestion_with_one_code(self, client):
        form = {"ticket": ticket()}
        assert code_on(send(client, **form)) == code_on(send(client, **form))
        assert Resource.objects.count() == 1

    def test_the_next_one_from_the_same_page_is_another(self, client):
        form = {"ticket": ticket()}
        assert code_on(send(client, **form)) != code_on(send(client, **form, name="Other Legal", phone="919-919-0143"))
        assert Resource.objects.count() == 2


class TestIsItOneOfThese:
    """Before it is sent, whatever is listed and looks like it is shown."""

    @pytest.mark.parametrize("same", [{"name": "Harbor House"}, {"phone": PHONE}, {"website": LINK}])
    def test_what_looks_like_it_is_shown_and_nothing_is_lost(self, client, same):
        one = listed()
        response = send(client, words=WORDS, **same)
        text = response.content.decode()
        assert "Is it one of these?" in text
        assert f'href="{one.get_absolute_url()}"' in text
        assert all(typed in text for typed in (*same.values(), WORDS, "None of these: send it"))
        assert not Tip.objects.exists()

    def test_none_of_these_sends_it(self, client):
        listed()
        assert code_on(send(client, name="Harbor House", none="1"))
        assert Tip.objects.get().resource.may_be.name == "Harbor House"

    def test_what_waits_for_review_or_was_turned_down_is_not_shown(self, client):
        for name in ("Lantern Legal", "Lantern Legal Aid"):
            values = record.blank(name=name, kind="legal-services", phones=[{"number": "+19199190142"}])
            curation.suggest(by="Ana", values=values, source="list", key=name)
        assert code_on(send(client))

    def test_a_number_that_is_withheld_does_not_give_its_contact_away(self, client):
        one = listed(phones=[{"number": "+19199190142", "doubtful": True}])
        assert one.name not in send(client).content.decode()


WRONG = {
    "no name": ({"name": " "}, "Say what it is called."),
    "a long name": ({"name": "x" * 251}, "250"),
    "no kind": ({"kind": ""}, "Choose what comes closest."),
    "no such kind": ({"kind": "pigeon"}, "pigeon"),
    "no state": ({"state": ""}, "Choose the state that it serves."),
    "no such state": ({"state": "ZZ"}, "ZZ"),
    "no way to reach it": ({"phone": ""}, "Give one way to reach them"),
    "no number": ({"phone": "ask Ann"}, "That is no number in use."),
    "a number of nobody": ({"phone": "000-000-0000"}, "That is no number in use."),
    "911": ({"phone": "911"}, "That is no number in use."),
    "no number to text": ({"text_to": "12"}, "That is no number in use."),
    "no e-mail": ({"email": "desk at lantern"}, "That is no e-mail address."),
    "no web address": ({"website": "javascript:alert(1)"}, "That is no web address."),
    "too many words": ({"words": "x" * 201}, "200"),
    "a NUL": ({"name": "Lan\x00tern"}, ""),
}


class TestWhatIsWrong:
    @pytest.mark.parametrize(("form", "sentence"), WRONG.values(), ids=WRONG)
    def test_each_field_says_so_and_nothing_is_lost(self, client, form, sentence):
        response = send(client, **({"words": WORDS} | form))
        text = response.content.decode()
        assert response.status_code == 400
        assert sentence in text
        assert 'aria-invalid="true"' in text
        assert "name" in form or GOOD["name"] in text
        assert "words" in form or WORDS in text
        assert not Resource.objects.exists()

    def test_every_field_with_a_problem_is_named_at_the_top_and_led_to(self, client):
        text = send(client, name="", phone="x").content.decode()
        top = text[text.index('id="problem"') : text.index("<h1>")]
        assert 'href="#id_name"' in top
        assert 'href="#id_phone"' in top
        assert 'id="id_name_error"' in text

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [({"ticket": ""}, "open for too long"), ({"ticket": "x" * 500}, "open for too long"),
         ({"leave_empty": "http://spam.example"}, "has to stay empty")],
    )  # fmt: skip
    def test_a_form_that_cannot_be_taken_comes_back_filled_in(self, client, form, sentence):
        response = send(client, words=WORDS, **form)
        text = response.content.decode()
        assert response.status_code == 400
        assert all(said in text for said in (sentence, WORDS, GOOD["name"]))
        assert not Resource.objects.exists()

    def test_quicker_than_a_hand_comes_back_and_goes_through_when_the_time_has_passed(self, client, monkeypatch):
        monkeypatch.setattr(suggesting, "QUICKEST", 60)
        response = send(client)
        assert "quicker than a hand" in response.content.decode()
        assert not Resource.objects.exists()
        monkeypatch.setattr(suggesting, "QUICKEST", 0)
        assert code_on(send(client, ticket=response.context["ticket"]))


def test_nothing_is_asked_about_who_suggests_it(client):
    assert set(SuggestionForm().fields) == {
        "name", "kind", "coverage", "state", "area", "phone", "text_to", "email", "website", "hours", "words",
    }  # fmt: skip
    text = client.get(PATH).content.decode()
    assert "Nothing is asked about you" in text
    assert "No word about a person you help" in text


def test_it_speaks_spanish_to_the_last_sentence(client):
    page = Page(client.post(f"{PATH}?lang=es", {"ticket": ticket(), "phone": "x"}).content.decode())
    assert page.language == "es"
    with translation.override(None):
        english = {str(field.label) for field in SuggestionForm().fields.values()} - {"Web site"}
    assert not english & set(page.said_in("es"))
    assert any("Ese número no existe" in text for text in page.said_in("es"))


def test_no_word_of_it_is_in_an_address_a_cookie_or_a_log(client, caplog):
    response = send(client, words=WORDS)
    for said in (str(response.headers), str(client.cookies), caplog.text):
        assert WORDS not in said
        assert "Lantern" not in said
        assert code_on(response) not in said


def test_it_takes_few_queries_in_a_large_directory_too(client, django_assert_max_num_queries):
    for n in range(12):
        listed(f"Lantern House {n}")
    with django_assert_max_num_queries(15):
        assert "Is it one of these?" in send(client, phone=PHONE).content.decode()
