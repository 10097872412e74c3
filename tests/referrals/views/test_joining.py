"""Behind a one-time link: a name and a passphrase by the rules; and no trace of the link anywhere."""

import io
import logging
import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from referrals import logs, people
from referrals.models import Invitation
from referrals.views import joining
from tests.cast import PASSPHRASE
from tests.shipped import Rows

pytestmark = pytest.mark.django_db
GOOD = {"name": "eva", "password": PASSPHRASE, "again": PASSPHRASE}


@pytest.fixture
def token():
    people.ensure_roles()
    people.add_person("root", people.ADMINISTRATOR, PASSPHRASE)
    return people.invite(role=people.CURATOR, by="root", now=timezone.now())


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_who_opens_it_chooses_a_name_and_a_passphrase_and_signs_in(client, token):
    assert "Choose a name and a passphrase" in text(client.get(f"/join/{token}/"))
    response = client.post(f"/join/{token}/", GOOD, follow=True)
    assert response.redirect_chain == [("/sign-in/", 302)]
    assert "Sign in with it now." in text(response)
    signed_in = client.post("/sign-in/", {"username": "eva", "password": PASSPHRASE})
    assert signed_in["Location"] == "/sign-in/authenticator/", "a curator"


def test_looking_at_it_does_not_use_it_up_and_using_it_does(client, token):
    for _ in range(3):
        client.get(f"/join/{token}/")
        client.head(f"/join/{token}/")
    assert client.post(f"/join/{token}/", GOOD).status_code == 302
    for method in (client.get, client.post):
        response = method(f"/join/{token}/")
        assert response.status_code == 404
        assert "This link does not work any more" in text(response)


def test_a_made_up_a_revoked_and_an_old_link_are_answered_alike(client, token):
    pages = [text(client.get(f"/join/{made_up}/")) for made_up in ("x", "a" * 43, "%00")]
    people.revoke(Invitation.objects.get(), by="root", now=timezone.now())
    pages.append(text(client.get(f"/join/{token}/")))
    assert len({re.sub(r'value="[^"]+"', "", page) for page in pages}) == 1


@pytest.mark.parametrize(
    ("posted", "told"),
    [
        ({"again": "something else"}, "The two are not the same."),
        ({"password": "short", "again": "short"}, "at least 15 characters"),
        ({"password": "1q2w3e4r5t6y7u8i9o0p", "again": "1q2w3e4r5t6y7u8i9o0p"}, "too common"),
        ({"name": "eva.of.the.clinic", "password": "eva.of.the.clinic", "again": "eva.of.the.clinic"}, "too similar"),
        ({"name": "root"}, "Somebody has that name."),
        ({"name": "ROOT"}, "Somebody has that name."),
        ({"name": "a b"}, "valid username"),
        ({"name": "x" * 151}, "at most 150"),
        ({"name": ""}, "required"),
        ({"password": ""}, "required"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_said_and_the_link_still_works(client, token, posted, told):
    response = client.post(f"/join/{token}/", GOOD | posted)
    assert response.status_code == 400
    assert told in text(response)
    assert PASSPHRASE not in text(response)
    assert people.found(token, timezone.now())
    assert get_user_model().objects.count() == 1


def test_a_link_for_somebody_known_asks_for_a_passphrase_alone(client, token):
    eva = people.join(token, name="eva", password=PASSPHRASE, now=timezone.now())
    link = f"/join/{people.reset(eva, by='root', now=timezone.now())}/"
    page = text(client.get(link))
    assert "You sign in as eva." in page
    assert 'name="name"' not in page
    new = {"password": "another long passphrase", "again": "another long passphrase", "name": "root"}
    assert client.post(link, new).status_code == 302
    assert client.login(username="eva", password="another long passphrase")


def test_its_title_says_nothing(client, token):
    assert "<title>Join - Referral Desk</title>" in text(client.get(f"/join/{token}/"))


def test_it_works_where_everything_else_asks_for_a_sign_in(client, token):
    assert joining.join.login_required is False


def test_nobody_tries_many(client, token):
    for _ in range(joining.JOINING.times):
        assert client.get("/join/guess/").status_code == 404
    assert client.get(f"/join/{token}/").status_code == 429
    assert client.post(f"/join/{token}/", GOOD).status_code == 429


def test_the_page_keeps_to_itself(client, token):
    response = client.get(f"/join/{token}/")
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "same-origin")
    links = re.findall(r'(?:href|action)="([^"]*)"', response.content.decode())
    assert not [link for link in links if token in link]


@pytest.fixture
def log(monkeypatch) -> io.StringIO:
    """What the site's own handler writes."""
    written = io.StringIO()
    (handler,) = (one for one in logging.getLogger().handlers if isinstance(one.formatter, logs.Line))
    monkeypatch.setattr(handler, "stream", written)
    return written


def test_the_token_is_stored_and_logged_nowhere(client, token, log, monkeypatch):
    client.raise_request_exception = False
    with_checks = Client(enforce_csrf_checks=True)
    assert with_checks.post(f"/join/{token}/", GOOD).status_code == 403  # a form without its token
    assert client.put(f"/join/{token}/").status_code == 405
    assert client.get(f"/join/{token}/more/").status_code == 404
    with monkeypatch.context() as broken:
        broken.setattr(people, "found", lambda *_: 1 / 0)
        assert client.get(f"/join/{token}/").status_code == 500
    for _ in range(joining.JOINING.times):
        client.get(f"/join/{token}/")
    assert client.get(f"/join/{token}/").status_code == 429
    logged = log.getvalue()
    assert logged.count("/join/…") >= 5  # the lines are there
    assert token not in logged
    assert token not in str(Rows.now())
