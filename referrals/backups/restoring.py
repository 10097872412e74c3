"""A backup back into a database: checked to its end first, then all of it or nothing."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from referrals import people
from referrals.importing import places

from . import archive, sealing, tables
from .making import FILES, ROWS, SETTINGS

KEY = "SECRET_KEY"


class NotRestored(ValueError):
    """Nothing was changed; the message says why."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and which settings were others when it was made: {name: value then}."""

    made: str
    rows: int
    differs: dict[str, Any]


def restore(path: Path, *, passphrase: str = "", replace: bool = False) -> Restored:
    """Bring a backup back, into an empty database or with `replace` in place of what is there.

    Everything about the file is checked before anything is touched. Raises Damaged, WrongPassphrase, NotRestored, and
    OSError where there is no such file or no room.
    """
    with _open(path, passphrase) as stream:
        manifest = archive.verified(stream)
    states = _states(manifest)
    executor = MigrationExecutor(connection)
    then = _last(executor, states)
    if _bring_to(executor, states, then, replace):
        executor = MigrationExecutor(connection)
    old = executor.loader.project_state(then).apps
    try:
        with _open(path, passphrase) as stream:
            rows, kept, files = _load(stream, old, manifest["parts"])
    except IntegrityError as error:
        raise NotRestored("Its rows do not fit together. Nothing was changed.") from error
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
    people.ensure_roles()
    for name, content in files.items():
        _put_back(name, content)
    return Restored(manifest["made"], rows, {name: value for name, value in kept.items() if differs(name, value)})


@contextmanager
def _open(path: Path, passphrase: str) -> Iterator[BinaryIO]:
    with path.open("rb") as file:
        if sealing.is_sealed(file) and not passphrase:
            raise sealing.WrongPassphrase("It is sealed with a passphrase, and none was given.")
        with sealing.opened(file, passphrase) if sealing.is_sealed(file) else nullcontext(file) as stream:
            yield stream


type Migrated = tuple[str, str]  # the app, and the name of a migration of it


def _states(manifest: dict[str, Any]) -> set[Migrated]:
    """The migrations that made its tables. Refuses those of a version this one does not know."""
    if manifest["format"] != archive.FORMAT:
        raise NotRestored("It was made by a newer version of this program, in another format. Nothing was changed.")
    states = {(app, name) for app, name in manifest["migrations"]}
    known = MigrationExecutor(connection).loader.disk_migrations
    ours = {app for app, _name in known}
    if unknown := sorted(f"{app}.{name}" for app, name in states if app in ours and (app, name) not in known):
        told = ", ".join(unknown[:3])
        raise NotRestored(f"It was made by a newer version of this program ({told}). Nothing was changed.")  # fmt: skip
    return {state for state in states if state in known}


def _last(executor: MigrationExecutor, states: set[Migrated]) -> list[Migrated]:
    """Of each app the migration after which no other of them comes."""
    before = {parent.key for state in states for parent in executor.loader.graph.node_map[state].parents
              if parent.key[0] == state[0]}  # fmt: skip
    return sorted(states - before)


def _bring_to(executor: MigrationExecutor, states: set[Migrated], then: list[Migrated], replace: bool) -> bool:
    """Have the database's tables be those of the backup; whether they had to be made."""
    applied = {state for state in executor.loader.applied_migrations if state in executor.loader.disk_migrations}
    if not applied:
        executor.migrate(then)
        emit_post_migrate_signal(0, interactive=False, db=connection.alias)
        return True
    if tables.holds_something(executor.loader.project_state(list(applied)).apps) and not replace:
        raise NotRestored("The database is not empty. Nothing was changed. “--replace” deletes what is in it.")
    if applied != states:
        raise NotRestored(
            "It was made by another version, whose tables are not those of this database. Nothing was changed. "
            "Restore it into a new database: its tables are made as they were then, and brought up to date."
        )
    return False


@transaction.atomic
def _load(stream: BinaryIO, apps: Apps, parts: list[dict[str, Any]]) -> tuple[int, dict[str, Any], dict[str, bytes]]:
    """(rows, settings, files), with the rows in the database."""
    by_label = {model._meta.label: model for model in tables.kept(apps)}
    rows, kept, files = 0, {}, {}
    tables.empty(apps)
    for place, (name, content) in enumerate(archive.parts(stream)):
        if name != archive.MANIFEST and parts[place : place + 1] != [archive.described(name, content)]:
            raise archive.Damaged("it changed while it was read")
        kind, _slash, rest = name.partition("/")
        if kind == ROWS:
            names, *found = map(json.loads, content.splitlines())
            tables.load(by_label[rest.split("/")[0]], names, found)
            rows += len(found)
        elif kind == FILES:
            files[rest] = content
        elif name == SETTINGS:
            kept = json.loads(content)
    connection.check_constraints()
    tables.count_on(apps)
    return rows, kept, files


def differs(name: str, value: Any) -> bool:
    """Whether this installation has it otherwise."""
    here = getattr(settings, name, None)
    return bool(value != (list(map(str, here)) if isinstance(here, list | tuple) else here))


def _put_back(name: str, content: bytes) -> None:
    """The file of an import that was not finished; its name is the number of the import."""
    if re.fullmatch(r"[0-9]{1,18}", name):
        place = places.folder() / name
        place.unlink(missing_ok=True)
        place.touch(mode=0o600)
        place.write_bytes(content)
