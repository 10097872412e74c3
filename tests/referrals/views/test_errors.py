"""When something is not as it should be: every such page has the exit, a way on and somebody to call."""

import csv

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import InterfaceError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from referrals.views import pages
from referrals.views.hotlines import NATIONAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def failing(monkeypatch):
    """The page "about" fails as told."""

    def fail(error):
        def refuse(*args, **kwargs):
            raise error

        monkeypatch.setattr(pages.Resource.objects, "published", refuse)

    return fail


ERRORS = [
    (BadRequest(), 400, "That request could not be read"),
    (PermissionDenied(), 403, "This page is for others"),
    (ValueError("canary"), 500, "Something broke on our side"),
    (OperationalError("canary"), 503, "The directory cannot be reached just now"),
    (InterfaceError("canary"), 503, "The directory cannot be reached just now"),
]


def assert_kind(response, status, title):
    shown = response.content.decode()
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert title in shown
    assert f'id="exit" href="{settings.EXIT_URL}"' in shown
    assert 'href="/"' in shown
    assert 'href="tel:+18883737888"' in shown
    assert "Call 911" in shown
    assert "canary" not in shown


@pytest.mark.parametrize(("error", "status", "title"), ERRORS, ids=lambda value: type(value).__name__)
def test_an_error_has_the_exit_a_way_on_and_somebody_to_call(visitor, failing, error, status, title):
    failing(error)
    assert_kind(visitor.get("/about/"), status, title)


def test_a_page_that_is_not_there(visitor):
    assert_kind(visitor.get("/canary/"), 404, "There is no such page")


def test_a_form_without_its_token():
    assert_kind(Client(enforce_csrf_checks=True).post("/", {"q": "canary"}), 403, "The form has expired")


def test_a_name_that_is_not_ours(visitor):
    assert_kind(visitor.get("/about/", headers={"host": "canary.example"}), 400, "That request could not be read")


def test_no_database_is_said_kindly_says_when_to_return_and_ends_by_itself(visitor, monkeypatch):
    def gone(self, name=None):
        raise OperationalError("canary: the server closed the connection")

    with monkeypatch.context() as patched:
        patched.setattr(BaseDatabaseWrapper, "_cursor", gone)
        visitor.cookies[settings.SESSION_COOKIE_NAME] = "of somebody who was signed in"
        for path in ("/", "/about/", "/forum/", "/resources/polaris/"):
            response = visitor.get(path)
            assert_kind(response, 503, "The directory cannot be reached just now")
            assert response["Retry-After"] == "30"
        assert visitor.get("/safety/").status_code == 503  # who is signed in cannot be known
        assert_kind(visitor.get("/nowhere/"), 404, "There is no such page")
        assert visitor.get("/healthz").status_code == 200
        assert visitor.get("/readyz").status_code == 503
    assert visitor.get("/about/").status_code == 200


def test_programs_are_told_in_one_line(visitor, failing):
    failing(OperationalError())
    response = visitor.get("/about/", headers={"accept": "application/json"})
    assert (response.status_code, response["Content-Type"]) == (503, "text/plain; charset=utf-8")


def test_the_lines_are_those_of_the_directory():
    with (settings.FIXTURES_DIR / "directory" / "resources.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    for line in NATIONAL:
        row = rows[line.name]
        assert row["phone"] == line.readable
        assert (row["hours"], row["doubt"], row["scope"]) == ("24/7", "", "national")
        assert row["text_line"].startswith(
            f"Text {line.keyword} to {line.text_to}" if line.keyword else f"Text {line.text_to}"
        )


@pytest.mark.parametrize("path", ["/", "/resources.csv"])
def test_more_parameters_than_can_be_read_are_told_so(visitor, path):
    answer = visitor.get(path + "?" + "state=NC&" * 1_500)
    assert answer.status_code == 400
    assert "That request could not be read" in answer.content.decode()


def test_a_page_that_reads_no_parameter_minds_none(visitor):
    assert visitor.get("/safety/?" + "a=1&" * 1_500).status_code == 200


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/about/", "GET, HEAD"),
        ("/", "GET, HEAD, POST, OPTIONS"),
        ("/forum/", "GET, HEAD, POST"),
        ("/list.txt", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_taken_gets_the_page_too(visitor, path, allowed):
    response = visitor.put(path)
    assert_kind(response, 405, "This page cannot be asked for that way")
    assert response["Allow"] == allowed
    assert 'lang="es"' in visitor.put(path, headers={"accept-language": "es"}).content.decode()


def test_a_program_that_asks_for_no_page_gets_one_line(visitor):
    response = visitor.delete("/about/", headers={"accept": "application/json"})
    assert (response.status_code, response.content) == (405, b"This page cannot be asked for that way\n")
    assert response["Allow"] == "GET, HEAD"
