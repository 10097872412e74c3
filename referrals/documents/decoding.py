"""From a text file's bytes to its characters, without losing a byte on the way."""

import codecs
from dataclasses import dataclass

from .model import Reason, Unreadable

UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """`bom + text.encode(encoding)` is the file."""

    text: str
    encoding: str
    bom: bytes


def decode(source: bytes, said: str = "") -> Decoded:
    """Read bytes as UTF-8, UTF-16 (with its byte-order mark), in the encoding they are said to have, or Windows-1252,
    in this order.

    Raises Unreadable for what only begins like UTF-16.
    """
    return _utf16(source) if source[:2] in UTF16 else _bytewise(source, said)


def _utf16(source: bytes) -> Decoded:
    bom, encoding = source[:2], UTF16[source[:2]]
    try:
        return Decoded(source[2:].decode(encoding), encoding, bom)
    except UnicodeDecodeError as error:
        raise Unreadable(Reason.BROKEN) from error


def _bytewise(source: bytes, said: str) -> Decoded:
    bom = codecs.BOM_UTF8 if source.startswith(codecs.BOM_UTF8) else b""
    body = source.removeprefix(bom)
    for encoding in filter(None, ("utf-8", said, "cp1252")):
        try:
            return Decoded(body.decode(encoding), encoding, bom)
        except (UnicodeDecodeError, LookupError):  # or no such encoding, or one not of characters
            continue
    # Five bytes mean nothing in Windows-1252; Latin-1 gives every byte a character and gives it back.
    return Decoded(body.decode("latin-1"), "latin-1", bom)
