"""A database that is gone, slow or busy: a kind page with numbers to call, and the site comes back by itself."""

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from referrals.models import Tip
from referrals.views.hotlines import NATIONAL
from tests.sent import ticket
from tests.serving import Server, environment, fill, manage, serving, wait_for
from tools import postgres, prepare


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
                    assert time.monotonic() - begin < 10
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


class TestTwoServers:
    """Each with a data directory and an index of its own, on one PostgreSQL."""

    def test_an_answer_has_every_edit_before_it_or_says_that_it_may_lack_one_and_soon_has_it(self, machine, tmp_path):
        started, env, _address, _log = machine
        other = env | {"DATA_DIR": str(tmp_path / "other")}
        with (
            started(),
            serving(env, tmp_path / "log") as first,
            serving(other, tmp_path / "other-log") as second,
            searching(first, second) as load,
        ):
            editor = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-c", EDITOR, str(EDITS)],
                env=env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            waited: list[float] = []
            with editor:
                for number, line in enumerate(editor.stdout):
                    assert line.strip() == f"edition{number}", "acknowledged"
                    waited += [until_found(server, f"edition{number}") for server in (first, second)]
                    editor.stdin.write("seen\n")
                    editor.stdin.flush()
            assert number == EDITS - 1
        assert sorted(waited)[len(waited) // 2] < 5, "seconds, on a machine that does much else"
        assert load.wrong == []
        assert load.answered > EDITS


def until_found(server: Server, word: str) -> float:
    """Seconds until a search has it. One that has not must say that it is behind."""
    begin = time.monotonic()
    while time.monotonic() - begin < 10:
        said = json.loads(server.ask(f"/resources.json?q={word}").text)
        if said["count"]:
            return time.monotonic() - begin
        assert said["index"] in ("behind", "absent"), said["query"]
    raise AssertionError(f"{word} is not found")


EDITS = 40
EDITOR = """
import sys
import django; django.setup()
from referrals import curation
from referrals.models import Resource
houses = list(Resource.objects.published().order_by("pk"))
for number in range(int(sys.argv[1])):
    one = houses[number % len(houses)]
    curation.edit(one, by="curator", values={"description": f"Open late, edition{number}."})
    print(f"edition{number}", flush=True)
    input()  # until somebody looked
"""


class Load:
    """What searchers saw: how many answers, and those that were not as they should be."""

    def __init__(self) -> None:
        self.answered, self.wrong, self.stop = 0, [], threading.Event()

    def search(self, server: Server) -> None:
        while not self.stop.is_set():
            answer = server.ask("/?state=NC&q=open+late")
            self.answered += 1
            if answer.status != 200 or "Harbor House" not in answer.text:
                self.wrong.append((answer.status, answer.text[:200]))


@contextlib.contextmanager
def searching(*servers: Server) -> Iterator[Load]:
    """Four people who search without pause."""
    load = Load()
    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(load.search, server) for server in servers for _ in range(2)]
        try:
            yield load
        finally:
            load.stop.set()
        for one in running:
            one.result()


def test_whoever_is_killed_while_editing_loses_no_edit_that_was_acknowledged(tmp_path):
    """At a random moment, again and again: what was said to be saved is saved and found; nothing is half done."""
    env = environment(tmp_path / "data")
    fill(env, tmp_path)
    chance, said = random.Random(5), {}
    for _kill in range(KILLS):
        command = [sys.executable, "-W", "ignore", "-c", STEADY_EDITOR, str(chance.randrange(10**6))]
        with subprocess.Popen(command, cwd=prepare.ROOT, env=env, stdout=subprocess.PIPE, text=True) as editor:
            editor.stdout.readline()
            threading.Timer(chance.uniform(0.05, 1.5), editor.kill).start()
            for line in editor.stdout:
                pk, word = line.split()
                said[int(pk)] = word
        assert editor.returncode == -signal.SIGKILL
        kept = dict(line.split() for line in manage(env, "shell", "-v0", "-c", KEPT).splitlines())
        lost = {pk: word for pk, word in said.items() if later(kept[str(pk)], word)}
        assert lost == {}
        said |= {int(pk): word for pk, word in kept.items() if word.startswith("edition")}
        if not said:  # killed before the first was saved
            continue
        word = next(iter(said.values()))
        found = json.loads(manage(env, "export_resources", "json", "--query", f"q={word}"))
        assert found["count"] == 1, "search right after it"
    assert "edition" in str(said)
    manage(env, "check_directory")


def many(tmp_path: Path) -> Path:
    """A list of nine hundred contacts that say much."""
    table = tmp_path / "many.csv"
    rows = (f"Lantern {n},victim-services,NC,919-{200 + n // 100:03}-01{n % 100:02},{'x ' * 300}\n" for n in range(900))
    table.write_text("name,kind,state,phone,description\n" + "".join(rows))
    return table


class TestFullDisk:
    """No file may grow beyond a size, as on a disk that is full."""

    @pytest.fixture
    def env(self, tmp_path):
        env = environment(tmp_path / "data")
        fill(env, tmp_path)
        return env

    def run(self, env: dict[str, str], size: int, *arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-W", "ignore", "-c", WITHOUT_ROOM, str(size), *arguments]
        return subprocess.run(command, cwd=prepare.ROOT, env=env, capture_output=True, text=True, timeout=120)

    def test_an_import_changes_nothing_says_so_and_works_when_there_is_room(self, env, tmp_path):
        table = many(tmp_path)
        before = manage(env, "export_resources", "csv")
        room = (tmp_path / "data" / "referrals.sqlite3").stat().st_size + 200_000
        ended = self.run(env, room, "import_directory", str(table), "--source", "many", "--publish")
        assert ended.returncode != 0
        assert "The database cannot be used" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert manage(env, "export_resources", "csv").splitlines()[1:] == before.splitlines()[1:]
        manage(env, "import_directory", str(table), "--source", "many", "--publish")
        assert "Lantern 899" in manage(env, "export_resources", "csv")

    def test_an_edit_in_the_browser_is_refused_kindly_and_nothing_of_it_is_kept(self, env):
        program = [sys.executable, "-W", "ignore", "-c", EDIT_WITHOUT_ROOM]
        ended = subprocess.run(program, cwd=prepare.ROOT, env=env, capture_output=True, text=True, timeout=120)
        assert ended.returncode == 0, ended.stderr
        assert json.loads(ended.stdout) == {"status": 503, "kind": True, "kept": False, "with room": 302}

    def test_an_export_leaves_the_file_that_was_there(self, env, tmp_path):
        file = tmp_path / "list.csv"
        file.write_text("the list of yesterday")
        manage(env, "import_directory", str(many(tmp_path)), "--source", "many", "--publish")
        ended = self.run(env, 100_000, "export_resources", "csv", "-o", str(file))
        assert "What was there is there still." in ended.stderr
        assert file.read_text() == "the list of yesterday"
        assert [one.name for one in tmp_path.iterdir() if "list" in one.name] == ["list.csv"]


WITHOUT_ROOM = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.argv = ["manage.py", *sys.argv[2:]]
runpy.run_path("manage.py", run_name="__main__")
"""


EDIT_WITHOUT_ROOM = """
import json, os, resource, signal
import django; django.setup()
from django.conf import settings
from django.test import Client
from referrals import people
from referrals.models import Resource
from tests.referrals.desk.test_editing import Typed
people.ensure_roles()
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
client.force_login(people.add_person("curator", people.CURATOR, "a long enough passphrase"))
one = Resource.objects.published().earliest("pk")
page = f"/curate/records/{one.slug}/edit/"
typed = Typed(client.get(page).content.decode()).posted | {"description": ["No room. " * 60_000]}
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
log = os.path.getsize(f"{settings.DATABASES['default']['NAME']}-wal")
resource.setrlimit(resource.RLIMIT_FSIZE, (log + 100_000, limits[1]))
refused = client.post(page, typed)
kept = "No room." in Resource.objects.get(pk=one.pk).description
resource.setrlimit(resource.RLIMIT_FSIZE, limits)
print(json.dumps({
    "status": refused.status_code, "kind": "The directory cannot be reached" in refused.content.decode(),
    "kept": kept, "with room": client.post(page, typed | {"description": ["Room."]}).status_code,
}))
"""


def later(kept: str, said: str) -> bool:
    """Whether what is kept is older than what was said to be."""
    return not kept.startswith("edition") or (kept != said and kept.split("x")[0] == said.split("x")[0]
                                              and int(kept.split("x")[1]) < int(said.split("x")[1]))  # fmt: skip


KILLS = int(os.environ.get("KILLS", "6"))
STEADY_EDITOR = """
import sys
import django; django.setup()
from referrals import curation
from referrals.models import Resource
houses = list(Resource.objects.published().order_by("pk"))
print("ready", flush=True)
for number in range(10 ** 6):
    one = houses[number % len(houses)]
    word = f"edition{sys.argv[1]}x{number}"
    curation.edit(one, by="curator", values={"description": word})
    print(one.pk, word, flush=True)
"""
KEPT = """
from referrals.models import Resource
for one in Resource.objects.published():
    print(one.pk, one.description.split()[0])
"""


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
