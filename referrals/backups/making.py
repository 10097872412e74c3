"""A backup: everything as it was at one moment, in a file that is there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any, BinaryIO

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from referrals import whole
from referrals.importing import places

from . import archive, sealing, tables

ROWS, FILES, SETTINGS, ABOUT = "rows", "imports", "settings.json", "about.txt"
# What an operator chose. The key is kept only behind a passphrase, an address of a database with its password never.
SAID = ("SITE_NAME", "EXIT_URL", "REQUIRE_LOGIN", "HTTPS", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "TRUSTED_PROXIES")
TOLD = """A backup of Referral Desk. `manage.py restore FILE` brings it back, into SQLite and PostgreSQL alike.
rows/: the tables, a line of JSON for each row under a line with the names of its columns.
imports/: files of imports that were not finished. manifest.json: checksums of all parts.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup: where it is, how many rows and bytes it holds, and its SHA-256."""

    path: Path
    rows: int
    size: int
    sha256: str


def make(path: Path, *, now: datetime, passphrase: str = "") -> Made:
    """Write a backup to `path`, in place of what is there, once it is whole. Raises OSError if there is no room; then
    what was there is there still."""
    with (
        whole.written(path, mode=0o600) as file,
        sealing.sealed(file, passphrase) if passphrase else nullcontext(file) as stream,
    ):
        rows = _write(stream, now, with_key=bool(passphrase))
    with path.open("rb") as file:
        return Made(path, rows, path.stat().st_size, file_digest(file, "sha256").hexdigest())


def _write(stream: BinaryIO, now: datetime, *, with_key: bool) -> int:
    writer = archive.Writer(stream)
    writer.add(ABOUT, TOLD.encode())
    writer.add(SETTINGS, tables.line(_settings(with_key)))
    with one_moment():
        migrations = sorted(MigrationRecorder(connection).applied_migrations())
        counts = {
            model._meta.label: writer.add_lines(
                f"{ROWS}/{model._meta.label}", tables.heading(model), tables.lines(model)
            )
            for model in tables.kept(apps)
        }
    for file in sorted(places.folder().glob("[0-9]*")):
        if file.name.isdecimal():
            writer.add(f"{FILES}/{file.name}", file.read_bytes())
    writer.close({
        "made": now.isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": migrations,
        "rows": counts,
    })  # fmt: skip
    return sum(counts.values())


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read stands as it did when this began, whoever writes meanwhile; nobody is held up."""
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN"
    with connection.cursor() as cursor:
        cursor.execute(begin)  # not `atomic`, which on SQLite would take the lock for writing
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _settings(with_key: bool) -> dict[str, Any]:
    said = {name: getattr(settings, name) for name in SAID}
    plain = {name: list(map(str, value)) if isinstance(value, list | tuple) else value for name, value in said.items()}
    return plain | ({"SECRET_KEY": settings.SECRET_KEY} if with_key else {})
