"""Bytes to text, so that the text can always be turned into the same bytes again."""

import codecs

from forum.transcripts.model import TranscriptError

MAX_BYTES = 60 * 1024 * 1024
MARK = "\ufeff"  # a byte-order mark stays in the text: it is part of the file


def decode(source: bytes) -> tuple[str, str]:
    """(text, encoding). UTF-16 by its mark, else UTF-8, else Windows-1252, else Latin-1."""
    if not source.strip():
        raise TranscriptError("The file is empty; expected a forum transcript.")
    if len(source) > MAX_BYTES:
        raise TranscriptError(f"The file has {len(source):,} bytes; a transcript has at most {MAX_BYTES:,}.")
    text, encoding = _decoded(source)
    if "\x00" in text:
        raise TranscriptError("The file is not text (it holds NUL characters); expected a forum transcript.")
    return text, encoding


def _decoded(source: bytes) -> tuple[str, str]:
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16-le" if source.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        try:
            return source.decode(encoding), encoding
        except UnicodeDecodeError:
            raise TranscriptError("The file begins as UTF-16 text but is damaged or cut.") from None
    for encoding in ("utf-8", "cp1252"):
        try:
            return source.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return source.decode("latin-1"), "latin-1"
