"""An index of its own for each test that asks for it, and other processes that work on the same directory."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from referrals.search import index
from referrals.search.index import INDEX

ROOT = Path(__file__).parents[3]


@pytest.fixture
def fresh():
    """No index, and no memory of an earlier failure."""
    forget()
    shutil.rmtree(INDEX.directory, ignore_errors=True)
    yield INDEX
    forget()


def forget() -> None:
    """Let this process be a new one, as far as the index goes."""
    if INDEX._background:
        INDEX._background.join()
    INDEX.__init__(INDEX.directory)


@pytest.fixture
def new_process():
    """Call it to make this process a new one, as far as the index goes."""
    return forget


@pytest.fixture
def impatient(monkeypatch):
    """No rest after a failure."""
    monkeypatch.setattr(index, "SECONDS_OF_REST", 0.0)


class Processes:
    """A process that does jobs of `worker.py`, each in a process of its own."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.referrals.search.worker"]
        variables = {"DJANGO_SETTINGS_MODULE": "referrals.settings", "DATABASE_URL": database_url()}
        self.running = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, *jobs: list[Any], kill_after: float | None = None) -> list[dict[str, Any]]:
        """Do these jobs at once, `[name, argument, ...]` each; returns how they ended and what they said."""
        self.running.stdin.write(json.dumps({"jobs": jobs, "kill_after": kill_after}) + "\n")
        self.running.stdin.flush()
        return json.loads(self.running.stdout.readline())

    def end(self) -> None:
        self.running.stdin.close()
        self.running.wait(timeout=20)
        self.running.stdout.close()


@pytest.fixture(scope="session")
def worker(django_db_setup):
    processes = Processes()
    yield processes
    processes.end()


def database_url() -> str:
    kept = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{kept['NAME']}"
    return f"postgres://{kept['USER']}:{kept['PASSWORD']}@{kept['HOST']}:{kept['PORT']}/{kept['NAME']}"
