"""Reporting a problem from a contact's page, and asking with the code what came of it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals import curation, release
from referrals.models import Address, Report, Resource
from referrals.release import Audience
from referrals.views import reporting
from tests.pages import Page
from tests.sent import EMAIL, LINK, PHONE, PLACE, SECOND, code_on, listed, outcome, report, ticket

pytestmark = pytest.mark.django_db
WORDS = "The line rings out."


def shown(client, one: Resource) -> str:
    return client.get(one.get_absolute_url()).content.decode()


def buttons(response, name: str) -> list[str]:
    return re.findall(rf'<button[^>]* name="{name}" value="([^"]*)"', response.content.decode())


class TestTwoTaps:
    def test_the_choices_stand_on_the_contacts_page_and_one_press_sends(self, client):
        page = client.get(listed().get_absolute_url())
        assert buttons(page, "problem") == ["dead", "moved", "hours", "closed", "other", "confidential"]
        text = page.content.decode()
        assert "<summary>Report a problem</summary>" in text
        assert 'action="/reports/send/"' in text
        assert "No word about a person you help" in text

    @pytest.mark.parametrize("problem", ["dead", "moved", "hours", "closed", "other"])
    def test_it_is_there_for_curators_and_has_a_code(self, client, problem):
        one = listed()
        response = report(client, one, problem, words=WORDS)
        kept = Report.objects.get()
        assert (kept.resource, kept.problem, kept.words, kept.signed_in) == (one, problem, WORDS, False)
        assert "Nobody has looked at it yet" in outcome(client, code_on(response))

    def test_the_form_of_the_page_is_accepted_once_a_hand_could_have_pressed(self, client, monkeypatch):
        form = dict(re.findall(r'name="(contact|ticket)" value="([^"]*)"', shown(client, listed())))
        monkeypatch.setattr(reporting, "QUICKEST", 60)
        assert client.post("/reports/send/", form | {"problem": "dead"}).status_code == 400
        monkeypatch.setattr(reporting, "QUICKEST", 0)
        assert code_on(client.post("/reports/send/", form | {"problem": "dead"}))

    def test_sent_twice_it_is_one_report_with_one_code(self, client):
        one, form = listed(), {"ticket": ticket()}
        first, second = (report(client, one, **form) for _ in range(2))
        assert code_on(first) == code_on(second)
        assert Report.objects.count() == 1

    def test_another_problem_from_the_same_page_is_another_report(self, client):
        one, form = listed(), {"ticket": ticket()}
        assert code_on(report(client, one, "dead", **form)) != code_on(report(client, one, "hours", **form))
        assert Report.objects.count() == 2

    @pytest.mark.parametrize("who", ["provider", "curator"])
    def test_who_signed_in_is_not_named_either(self, request, who):
        report(request.getfixturevalue(who), listed())
        kept = Report.objects.values().get()
        assert kept["signed_in"]
        assert who not in str(kept)


class TestConfidential:
    def test_the_second_step_asks_what_of_all_that_is_shown(self, client):
        response = report(client, listed(), "confidential", words=WORDS)
        assert buttons(response, "what") == [
            f"phone {PHONE}", f"phone {SECOND}", f"link {LINK}", f"email {EMAIL}", "address", "city",
        ]  # fmt: skip
        assert WORDS in response.content.decode()
        assert not Report.objects.exists()

    def test_of_what_is_hidden_from_the_reader_nothing_is_asked(self, client, provider):
        one = listed(
            address=PLACE | {"visibility": "city"}, phones=[{"number": PHONE}, {"number": SECOND, "doubtful": True}]
        )
        assert "address" not in buttons(report(client, one, "confidential"), "what")
        assert "address" in buttons(report(provider, one, "confidential"), "what")
        for who in (client, provider):
            asked = report(who, one, "confidential")
            assert f"phone {SECOND}" not in buttons(asked, "what")
            assert "Main Street" not in asked.content.decode()

    def test_nor_is_it_hidden_by_naming_it(self, client):
        one = listed(address=PLACE | {"visibility": "city"})
        response = report(client, one, "confidential", what="address")
        assert buttons(response, "what")
        assert not Report.objects.exists()

    @pytest.mark.parametrize(("what", "text"), [("address", "12 Main Street"), ("city", "Durham")])
    def test_a_place_is_gone_from_the_page_at_once(self, client, what, text):
        one = listed(address=PLACE if what == "address" else None)
        assert text in shown(client, one)
        response = report(client, one, "confidential", what=what)
        assert "hidden at once" in response.content.decode()
        assert text not in shown(client, one)
        assert "hidden meanwhile" in outcome(client, code_on(response))

    def test_a_number_stays_until_a_curator_has_looked(self, client):
        one = listed()
        response = report(client, one, "confidential", what=f"phone {PHONE}")
        assert "A curator looks at it" in response.content.decode()
        assert "919-555-0100" in shown(client, one)

    def test_for_who_signed_in_it_goes_at_once(self, client, provider):
        one = listed()
        report(provider, one, "confidential", what=f"phone {PHONE}")
        assert "919-555-0100" not in shown(client, one)
        assert "919-555-0111" in shown(client, one)

    def test_when_the_last_way_goes_the_page_says_so_and_whom_to_call(self, client, provider):
        one = listed(phones=[{"number": PHONE, "primary": True}], links=[], emails=[])
        report(provider, one, "confidential", what=f"phone {PHONE}")
        text = shown(client, one)
        assert "withheld while somebody checks it" in text
        assert "No contact is known" not in text
        assert 'href="tel:+18883737888"' in text
        assert "withheld while somebody checks it" in client.get("/?state=NC").content.decode()

    def test_after_a_few_in_a_day_places_stay_until_a_curator_has_looked(self, client):
        many = [listed(f"House {n}") for n in range(5)]
        for one in many:
            assert report(client, one, "confidential", what="address").status_code == 200
        shown_still = [one for one in many if release.address(one, Audience.VISITOR)]
        assert shown_still == many[3:]
        assert Report.objects.count() == 5

    def test_nothing_that_is_hidden_is_shown_by_it(self, client, provider):
        one = listed(address=PLACE | {"visibility": "city"})
        report(provider, one, "confidential", what="address")
        assert Address.objects.get(resource=one).visibility == "hidden"


class TestNotAsItShouldBe:
    def test_too_many_words_come_back_with_a_sentence(self, client):
        response = report(client, listed(), words="x" * 201)
        text = response.content.decode()
        assert (response.status_code, "x" * 201 in text) == (400, True)
        assert "at most 200 characters" in text
        assert not Report.objects.exists()

    def test_too_many_with_something_confidential_too(self, client):
        response = report(client, listed(), "confidential", words="x" * 201)
        assert "x" * 201 in response.content.decode()
        assert buttons(response, "what")

    def test_quicker_than_a_hand_is_asked_once_more(self, client, monkeypatch):
        monkeypatch.setattr(reporting, "QUICKEST", 60)
        response = report(client, listed(), words=WORDS)
        assert response.status_code == 400
        assert WORDS in response.content.decode()

    @pytest.mark.parametrize("ticket", ["", "nonsense", "x" * 5000, "\x00"])
    def test_a_form_that_is_not_ours_has_expired(self, client, ticket):
        response = report(client, listed(), ticket=ticket)
        assert (response.status_code, "The form has expired" in response.content.decode()) == (403, True)

    @pytest.mark.parametrize("problem", ["", "nonsense", "\x00"])
    def test_a_problem_that_is_none_is_asked_again(self, client, problem):
        assert len(buttons(report(client, listed(), problem), "problem")) == 6
        assert not Report.objects.exists()

    def test_of_what_is_not_listed_there_is_no_page(self, client):
        one = listed()
        curation.retire(one, by="Ana")
        for slug in (one.slug, "", "nobody", "x" * 5000, "\x00"):
            assert (
                client.post("/reports/send/", {"contact": slug, "ticket": ticket(), "problem": "dead"}).status_code
                == 404
            )

    def test_the_address_of_the_form_leads_to_the_codes(self, client):
        assert client.get("/reports/send/")["Location"] == "/reports/"

    def test_a_word_about_nobody_is_in_an_address_a_cookie_or_a_log(self, client, caplog):
        response = report(client, listed(), words=WORDS)
        code = code_on(response)
        outcome(client, code)
        assert not response.has_header("Location")
        for said in (str(response.cookies) + str(client.cookies), caplog.text, str(response.headers)):
            assert WORDS not in said
            assert code not in said
            assert "dead" not in said


class TestCodes:
    @pytest.mark.parametrize("code", ["7K2MV-9QX4D", "x", "\x00", "x" * 9000, "é", "<b>"])
    def test_every_wrong_code_has_the_same_answer(self, client, code):
        report(client, listed())
        assert plain(client, code) == plain(client, "00000-00000")
        assert "Nothing was found with that code" in plain(client, code)

    def test_none_is_the_page_without_an_answer(self, client):
        for response in (client.get("/reports/"), client.post("/reports/", {"code": " "})):
            assert "Nothing was found" not in response.content.decode()

    def test_a_code_in_the_address_is_not_read(self, client):
        code = code_on(report(client, listed()))
        assert "Nobody has looked" not in client.get(f"/reports/?code={code}").content.decode()

    def test_anybody_who_has_it_may_ask(self, client, provider):
        code = code_on(report(provider, listed()))
        assert "Nobody has looked" in outcome(client, code)


def plain(client, code: str) -> str:
    """The page without the secrets that differ each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", outcome(client, code))


class TestPrivateSites:
    """With REQUIRE_LOGIN only those who signed in report, suggest and ask."""

    @pytest.fixture(autouse=True)
    def private(self, settings):
        required = "django.contrib.auth.middleware.LoginRequiredMiddleware"
        place = settings.MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware") + 1
        settings.MIDDLEWARE = [*settings.MIDDLEWARE[:place], required, *settings.MIDDLEWARE[place:]]

    def test_visitors_are_asked_to_sign_in(self, client):
        one = listed()
        for path in ("/reports/", "/reports/send/", "/suggest-a-resource/"):
            assert client.post(path)["Location"] == f"/sign-in/?next={path}"
        assert report(client, one)["Location"].startswith("/sign-in/")
        assert not Report.objects.exists()

    def test_providers_are_not(self, provider):
        assert code_on(report(provider, listed()))
        assert provider.get("/suggest-a-resource/").status_code == 200


def test_the_pages_speak_spanish(client):
    one = listed()
    client.get("/safety/?lang=es")
    for response in (report(client, one, "confidential"), report(client, one), client.get("/reports/")):
        page = Page(response.content.decode())
        assert page.language == "es"
    text = shown(client, one)
    assert "Avisar de un problema" in text
    assert "Report a problem" not in text


def test_a_report_takes_as_many_queries_whatever_the_contact_holds(client):
    few = listed("Short", phones=[{"number": PHONE}], links=[], emails=[])
    many = listed("Long", phones=[{"number": f"+1919555{n:04}"} for n in range(100, 130)])
    for more in ({"problem": "confidential"}, {"problem": "dead"}):
        counts = {len(queries_of(client, one, **more)) for one in (few, many)}
        assert len(counts) == 1
        assert counts.pop() <= 15


def queries_of(client, one: Resource, **more) -> CaptureQueriesContext:
    with CaptureQueriesContext(connection) as queries:
        report(client, one, **more)
    return queries
