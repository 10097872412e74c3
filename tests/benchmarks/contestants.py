"""Who answers: three pages over HTTP, two engines in processes of their own; one worker each."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from tests.benchmarks import engine, flat
from tests.benchmarks.client import Answer, Client, wait_until_answering
from tests.benchmarks.places import COUNTED, Place
from tests.benchmarks.processes import children, running
from tests.benchmarks.query import Query
from tools.postgres import free_port

KEEP_ALIVE = "75"  # seconds an idle connection is kept: slower contestants answer in between
# Datasette: no limit that would cut an answer short, no suggestions nobody asked for, all values of a facet.
LIMITS = {"sql_time_limit_ms": 600_000, "facet_time_limit_ms": 600_000, "suggest_facets": 0,
          "default_page_size": 25, "default_facet_size": 100, "max_returned_rows": 200,
          "cache_size_kb": 100_000}  # fmt: skip


@dataclass(frozen=True)
class Contestant:
    """Somebody who is up and answers; `pid` is the process that does the work."""

    name: str
    pid: int
    ask: Callable[[Query], Answer]


@contextmanager
def ours_page(place: Place) -> Iterator[Contestant]:
    """The real server with its own configuration, but one worker."""
    with served(place, ["gunicorn", "referrals.wsgi", "--keep-alive", KEEP_ALIVE], "/healthz") as (client, pid):
        yield Contestant("ours page", pid, lambda query: client.get(f"/?{query.address}"))


@contextmanager
def orm_page(place: Place) -> Iterator[Contestant]:
    """The same server and the same kind of worker, so that only the page differs."""
    command = ["gunicorn", "tests.benchmarks.orm.wsgi", "--keep-alive", KEEP_ALIVE]
    settings = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.orm.settings"}
    with served(place, command, "/?kind=research", **settings) as (client, pid):
        yield Contestant("ORM page", pid, lambda query: client.get(f"/?{query.address}"))


@contextmanager
def datasette_page(place: Place) -> Iterator[Contestant]:
    command = ["datasette", "serve", "--immutable", str(place.flat), "--inspect-file", str(place.root / COUNTED)]
    command += ["--host", "127.0.0.1"]
    command += [part for name, value in LIMITS.items() for part in ("--setting", name, str(value))]
    with served(place, command, "/-/versions.json") as (client, pid):
        yield Contestant("Datasette page", pid, lambda query: client.get(flat.address(query)))


@contextmanager
def served(
    place: Place, command: list[str], up: str, workers: int = 1, **settings: str
) -> Iterator[tuple[Client, int]]:
    """A server on a free port: a client of it, and the process id of its (first) worker."""
    port = free_port()
    env = place.environment(PORT=str(port), WEB_CONCURRENCY=str(workers), **settings)
    if command[0] == "datasette":
        command = [*command, "--port", str(port)]
    with (
        (place.root / f"{command[0]}-{port}.log").open("w") as log,
        running(*command, env=env, stdout=log, stderr=log) as process,
    ):
        wait_until_answering(port, up)
        with closing(Client(port)) as client:
            yield client, (children(process.pid) or [process.pid])[0]


@contextmanager
def ours_engine(place: Place) -> Iterator[Contestant]:
    with in_process("ours engine", place, "tests.benchmarks.program", "ours", "serve") as contestant:
        yield contestant


@contextmanager
def bare_engine(place: Place) -> Iterator[Contestant]:
    with in_process("bare tantivy", place, "tests.benchmarks.bare", "serve", str(place.bare)) as contestant:
        yield contestant


@contextmanager
def in_process(name: str, place: Place, *command: str) -> Iterator[Contestant]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with running(*command, env=place.environment(), **pipes) as process:
        yield Contestant(name, process.pid, lambda query: engine.ask(process, query))


PAGES = (ours_page, orm_page, datasette_page)
ENGINES = (ours_engine, bare_engine)
