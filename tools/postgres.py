"""A PostgreSQL server for the length of one test run, on a port and in a directory of its own."""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bootstrap import stop

PLACES = [
    "usr/lib/postgresql/*/bin",  # Debian, Ubuntu: not on PATH
    "usr/pgsql-*/bin",  # Fedora and its kin
    "usr/local/bin",
    "usr/local/pgsql/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
]
# Nothing here outlives the tests, so nothing waits for the disk.
UNSAFE_BUT_QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
START_SECONDS = 30


def server_binaries() -> Path | None:
    """The directory of the newest `initdb` and `postgres` on this machine."""
    on_path = [Path(path).parent for name in ("postgres", "initdb") if (path := shutil.which(name))]
    places = [*on_path, *(place for pattern in PLACES for place in Path("/").glob(pattern))]
    return max(filter(is_whole, places), key=major_version, default=None)


def is_whole(place: Path) -> bool:
    return all((place / name).exists() for name in ("initdb", "postgres"))


def major_version(binaries: Path) -> int:
    """Asked, not read from the path, which need not say it."""
    try:
        answer = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True)
    except OSError:
        return 0
    number = re.search(r"\d+", answer.stdout)
    return int(number[0]) if number else 0


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """A running server; the address of its database, in DATABASE_URL's form."""
    with home() as directory:
        password, port = secrets.token_hex(16), free_port()
        initialise(binaries, directory, password)
        process = start(binaries, directory, port)
        try:
            address = f"postgres://tests:{password}@127.0.0.1:{port}/postgres"
            wait_for(address, process, directory)
            yield address
        finally:
            end(process)


@contextmanager
def home() -> Iterator[Path]:
    """A directory that the server's user owns and reaches, removed afterwards."""
    place = "/tmp" if is_root() else None  # noqa: S108 - root's TMPDIR may be closed to the server's user
    directory = Path(tempfile.mkdtemp(prefix="referral-desk-postgres-", dir=place))
    try:
        if is_root():
            os.chown(directory, *unprivileged_user())
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def unprivileged_user() -> tuple[int, int]:
    """User and group to run the server as: PostgreSQL refuses to be root."""
    import pwd  # not on Windows

    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    try:
        account = accounts.get("postgres") or accounts["nobody"]
    except KeyError:
        stop("cannot start PostgreSQL as root: it needs a user named postgres or nobody.")
    return account.pw_uid, account.pw_gid


def as_server(directory: Path) -> dict[str, Any]:
    """How to start the server's programs: where, and as whom."""
    options: dict[str, Any] = {"cwd": directory, "stdin": subprocess.DEVNULL}
    if is_root():
        options["user"], options["group"] = unprivileged_user()
        options["extra_groups"] = []
    return options


def initialise(binaries: Path, directory: Path, password: str) -> None:
    secret = directory / "password"
    secret.write_text(password)
    secret.chmod(0o644)  # its directory is closed to all but the server
    command: list[str | Path] = [binaries / "initdb", "--pgdata", directory / "data", "--pwfile", secret]
    command += ["--username=tests", "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync"]
    command += ["--locale=C.UTF-8"] if os.uname().sysname == "Linux" else ["--locale=en_US.UTF-8"]
    made = subprocess.run(command, **as_server(directory), capture_output=True, text=True)
    if made.returncode:
        stop(f"cannot start PostgreSQL: {made.stderr.strip()}")


def start(binaries: Path, directory: Path, port: int) -> subprocess.Popen[bytes]:
    settings = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *UNSAFE_BUT_QUICK]
    command: list[str | Path] = [binaries / "postgres", "-D", directory / "data"]
    command += [part for setting in settings for part in ("-c", setting)]
    with (directory / "log").open("wb") as log:
        return subprocess.Popen(command, **as_server(directory), stdout=log, stderr=log)


def wait_for(address: str, process: subprocess.Popen[bytes], directory: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    stop(f"cannot start PostgreSQL: {(directory / 'log').read_text(errors='replace').strip()}")


def end(process: subprocess.Popen[bytes]) -> None:
    """By its own process id; SIGINT is PostgreSQL's quick but orderly stop."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
