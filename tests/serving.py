"""The site as it runs: real processes of the production server, on a database and in a data directory of their own."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tools import prepare
from tools.postgres import free_port

SETTINGS = {
    "SECRET_KEY": "only for tests: never used to serve a page to a person, and long enough to be one",
    "DATABASE_URL": "", "ALLOWED_HOSTS": "", "HTTPS": "", "DEBUG": "", "REQUIRE_LOGIN": "", "SITE_NAME": "",
    "HOST": "127.0.0.1", "PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "referrals.settings", "LOG_FORMAT": "",
}  # fmt: skip
HOUSES = "name,kind,state,phone,website,description\n" + "".join(
    f"Harbor House {number},shelter,NC,919-555-01{number:02},https://harbor{number}.example,Open late.\n"
    for number in range(12)
)
PATIENCE = 60  # seconds in which a server has to answer for the first time


@dataclass(frozen=True)
class Answer:
    """What came back: a status, headers as (name, value), the body as text."""

    status: int
    headers: list[tuple[str, str]]
    text: str

    def header(self, name: str) -> str | None:
        return next((value for one, value in self.headers if one.lower() == name.lower()), None)

    def cookies(self) -> dict[str, str]:
        """{name: all that was said of it}."""
        said = [value for name, value in self.headers if name.lower() == "set-cookie"]
        return {one.split("=")[0]: one for one in said}


@dataclass
class Server:
    """A server that runs, and what it printed so far."""

    port: int
    process: subprocess.Popen
    log: Path

    def ask(self, path: str, method: str = "GET", form: dict | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = urlencode(form) if form else None
        typed = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        try:
            connection.request(method, path, body, {"Accept": "text/html"} | typed | headers)
            response = connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def send_form(self, page: str, to: str, form: dict[str, str], **headers: str) -> Answer:
        """As a browser would: the token of the page that holds the form goes along."""
        answer = self.ask(page, **headers)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)[1]
        cookies = "; ".join(one.split(";")[0] for one in answer.cookies().values())
        return self.ask(to, "POST", form | {"csrfmiddlewaretoken": token}, Cookie=cookies, **headers)


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """Of this process's, but for what the browser tests need, and the settings of a site."""
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return inherited | SETTINGS | {"DATA_DIR": str(data_dir)} | more


def manage(env: dict[str, str], *arguments: str) -> str:
    """A management command, to its end; what it printed."""
    command = [sys.executable, "-W", "ignore", "manage.py", *arguments]
    done = subprocess.run(command, cwd=prepare.ROOT, env=env, text=True, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def fill(env: dict[str, str], tmp_path: Path) -> None:
    """The vocabulary, and twelve houses."""
    collect = [sys.executable, "-W", "ignore", "-c", "from tools.prepare import collect_static; collect_static()"]
    subprocess.run(collect, cwd=prepare.ROOT, env=env, check=True)
    manage(env, "migrate", "--verbosity=0")
    manage(env, "load_vocabulary")
    table = tmp_path / "houses.csv"
    table.write_text(HOUSES)
    manage(env, "import_directory", str(table), "--source", "houses", "--publish")


@contextmanager
def serving(env: dict[str, str], log: Path, ready: str = "/readyz") -> Iterator[Server]:
    """The production server for as long as it is needed; it answers when this begins."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "referrals.wsgi"]
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, cwd=prepare.ROOT, env=env | {"PORT": str(port)}, stdout=written, stderr=written
        )
    server = Server(port, process, log)
    try:
        wait_for(server, ready)
        yield server
    finally:
        stop(process)


def wait_for(server: Server, path: str = "/readyz", status: int = 200) -> Answer:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            answer = server.ask(path, **{"X-Forwarded-Proto": "https"})
        except (OSError, http.client.HTTPException):
            answer = None
        if answer and answer.status == status:
            return answer
        assert server.process.poll() is None, server.log.read_text()
        assert time.monotonic() < deadline, f"{path}: {answer}\n{server.log.read_text()}"
        time.sleep(0.05)


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(timeout=40)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
