"""Files made for tests: by programs as people use them, and by hand, byte for byte."""

import io
import zipfile
import zlib

import docx
import typst
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(source: str) -> bytes:
    """What Typst sets."""
    return typst.compile(source.encode())


def word(write) -> bytes:
    """What `write` puts into a new document of a word processor."""
    document, kept = docx.Document(), io.BytesIO()
    write(document)
    document.save(kept)
    return kept.getvalue()


def link(paragraph, text: str, target: str) -> None:
    """A link in a paragraph, as a word processor keeps it."""
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    element.append(paragraph.add_run(text)._r)
    paragraph._p.append(element)


def packed(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return kept.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def word_by_hand(body: bytes, *, before: bytes = b"", **parts: bytes) -> bytes:
    """A DOCX with nothing in it but its text."""
    text = b'<?xml version="1.0"?>%s<w:document %s><w:body>%s</w:body></w:document>' % (before, W, body)
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": text} | parts)


def paragraph(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % text


def pdf_by_hand(
    content: bytes, *, pages: int = 1, resources: bytes = b"", others: dict[int, bytes] | None = None
) -> bytes:
    """A PDF of so many pages with this content, its table of places counted by hand."""
    squeezed = zlib.compress(content)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>" % resources
    )
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b"3 0 R " * pages),
        3: page,
        4: b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(squeezed), squeezed),
        5: font,
    } | (others or {})
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in sorted(objects.items()):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, content)
    at = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, at))


def members(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.infolist()
