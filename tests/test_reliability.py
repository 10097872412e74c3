"""A database that is gone, slow or busy: a kind page with numbers to call, and the site comes back by itself."""

import contextlib
import sqlite3
import time

import psycopg
import pytest
from django.db import connection

from referrals.models import Tip
from referrals.views.hotlines import NATIONAL
from tests.sent import ticket
from tests.serving import environment, fill, serving, wait_for
from tools import postgres


def assert_kind(answer) -> None:
    """It says what is the matter, when to come back, and whom one can call meanwhile."""
    assert answer.status == 503
    assert int(answer.header("Retry-After")) > 0
    assert "The directory cannot be reached just now" in answer.text
    assert all(line.readable in answer.text for line in NATIONAL)
    assert "Traceback" not in answer.text


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A database server that can be stopped and started, filled: (start, address)."""
    binaries = postgres.server_binaries()
    if not binaries:
        pytest.skip("no PostgreSQL on this machine")
    with postgres.home() as directory:
        postgres.initialise(binaries, directory, "secret")
        port = postgres.free_port()
        address = f"postgres://tests:secret@127.0.0.1:{port}/postgres"

        @contextlib.contextmanager
        def started():
            process = postgres.start(binaries, directory, port)
            try:
                postgres.wait_for(address, process, directory)
                yield
            finally:
                postgres.end(process)

        place = tmp_path_factory.mktemp("reliable")
        env = environment(place / "data", DATABASE_URL=address, WEB_CONCURRENCY="2")
        with started():
            fill(env, place)
        yield started, env, address, place / "log"


class TestPostgresql:
    def test_gone_and_back_again_without_a_restart_of_the_site(self, machine):
        started, env, _address, log = machine
        with contextlib.ExitStack() as database:
            database.enter_context(started())
            with serving(env, log) as server:
                assert "Harbor House" in server.ask("/?state=NC").text
                database.close()
                for path in ("/", "/?state=NC", "/about/", "/resources/harbor-house-1/", "/forum/", "/list/"):
                    begin = time.monotonic()
                    assert_kind(server.ask(path))
                    assert time.monotonic() - begin < 6
                assert server.ask("/healthz").status == 200
                assert server.ask("/readyz").status == 503
                with started():
                    wait_for(server, "/readyz")
                    for _ in range(8):  # whichever worker and thread it meets
                        assert "Harbor House" in server.ask("/?state=NC").text
            assert "Traceback" not in log.read_text()

    def test_restarted_between_two_requests_nobody_notices(self, machine):
        started, env, _address, log = machine
        with contextlib.ExitStack() as database:
            database.enter_context(started())
            with serving(env, log) as server:
                server.ask("/?state=NC")
                database.close()
                with started():
                    assert [server.ask("/?state=NC").status for _ in range(8)] == [200] * 8

    def test_slow_it_is_said_after_a_while_and_later_it_is_right_again(self, machine):
        """Somebody holds a lock on the directory: whoever needs it is told, and not kept waiting."""
        started, env, address, log = machine
        with started(), serving(env | {"PGOPTIONS": "-c lock_timeout=1s"}, log) as server:
            with psycopg.connect(address) as other:
                other.execute("LOCK TABLE referrals_resource, referrals_revision IN ACCESS EXCLUSIVE MODE")
                assert_kind(server.ask("/?state=NC"))
            assert "Harbor House" in server.ask("/?state=NC").text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
@pytest.mark.django_db(transaction=True)
class TestSqlite:
    @pytest.fixture
    def held(self):
        """Somebody else writes, for longer than this connection waits."""
        connection.cursor().execute("PRAGMA busy_timeout = 200")  # instead of 20 seconds
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield other
        other.close()
        connection.close()

    def test_who_only_reads_waits_for_nobody(self, client, held):
        assert client.get("/about/").status_code == 200

    def test_who_writes_is_told_kindly_and_nothing_is_half_done(self, client, held):
        client.raise_request_exception = False
        answer = client.post("/suggest-a-resource/", {"ticket": ticket()} | SUGGESTION)
        text = answer.content.decode()
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert "The directory cannot be reached just now" in text
        assert "locked" not in text
        held.execute("ROLLBACK")
        assert client.post("/suggest-a-resource/", {"ticket": ticket()} | SUGGESTION).status_code == 200
        assert Tip.objects.count() == 1


SUGGESTION = {
    "name": "Harbor Lantern",
    "kind": "victim-services",
    "phone": "919-919-0177",
    "coverage": "states",
    "state": "NC",
}
