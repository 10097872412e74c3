"""The address behind the search box: what it answers, refuses and keeps to itself."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

pytestmark = pytest.mark.django_db


def suggested(client, text):
    return client.post("/suggest", {"q": text}).json()["suggestions"]


def test_letters_are_answered_by_suggestions(shipped, client):
    first = suggested(client, "polar")[0]
    assert first == {
        "kind": "name",
        "label": "Polaris",
        "note": "Contact · National organization · Nationwide",
        "completes": "Polaris",
        "address": "/resources/polaris/",
        "language": "",
    }


def test_every_suggestion_leads_to_a_page(shipped, client):
    found = [one for text in ("char", "legal", "visa", "nc") for one in suggested(client, text)]
    assert {one["kind"] for one in found} == {"name", "term", "place"}
    for one in found:
        assert client.get(one["address"]).status_code == 200


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_words_are_taken_by_post_only(client, method):
    assert getattr(client, method)("/suggest").status_code == 405


def test_another_site_cannot_ask(client):
    assert Client(enforce_csrf_checks=True).post("/suggest", {"q": "polar"}).status_code == 403


def test_the_token_of_the_page_is_enough(shipped):
    client = Client(enforce_csrf_checks=True)
    token = client.get("/").content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    response = client.post("/suggest", {"q": "polar", "csrfmiddlewaretoken": token})
    assert response.json()["suggestions"][0]["label"] == "Polaris"


def test_a_site_that_requires_sign_in_suggests_nothing_to_strangers(shipped, client, settings, django_user_model):
    required = "django.contrib.auth.middleware.LoginRequiredMiddleware"
    after = settings.MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware") + 1
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:after], required, *settings.MIDDLEWARE[after:]]
    response = client.post("/suggest", {"q": "polar"})
    assert response.status_code == 302
    assert response.url == "/sign-in/?next=/suggest"
    client.force_login(django_user_model.objects.create_user("provider"))
    assert suggested(client, "polar")[0]["label"] == "Polaris"


def test_nothing_is_kept_of_what_was_typed(shipped, client, caplog):
    caplog.set_level("DEBUG")
    response = client.post("/suggest", {"q": "polar canaryword"})
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert not Session.objects.exists()
    assert "canaryword" not in caplog.text
    assert "canaryword" not in response.content.decode()


HOSTILE = ["", "\x00", "🦊" * 50, "a" * 10_000, "' OR 1=1 --", "<script>alert(1)</script>", "‮gnirts مرحبا"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_answered_by_nothing(shipped, client, text):
    response = client.post("/suggest", {"q": text})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert json.loads(response.content) == {"suggestions": []}


def test_no_words_at_all_are_answered_by_nothing(shipped, client):
    assert client.post("/suggest").json() == {"suggestions": []}
    assert client.post("/suggest", b"{}", content_type="application/json").json() == {"suggestions": []}
    assert client.post("/suggest", b"q=%ED%A0%80", content_type="application/x-www-form-urlencoded").status_code == 200
