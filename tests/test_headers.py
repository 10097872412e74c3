"""What every response says to the browser, and what the database keeps while several people write at once.

(What SQLite is set to: test_settings.py.)
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from referrals.models import Organization, Revision

THREADS, TIMES = 4, 25


@pytest.fixture(params=["/healthz", "/no/such/page", "/admin/login/"])
def response(request, db):
    return Client().get(request.param)


def policy(response) -> dict[str, list[str]]:
    directives = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in directives}


def test_nothing_is_loaded_from_elsewhere(response):
    said = policy(response)
    assert said["default-src"] == ["'none'"]
    assert said["base-uri"] == said["frame-ancestors"] == ["'none'"]
    assert said["form-action"] == ["'self'"]
    assert {source for sources in said.values() for source in sources} <= {"'none'", "'self'", "data:"}
    assert [name for name, sources in said.items() if "data:" in sources] == ["img-src"]


def test_no_script_or_style_stands_in_the_page(response):
    assert "unsafe" not in response["Content-Security-Policy"]


PRIVATE = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize(("header", "value"), PRIVATE.items())
def test_the_page_keeps_to_itself(response, header, value):
    assert response[header] == value


def test_no_page_is_kept(response):
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("feature", ["camera", "geolocation", "microphone", "usb"])
def test_no_page_asks_for_a_device(response, feature):
    assert f"{feature}=()" in response["Permissions-Policy"].split(", ")


def test_hosts_that_are_not_ours_get_the_same_headers():
    response = Client(headers={"host": "elsewhere.example"}).get("/healthz")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_no_script_reads_the_cookie_that_guards_forms():
    cookies = Client().get("/sign-in/").cookies
    assert cookies["csrf"]["httponly"]
    assert cookies["csrf"]["samesite"] == "Lax"


@pytest.mark.django_db
def test_a_visit_leaves_no_session():
    client = Client()
    client.get("/healthz")
    client.get("/no/such/page")
    assert not client.cookies


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
@pytest.mark.django_db(transaction=True)
def test_a_transaction_takes_the_write_lock_when_it_begins():
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        Revision.objects.now()
    assert queries[0]["sql"] == "BEGIN IMMEDIATE"


@pytest.mark.django_db(transaction=True)
def test_several_writers_lose_nothing_and_number_in_the_order_of_commits():
    """Each reads, then writes what it read: the shape that fails or forgets without the lock."""
    Revision.objects.take()
    counted = Organization.objects.create(name="0")
    together = Barrier(THREADS)

    def write() -> list[int]:
        together.wait()
        try:
            return [count_one(counted.pk) for _ in range(TIMES)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        numbers = [running.result() for running in [pool.submit(write) for _ in range(THREADS)]]

    assert all(mine == sorted(mine) for mine in numbers)
    assert sorted(chain.from_iterable(numbers)) == list(range(2, THREADS * TIMES + 2))
    assert Revision.objects.now().number == THREADS * TIMES + 1
    counted.refresh_from_db()
    assert counted.name == str(THREADS * TIMES)


def count_one(pk: int) -> int:
    with transaction.atomic():
        Revision.objects.now()  # read first
        counted = Organization.objects.select_for_update().get(pk=pk)
        counted.name = str(int(counted.name) + 1)
        counted.save()
        return Revision.objects.take()
