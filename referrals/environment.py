"""The settings an operator makes, read from environment variables and checked.

A variable that is missing or malformed ends the start with one sentence that names it and says what it
takes: an operator reads the last line of a log, not a traceback.
"""

import sys
from collections.abc import Callable, Collection
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, NoReturn

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def read(kind: Callable[..., Any], name: str, takes: str, default: Any = environ.Env.NOTSET) -> Any:
    """The value of the variable `name` as `kind` (one of `env`'s readers) reads it.

    `takes` ends the sentence shown when it cannot be read: "a whole number", "a database address such as ...".
    An empty variable counts as not set.
    """
    if not env.ENVIRON.get(name) and default is not environ.Env.NOTSET:
        return default
    try:
        return kind(name)
    except (ImproperlyConfigured, ValueError, KeyError, TypeError):
        stop(f"{name} takes {takes}.")


def switch(name: str) -> bool:
    """A variable that is on or off; off unless set."""
    value = env.ENVIRON.get(name, "").lower()
    if value in {"", "0", "off", "false", "no"}:
        return False
    if value in {"1", "on", "true", "yes"}:
        return True
    return stop(f"{name} takes on or off, not “{value}”.")


def choice(name: str, among: Collection[str]) -> str:
    """A variable that is one of a few words; the first unless set."""
    value = env.ENVIRON.get(name, "").lower() or next(iter(among))
    return value if value in among else stop(f"{name} takes {' or '.join(among)}, not “{value}”.")


def networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """A variable that lists addresses and networks."""
    return tuple(ip_network(part.strip()) for part in env.list(name))


def make_private(data_dir: Path) -> None:
    """Make sure of a data directory that only this user may read."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        stop(f"DATA_DIR takes a directory that can be written; {data_dir} cannot be made ({error.strerror}).")


def database(data_dir: Path) -> dict[str, Any]:
    """DATABASE_URL as Django takes it, else an SQLite file in the data directory.

    The kind of database is checked here: environ would only warn of one it does not know, and show the password.
    """
    takes = "a database address such as postgres://user:password@host:5432/name or sqlite:////srv/desk.sqlite3"
    address = env.ENVIRON.get("DATABASE_URL")
    if not address:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": data_dir / "referrals.sqlite3"}
    if not address.startswith(("postgres://", "postgresql://", "sqlite://")):
        stop(f"DATABASE_URL takes {takes}.")
    return dict(read(env.db_url, "DATABASE_URL", takes))


def secret_key(data_dir: Path) -> str:
    """SECRET_KEY, else the key that the first `make run` left in the data directory."""
    if key := env.ENVIRON.get("SECRET_KEY"):
        return str(key)
    kept = data_dir / "secret-key"
    if kept.is_file():
        return kept.read_text().strip()
    return stop(
        f"SECRET_KEY is not set, and {kept} does not exist: "
        "it takes a long random text that stays the same from start to start (`make run` makes one)."
    )


def stop(sentence: str) -> NoReturn:
    sys.exit(f"Referral Desk cannot start: {sentence}")
