"""What a file is, by how it begins; what it is called is somebody's opinion."""

import io
import re
import zipfile

from .decoding import UTF16
from .model import Kind, Reason, Unreadable

LOOKED_AT = 4096  # bytes
PDF_WITHIN = 1024  # bytes; a few of something else before it are common
DOCX = "word/document.xml"
MOST_PARTS = 5_000  # files in a DOCX

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\x01\0")
_PICTURE_INSIDE = re.compile(rb"RIFF....WEBP|....ftyp(?:heic|heix|mif1|avif)", re.DOTALL)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc and .xls, and a DOCX that is locked with a password
_RTF = b"{\\rtf"
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
# A comment is read as one, never otherwise: else many of them could be parted in ever more ways.
_HTML = re.compile(
    r"(?:\s|(?><!--.{0,2000}?-->)|<\?xml[^>]{0,200}>)*<(?:!doctype\s+html|(?:html|head|body|meta|title|link|base|style|"
    r"script|div|span|p|br|hr|table|tr|td|ul|ol|li|dl|h[1-6]|a|b|i|strong|em|font|center|pre|blockquote|article|main|"
    r"section|header|nav|form)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(data: bytes) -> Kind:
    """One of the four kinds that are read. Raises Unreadable, which says what to do about another."""
    if data[:2] in UTF16:
        encoding = UTF16[data[:2]]
        return _text_or_html(data[2:LOOKED_AT].decode(encoding, "replace"))
    if b"%PDF-" in data[:PDF_WITHIN]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    _refuse_others(data)
    return _text_or_html(data[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf").decode("latin-1"))


def _text_or_html(begins: str) -> Kind:
    return "html" if _HTML.match(begins) else "text"


def _refuse_others(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(Reason.OLD_WORD)
    if data.startswith(_RTF):
        raise Unreadable(Reason.OTHER_OFFICE)
    if data.startswith(_ARCHIVES):
        raise Unreadable(Reason.ARCHIVE)
    if b"\0" in data or data.startswith(PICTURES[:3]):
        is_picture = data.startswith(PICTURES) or _PICTURE_INSIDE.match(data)
        raise Unreadable(Reason.PICTURE if is_picture else Reason.BINARY)


def _packed(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(Reason.BROKEN) from error
    if len(names) > MOST_PARTS:
        raise Unreadable(Reason.TOO_MUCH)
    if DOCX in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        raise Unreadable(Reason.SPREADSHEET)
    raise Unreadable(Reason.OTHER_OFFICE if names & {"ppt/presentation.xml", "mimetype"} else Reason.ARCHIVE)
