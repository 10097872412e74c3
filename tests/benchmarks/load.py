"""Two hundred people at once, while a curator edits and a list is imported: on SQLite, then on PostgreSQL.

Each asks a page, reads it for one to three seconds, and asks the next: six in ten a search, two a contact, one the
list, one a file. Every one comes from an address of their own, as behind a proxy. The curator edits a contact every
two seconds. In the same run, without pauses: how many searches a second the site answers, and Datasette with the same
data.
"""

import asyncio
import http.client
import json
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import flat, places, queries
from tests.benchmarks.client import wait_until_answering
from tests.benchmarks.contestants import LIMITS
from tests.benchmarks.places import COUNTED, Place
from tests.benchmarks.processes import ROOT, running
from tools import postgres

USERS, READING = 200, (1.0, 3.0)  # people; seconds
WITHOUT_PAUSE, THAT_LONG = 8, 15  # people who do not read; seconds
IMPORTED = 2_000  # rows
EDITOR = """
import sys, time
import django; django.setup()
from referrals import curation
from referrals.models import Resource
for number, one in enumerate(list(Resource.objects.published().order_by("-pk")[:500])):
    begin = time.perf_counter()
    curation.edit(one, by="curator", values={"description": f"Edition {number}."})
    print(one.pk, number, time.perf_counter() - begin, flush=True)
    time.sleep(2)
"""
KEPT = """
import json, sys
import django; django.setup()
from referrals.models import Resource
said = json.load(sys.stdin)
kept = dict(Resource.objects.filter(pk__in=said).values_list("pk", "description"))
print(sum(kept[int(pk)] == f"Edition {number}." for pk, number in said.items()))
"""


def main(size: int, seconds: float, root: Path, say: Callable[[str], None]) -> None:
    """Measure a directory of that size, for so many seconds on each database."""
    place = places.build(size, root, say)
    env = place.environment(TRUSTED_PROXIES="127.0.0.1")
    say(f"{USERS} people, {seconds:.0f} s, {size:,} contacts, an editor and an import of {IMPORTED:,} rows beside them")
    measured("SQLite", env, size, seconds, root, say)
    binaries = postgres.server_binaries()
    if binaries is None:
        say("PostgreSQL: not measured, no server on this machine")
    else:
        backup = root / "load.backup"
        run(env, "backup", str(backup))
        with postgres.server(binaries) as address:
            there = env | {"DATABASE_URL": address, "DATA_DIR": str(root / "on-postgresql")}
            shutil.rmtree(root / "on-postgresql", ignore_errors=True)
            run(there, "restore", str(backup))
            run(there, "reindex")
            measured("PostgreSQL", there, size, seconds, root, say)
    say(f"Datasette: {throughput_of_datasette(place):.0f} searches/s, {WITHOUT_PAUSE} people who do not pause")


def measured(name: str, env: dict[str, str], size: int, seconds: float, root: Path, say: Callable[[str], None]) -> None:
    port = postgres.free_port()
    with running("gunicorn", "referrals.wsgi", env=env | {"PORT": str(port)}):
        wait_until_answering(port, "/readyz")
        searches = [f"/?{query.address}" for query in queries.mix(size)]
        asyncio.run(crowd(port, lambda _chance: searches, WITHOUT_PAUSE, 5, pause=False))  # everything read once
        free = asyncio.run(crowd(port, lambda _chance: searches, WITHOUT_PAUSE, THAT_LONG, pause=False))
        pages = contacts(port)
        with editing(env) as edits, importing(env, root):
            asked = asyncio.run(crowd(port, mixed(searches, pages), USERS, seconds, pause=True))
    say(f"\n{name}\n{'asked for':12}{'answers':>9}{'errors':>8}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}{'longest':>9}")
    for kind, (times, errors) in sorted(asked.items()):
        say(f"{kind:12}{len(times):>9}{errors:>8}" + "".join(f"{at(times, p) * 1000:>8.0f}" for p in (50, 95, 99))
            + f"{max(times) * 1000:>9.0f}")  # fmt: skip
    kept = subprocess.run([sys.executable, "-c", KEPT], cwd=ROOT, env=env, text=True, capture_output=True,
                          input=json.dumps(edits), check=True).stdout.strip()  # fmt: skip
    say(f"edits acknowledged: {len(edits)}, kept: {kept}")
    say(f"{len(free['search'][0]) / THAT_LONG:.0f} searches/s, {WITHOUT_PAUSE} people who do not pause")


def at(times: list[float], percent: int) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


def mixed(searches: list[str], pages: list[str]) -> Callable[[random.Random], list[str]]:
    files = [f"/resources.{kind}{path[1:]}&limit=100" for path in searches if "?" in path and len(path) > 3
             for kind in ("csv", "txt")]  # fmt: skip

    def choice(chance: random.Random) -> list[str]:
        kind = chance.random()
        return searches if kind < 0.6 else pages if kind < 0.8 else ["/list/"] if kind < 0.9 else files

    return choice


def kind_of(path: str) -> str:
    return {"/?": "search", "/r": "file" if path.startswith("/resources.") else "contact", "/l": "list"}[path[:2]]


async def crowd(
    port: int, choice: Callable[[random.Random], list[str]], people: int, seconds: float, *, pause: bool
) -> dict[str, tuple[list[float], int]]:
    """{kind: (seconds of each answer, how many went wrong)} of so many people for so long."""
    times: dict[str, list[float]] = defaultdict(list)
    errors: dict[str, int] = defaultdict(int)
    end = time.monotonic() + seconds

    async def person(number: int) -> None:
        chance = random.Random(number)
        if pause:
            await asyncio.sleep(chance.uniform(0, READING[1]))  # they do not all come at once
        while time.monotonic() < end:
            path = chance.choice(choice(chance))
            begin = time.perf_counter()
            try:
                right = await asked(port, path, f"10.{number // 250}.{number % 250}.7") == 200
            except (OSError, asyncio.IncompleteReadError, ValueError):
                right = False
            times[kind_of(path)].append(time.perf_counter() - begin)
            errors[kind_of(path)] += not right
            if pause:
                await asyncio.sleep(chance.uniform(*READING))

    await asyncio.gather(*map(person, range(people)))
    return {kind: (found, errors[kind]) for kind, found in times.items()}


async def asked(port: int, path: str, address: str) -> int:
    """The status of an answer that was read to its end."""
    reading, writing = await asyncio.open_connection("127.0.0.1", port)
    try:
        writing.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nX-Forwarded-For: {address}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        status = int((await reading.readline()).split()[1])
        while await reading.read(65536):
            pass
        return status
    finally:
        writing.close()


def contacts(port: int) -> list[str]:
    """Pages of contacts that the start page shows."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/", headers={"Accept": "text/html"})
    page = connection.getresponse().read().decode()
    connection.close()
    return sorted(set(re.findall(r'href="(/resources/[a-z0-9-]+/)', page)))


@contextmanager
def editing(env: dict[str, str]) -> Iterator[dict[int, int]]:
    """A curator who edits one contact after the other: {contact: the last edition that was acknowledged}."""
    edits: dict[int, int] = {}
    process = subprocess.Popen([sys.executable, "-c", EDITOR], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)

    def listen() -> None:
        for line in process.stdout:
            pk, number, _seconds = line.split()
            edits[int(pk)] = int(number)

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        yield edits
    finally:
        process.terminate()
        process.wait()
        listener.join()


@contextmanager
def importing(env: dict[str, str], root: Path) -> Iterator[None]:
    table = root / "load.csv"
    rows = (f"Load House {n},victim-services,NC,919-{n // 10000 + 200:03}-{n % 10000:04}\n" for n in range(IMPORTED))
    table.write_text("name,kind,state,phone\n" + "".join(rows))
    command = [sys.executable, "manage.py", "import_directory", str(table), "--source", "load", "--publish"]
    with (root / "load.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    yield
    if process.wait():
        raise RuntimeError((root / "load.log").read_text())


def throughput_of_datasette(place: Place) -> float:
    port = postgres.free_port()
    command = ["datasette", "serve", "--immutable", str(place.flat), "--inspect-file", str(place.root / COUNTED)]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    command += [part for name, value in LIMITS.items() for part in ("--setting", name, str(value))]
    with (
        (place.root / "datasette.log").open("w") as log,
        running(*command, env=place.environment(), stdout=log, stderr=log),
    ):
        wait_until_answering(port, "/-/versions.json")
        searches = [flat.address(query) for query in queries.mix(place.size)]
        found = asyncio.run(plain(port, searches))
    return found / THAT_LONG


async def plain(port: int, paths: list[str]) -> int:
    """How many of these are answered by people who do not pause."""
    end, count = time.monotonic() + THAT_LONG, 0

    async def person(number: int) -> None:
        nonlocal count
        chance = random.Random(number)
        while time.monotonic() < end:
            count += await asked(port, chance.choice(paths), "10.0.0.1") == 200

    await asyncio.gather(*map(person, range(WITHOUT_PAUSE)))
    return count


def run(env: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
