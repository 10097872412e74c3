"""A file that is there whole or not at all: written beside its place, and put there when it is done."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written(path: Path, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Write into what this gives; at its end it takes the place of what is at `path`. Whatever goes wrong, a full disk
    too, that stays as it was. `mode`: who may read it, less what the process withholds."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    _keep_name(path.parent)


def _keep_name(directory: Path) -> None:
    """Have the disk remember the new name, too, where that can be asked for."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
