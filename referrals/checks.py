"""What `manage.py check --deploy` looks at besides what Django does: whether strangers can read the data, whether there
is a backup, whether somebody left a door open."""

import os
import stat
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

from referrals.people import ROLES

OTHERS = stat.S_IRWXG | stat.S_IRWXO
FRESH = 7 * 24 * 60 * 60  # seconds
KNOWN_KEYS = ("only for tests", "only for benchmarks", "changeme", "secret", "unused")
WIDE = 8  # bits: a network with fewer is most of the internet


@register(Tags.security, deploy=True)
def secret_key(**_options: Any) -> list[CheckMessage]:
    """A key that others know opens every session."""
    if settings.SECRET_KEY.lower().startswith(KNOWN_KEYS):
        return [
            Error("SECRET_KEY is one that others know.", hint="Take a new one: openssl rand -hex 50", id="desk.E001")
        ]
    return []


@register(Tags.security, deploy=True)
def private_files(**_options: Any) -> list[CheckMessage]:
    """The data directory holds hidden places and the site's key: it is for the user the site runs as. What is in it is
    as private as the directory."""
    if not settings.DATA_DIR.stat().st_mode & OTHERS:
        return []
    told = f"{settings.DATA_DIR} can be read by other users of this machine."
    return [Error(told, hint=f"chmod 700 {settings.DATA_DIR}", id="desk.E002")]


@register(Tags.security, deploy=True)
def index_can_be_written(**_options: Any) -> list[CheckMessage]:
    """Without it every search asks the database, which is slower and knows no misspelling."""
    place = settings.DATA_DIR / "index"
    if os.access(place if place.exists() else settings.DATA_DIR, os.W_OK):
        return []
    return [Warning(f"{place} cannot be written: searches list by filters alone.", id="desk.W003")]


@register(Tags.security, deploy=True)
def backups(**_options: Any) -> list[CheckMessage]:
    """The newest in DATA_DIR/backups, where the shipped timer puts them."""
    made = [path.stat().st_mtime for path in (settings.DATA_DIR / "backups").glob("*.backup")]
    if made and time.time() - max(made) < FRESH:
        return []
    told = f"The newest backup is {(time.time() - max(made)) / 86400:.0f} days old" if made else "There is no backup"
    where = settings.DATA_DIR / "backups"
    return [Warning(f"{told} in {where}.", hint="Make one every night: docs/operations.md", id="desk.W004")]


@register(Tags.security, deploy=True)
def names_and_proxies(**_options: Any) -> list[CheckMessage]:
    """Who may say who is asked for, and who asks."""
    found: list[CheckMessage] = []
    if "*" in settings.ALLOWED_HOSTS:
        found.append(Error("ALLOWED_HOSTS takes any name: links could be made to lead elsewhere.", id="desk.E005"))
    for network in settings.TRUSTED_PROXIES:
        if network.prefixlen < WIDE:
            told = f"TRUSTED_PROXIES trusts {network}: whoever asks may say they are somebody else."
            found.append(Error(told, hint="Name the addresses of your proxies alone.", id="desk.E006"))
    return found


@register(Tags.security, deploy=True)
def demo_people(**_options: Any) -> list[CheckMessage]:
    """Those that `make run` makes for trying the site out."""
    try:
        left = sorted(
            get_user_model().objects.filter(username__in=ROLES, is_active=True).values_list("username", flat=True)
        )
    except DatabaseError:  # there is no database yet
        return []
    if not left:
        return []
    told = f"Demo sign-ins are left: {', '.join(left)}."
    return [Warning(told, hint="Deactivate them at /curate/people/, or start with a new database.", id="desk.W007")]
