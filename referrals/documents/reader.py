"""The process that reads one file: `python -m referrals.documents.reader pdf`, bytes in, JSON out. See `apart`."""

import json
import sys
from contextlib import suppress

try:
    import resource
except ImportError:  # on Windows; there, the patience of `apart` is all
    resource = None  # type: ignore[assignment]

from . import pdf, web, word
from .apart import MEBIBYTES, PAGES_A_SECOND, SECONDS
from .model import Document, Reason, Unreadable


def allow(pages: int) -> None:
    """More time to work, for so many pages."""
    limit("RLIMIT_CPU", SECONDS + pages // PAGES_A_SECOND)


READERS = {"html": web.read, "pdf": lambda data: pdf.read(data, allow), "docx": word.read}


def limit(what: str, most: int) -> None:
    """Hold this process to it, where the system does that."""
    if resource is not None:
        with suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, what), (most, resource.getrlimit(getattr(resource, what))[1]))


def main(kind: str) -> None:
    """Read what comes in and say what it was, or why not."""
    limit("RLIMIT_CORE", 0)  # or a crash would write all of memory on the disk
    limit("RLIMIT_DATA", MEBIBYTES * 1024**2)
    limit("RLIMIT_CPU", SECONDS)
    data = sys.stdin.buffer.read()
    try:
        said = told(READERS[kind](data))
    except Unreadable as error:
        said = {"refused": error.reason}
    except MemoryError:
        said = {"refused": Reason.TOO_MUCH}
    sys.stdout.write(json.dumps(said))


def told(document: Document) -> dict[str, object]:
    """A document as `apart` takes it."""
    return {"text": document.text, "pages": document.pages, "wrapped": list(document.wrapped.items())}


if __name__ == "__main__":
    main(sys.argv[1])
