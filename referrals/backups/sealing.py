"""A stream behind a passphrase, in the format of age (age-encryption.org), which has a tool of its own.

The passphrase seals a key that is made for this one file, the key seals the stream. So the file begins with a key as
age's armoured text, and what follows is an age file; the operator's guide says how to open it without this program.
age notices whatever is changed, put in or cut off.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

import pyrage

from .archive import Damaged

BEGIN, END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----\n"
LONGEST_KEY = 4096  # bytes


class WrongPassphrase(ValueError):
    """The passphrase does not open it, or is missing."""


def is_sealed(file: BinaryIO) -> bool:
    """Whether it begins as one that is. The file is where it was afterwards."""
    beginning = file.read(len(BEGIN))
    file.seek(0)
    return beginning == BEGIN


@contextmanager
def sealed(file: BinaryIO, passphrase: str) -> Iterator[BinaryIO]:
    """Write into what this gives; it arrives in the file sealed."""
    key = pyrage.x25519.Identity.generate()
    file.write(pyrage.passphrase.encrypt(str(key).encode(), passphrase, armored=True))
    reading, writing = _pipe()
    work = _Work(lambda: pyrage.encrypt_io(reading, file, [key.to_public()]), reading)
    with work, writing:
        yield writing


@contextmanager
def opened(file: BinaryIO, passphrase: str) -> Iterator[BinaryIO]:
    """Read from what this gives. Raises WrongPassphrase, and Damaged once a change is noticed."""
    key = _key(file, passphrase)
    reading, writing = _pipe()
    work = _Work(lambda: pyrage.decrypt_io(file, writing, [key]), writing)
    with work, reading:
        yield reading


def _key(file: BinaryIO, passphrase: str) -> pyrage.x25519.Identity:
    armoured = b""
    while not armoured.endswith(END):
        line = file.readline(LONGEST_KEY)
        armoured += line
        if not line or len(armoured) > LONGEST_KEY:
            raise Damaged("its key cannot be read")
    try:
        return pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(armoured, passphrase).decode())
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError):
        raise WrongPassphrase("The passphrase does not open it, or its key was changed.") from None


def _pipe() -> tuple[BinaryIO, BinaryIO]:
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb"), os.fdopen(writing, "wb")


class _Work:
    """Sealing goes on in a thread beside the database's, which is bound to its own. Its end of the pipe is closed when
    it ends, so that nobody waits for it; what went wrong in it is raised where it is waited for."""

    def __init__(self, do: Callable[[], None], end_of_pipe: BinaryIO) -> None:
        self._trouble: Exception | None = None
        self._thread = threading.Thread(target=self._run, args=(do, end_of_pipe), daemon=True)

    def _run(self, do: Callable[[], None], end_of_pipe: BinaryIO) -> None:
        with suppress(OSError), end_of_pipe:  # as it closes, nobody may be reading any more
            try:
                do()
            except Exception as trouble:
                self._trouble = trouble

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._thread.join()
        if isinstance(self._trouble, pyrage.DecryptError):
            raise Damaged("it was changed or cut short") from self._trouble
        if self._trouble is not None and (error is None or isinstance(error, BrokenPipeError)):
            raise self._trouble
