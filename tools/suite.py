"""`make test`: the whole suite on SQLite with the browser, then again on PostgreSQL. Arguments are pytest's.

What is missing is installed or named, never skipped in silence: the last line says what ran. Without a
Chromium the run fails; without a PostgreSQL server it fails when REQUIRE_POSTGRES is set.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrap import say
from tools import postgres
from tools.chromium import chromium
from tools.debian import apt_install

PASSED, FAILED, NO_TESTS = 0, 1, 5  # pytest's exit codes
NO_BROWSER = "browser tests NOT RUN (found no Chromium: set CHROMIUM to the path of a Chrome or Edge)"
NO_POSTGRES = "PostgreSQL NOT RUN (found no server: install one, or set TEST_DATABASE_URL)"


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that a server of ours is stopped, too
    on_sqlite, with_browser = test_on_sqlite(arguments)
    on_postgres = test_on_postgres(arguments)
    say("; ".join([f"SQLite {outcome(on_sqlite)}", with_browser, outcome_of_postgres(on_postgres)]) + ".")
    return verdict(on_sqlite, with_browser != NO_BROWSER, on_postgres)


def test_on_sqlite(arguments: list[str]) -> tuple[int, str]:
    browser = chromium()
    if browser:
        return pytest(arguments, CHROMIUM=browser), f"browser tests with {browser}"
    return pytest(["-m", "not browser", *arguments]), NO_BROWSER


def test_on_postgres(arguments: list[str]) -> int | None:
    """None where there is no server. The browser tests are not repeated: pages are the same on both."""
    with postgres_address() as address:
        return pytest(["-m", "not browser", *arguments], TEST_DATABASE_URL=address) if address else None


def pytest(arguments: list[str], **variables: str) -> int:
    environment = os.environ | {"TEST_DATABASE_URL": ""} | variables
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], env=environment)


@contextmanager
def postgres_address() -> Iterator[str | None]:
    """The address of a server to test on, for as long as it is needed."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
    elif binaries := postgres.server_binaries() or install_postgres():
        with postgres.server(binaries) as address:
            yield address
    else:
        yield None


def install_postgres() -> Path | None:
    if os.environ.get("REQUIRE_POSTGRES") and apt_install("postgresql"):
        return postgres.server_binaries()
    return None


def outcome(code: int) -> str:
    return {PASSED: "passed", NO_TESTS: "had no such test"}.get(code, "FAILED")


def outcome_of_postgres(code: int | None) -> str:
    return NO_POSTGRES if code is None else f"PostgreSQL {outcome(code)}"


def verdict(on_sqlite: int, had_browser: bool, on_postgres: int | None) -> int:
    """The exit code of it all. PostgreSQL may have no test where only browser tests were asked for."""
    if on_sqlite != PASSED:
        return on_sqlite
    if on_postgres is None:
        return FAILED if os.environ.get("REQUIRE_POSTGRES") or not had_browser else PASSED
    if on_postgres not in (PASSED, NO_TESTS):
        return on_postgres
    return PASSED if had_browser else FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
