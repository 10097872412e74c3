"""Reads the text of files that people send: text, HTML, PDF and DOCX. Bytes in, lines of plain text out.

Pure: no database, no network, nothing kept. `kinds` tells by its first bytes what a file is; `web`, `pdf` and `word`
read one kind each, in a process of its own (`apart`), which may take little time and little memory, whatever is in the
file. `lines` puts together what they find: each paragraph, row and item of a list is one line.
"""

from .apart import read_apart
from .decoding import Decoded, decode
from .kinds import kind_of
from .model import LARGEST, MOST_CHARACTERS, MOST_PAGES, Document, Reason, Unreadable

__all__ = ["LARGEST", "MOST_PAGES", "Decoded", "Document", "Reason", "Unreadable", "decode", "kind_of", "read"]


def read(data: bytes) -> Document:
    """The text of a file, whatever it is called. Raises Unreadable, and nothing else."""
    if len(data) > LARGEST:
        raise Unreadable(Reason.TOO_LARGE)
    kind = kind_of(data)
    document = Document(_plain(data), kind) if kind == "text" else read_apart(data, kind)
    if not document.text.strip():
        raise Unreadable(Reason.SCANNED if kind == "pdf" else Reason.EMPTY)
    return document


def _plain(data: bytes) -> str:
    text = decode(data).text
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(Reason.TOO_MUCH)
    return text.replace("\r\n", "\n").replace("\r", "\n")
