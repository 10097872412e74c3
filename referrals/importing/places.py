"""Where an uploaded file lies until it is in, or thrown away: in the data directory, for one user's eyes alone."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from referrals.environment import make_private
from referrals.models import Import

from . import layouts
from .tables import Table, open_table


def folder() -> Path:
    place = settings.DATA_DIR / "imports"
    make_private(place)
    return place


def path(batch: Import) -> Path:
    return folder() / f"{batch.pk}"


def keep(batch: Import, chunks: Iterable[bytes]) -> None:
    """Write the bytes of an upload, for this user alone."""
    place = path(batch)
    place.touch(mode=0o600)
    with place.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)


def table(batch: Import) -> Table:
    """The table in the file of an import."""
    return open_table(path(batch), batch.file, layouts.score)


def log(batch: Import) -> Path:
    """What whoever works on an import prints; it may quote a row, so it goes with the file."""
    return folder() / f"{batch.pk}.log"


def forget(batch: Import) -> None:
    for kept in (path(batch), log(batch)):
        kept.unlink(missing_ok=True)


def beat(batch: Import) -> Path:
    """A file that whoever works on an import touches every second: an old one, and nobody works any more."""
    return folder() / f"{batch.pk}.beat"
