"""Reading in a process of its own, which is stopped when it takes too much: a file can be made so that any reader takes
minutes, all memory, or an end that Python does not catch. The site goes on.

Nothing of the file is written anywhere: bytes go in and the text comes out through pipes.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from .model import Document, Kind, Reason, Unreadable

SECONDS = 2  # of work
PAGES_A_SECOND = 50  # of a PDF, beyond that; on a slow machine
PATIENCE = 30  # seconds until it is given up, however busy the machine is
MEBIBYTES = 180  # beside those of Python and of what it reads with
ROOT = Path(__file__).parents[2]
OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)
READER = "referrals.documents.reader"


def read_apart(data: bytes, kind: Kind) -> Document:
    """The text of a file of this kind. Raises Unreadable."""
    # Of the settings of the site, secrets among them, the reader gets none; Windows starts nothing without its root.
    environment = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    command = [sys.executable, "-m", READER, kind]
    try:
        ended = subprocess.run(  # noqa: S603 - our own module; the file goes through a pipe
            command, input=data, capture_output=True, cwd=ROOT, env=environment, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Reason.TOO_LONG) from error
    if ended.returncode == OUT_OF_TIME:
        raise Unreadable(Reason.TOO_LONG)
    try:
        said = json.loads(ended.stdout)
    except ValueError as error:  # it came to an end that it could not tell of
        raise Unreadable(Reason.BROKEN) from error
    if "refused" in said:
        raise Unreadable(Reason(said["refused"]))
    return Document(said["text"], kind, said["pages"], dict(said["wrapped"]))
