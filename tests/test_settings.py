"""What an operator sets: each missing or malformed variable ends the start with one sentence naming it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

MACHINE = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "PATH", "SYSTEMROOT") if name in os.environ}
GOOD = MACHINE | {"SECRET_KEY": "only for tests", "PYTHONPATH": str(settings.BASE_DIR)}
SHOW = "from django.conf import settings; print(repr(settings.{}))"
NAME_OF_DATABASE = "DATABASES['default']['NAME']"


def start(setting="DEBUG", **variables):
    """A start with nothing but these variables, asked for one setting."""
    environment = GOOD | {"DJANGO_SETTINGS_MODULE": "referrals.settings"} | variables
    command = [sys.executable, "-W", "error", "-c", SHOW.format(setting)]
    return subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True)


@pytest.mark.parametrize(
    ("name", "value", "takes"),
    [
        ("SECRET_KEY", "", "a long random text"),
        ("DATABASE_URL", "nonsense", "a database address such as postgres://"),
        ("DATABASE_URL", "postgres://user:secret@host:port/name", "a database address such as postgres://"),
        (
            "DATABASE_URL",
            "mysql://user:secret@host/name",
            "a database address such as postgres://",
        ),
        ("DATABASE_URL", "postgre://user:secret@host/name", "a database address such as postgres://"),
        ("DEBUG", "maybe", "on or off"),
        ("HTTPS", "2", "on or off"),
        ("REQUIRE_LOGIN", "ja", "on or off"),
        ("TRUSTED_PROXIES", "nginx", "addresses or networks separated by commas"),
        ("TRUSTED_PROXIES", "10.0.0.1/8", "addresses or networks separated by commas"),
        ("EXIT_URL", "weather.gov", "the full address of a neutral site"),
        ("EXIT_URL", "javascript:alert(1)", "the full address of a neutral site"),
    ],
)
def test_a_malformed_variable_ends_the_start_with_one_sentence(tmp_path, name, value, takes):
    ended = start(**{"DATA_DIR": str(tmp_path), name: value})
    assert ended.returncode == 1
    assert ended.stderr.startswith("Referral Desk cannot start: ")
    assert ended.stderr.count("\n") == 1
    assert name in ended.stderr
    assert takes in ended.stderr
    assert "secret@" not in ended.stderr


def test_debug_is_off_unless_set():
    assert start("DEBUG").stdout == "False\n"
    assert start("DEBUG", DEBUG="on").stdout == "True\n"


def test_no_proxy_is_trusted_unless_set():
    assert start("TRUSTED_PROXIES").stdout == "()\n"
    assert start("TRUSTED_PROXIES", TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8").stdout == (
        "(IPv4Network('127.0.0.1/32'), IPv4Network('10.0.0.0/8'))\n"
    )


def test_the_key_may_lie_in_the_data_directory(tmp_path):
    (tmp_path / "secret-key").write_text("kept\n")
    assert start("SECRET_KEY", SECRET_KEY="", DATA_DIR=str(tmp_path)).stdout == "'kept'\n"


@pytest.mark.parametrize("name", ["with space", "plus+plus", "per%20cent", "what?#"])
def test_any_directory_can_hold_the_data(tmp_path, name):
    shown = start(NAME_OF_DATABASE, DATA_DIR=str(tmp_path / name)).stdout
    assert str(tmp_path / name / "referrals.sqlite3") in shown


def test_the_database_can_be_elsewhere():
    assert start(NAME_OF_DATABASE, DATABASE_URL="postgres://u:p@127.0.0.1:5432/desk").stdout == "'desk'\n"


sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")


@sqlite
@pytest.mark.django_db
class TestSQLite:
    @pytest.mark.parametrize(
        ("pragma", "value"),
        [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2), ("busy_timeout", 20_000)],
    )
    def test_pragma(self, pragma, value):
        with connection.cursor() as cursor:
            assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)

    def test_transactions_wait_for_the_write_lock_at_their_beginning(self):
        assert connection.transaction_mode == "IMMEDIATE"

    def test_no_page_view_takes_the_write_lock(self):
        assert not connection.settings_dict["ATOMIC_REQUESTS"]


@sqlite
@pytest.mark.django_db(transaction=True)
def test_a_second_writer_waits_instead_of_failing():
    """Reading and then writing, in two processes at once: with deferred transactions one of them fails."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        second = subprocess.Popen([sys.executable, "-c", WRITE, connection.settings_dict["NAME"]])
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(timeout=0.5)
    assert second.wait(timeout=20) == 0


WRITE = """
import sqlite3, sys
sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None).execute("BEGIN IMMEDIATE")
"""


def test_the_suite_never_touches_the_data_of_a_site():
    assert Path(settings.DATA_DIR) != settings.BASE_DIR / "var"
    assert os.environ["DATA_DIR"] == str(settings.DATA_DIR)
