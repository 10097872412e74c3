"""Files that nobody means well with, of the kinds whose text is read. {name: a function that makes the file}"""

from collections.abc import Callable

from tests.referrals.documents.made import packed, paragraph, pdf_by_hand, word_by_hand

MUCH = 150 * 1024 * 1024  # bytes, unpacked
BILLION = b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 20) for c in range(ord("b"), ord("k")))
SHOWN = b"BT /F 12 Tf 50 700 Td (Harbor House) Tj ET\n"


def forms() -> bytes:
    """A PDF whose drawing draws another twenty times, which draws another …"""
    others = {
        6 + n: b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>/Font<</F 5 0 R>>>>"
        b"/Length %d>>stream\n%s\nendstream" % (7 + n, len(b"/X Do " * 20 + SHOWN), b"/X Do " * 20 + SHOWN)
        for n in range(12)
    }
    return pdf_by_hand(b"/X Do", resources=b"/XObject<</X 6 0 R>>", others=others)


FILES: dict[str, Callable[[], bytes]] = {
    "HTML of elements in each other": lambda: b"<div>" * 1_000_000,
    "HTML of elements that do not close": lambda: b"".join(b"<font size=%d><p>x" % n for n in range(300_000)),
    "HTML of tables in each other": lambda: b"<table><tr><td>" * 300_000,
    "HTML of comments that do not close": lambda: b"<p>x" + b"<!--" * 1_000_000,
    "HTML that begins with many comments": lambda: b"<!-- a -->\n" * 300 + b"x",
    "HTML of quotations that do not close": lambda: b"<p>x" + b"<a href='" * 500_000,
    "HTML with a tag of a million attributes": lambda: b"<p " + b"a=1 " * 1_000_000 + b">x",
    "HTML of one endless word": lambda: b"<p>" + b"a" * 9_000_000,
    "HTML of entities": lambda: b"<p>" + b"&amp" * 2_000_000,
    "HTML of ends without beginnings": lambda: b"<p>x" + b"</p>" * 2_000_000,
    "DOCX of blanks without end": lambda: word_by_hand(b" " * MUCH),
    "DOCX of a word without end": lambda: word_by_hand(paragraph(b"a" * MUCH)),
    "DOCX of paragraphs without end": lambda: word_by_hand(paragraph(b"") * (MUCH // 35)),
    "DOCX of elements in each other": lambda: word_by_hand(b"<w:p>" * 1_000_000),
    "DOCX of tables in each other": lambda: word_by_hand(b"<w:tbl><w:tr><w:tc>" * 100),
    "DOCX of entities that name each other": lambda: word_by_hand(
        paragraph(b"&j;"), before=b'<!DOCTYPE x [<!ENTITY a "ha">' + BILLION + b"]>"),
    "DOCX with an entity that names a file": lambda: word_by_hand(
        paragraph(b"&e;"), before=b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hosts">]>'),
    "DOCX with links without end": lambda: word_by_hand(
        paragraph(b"x"), **{"word/_rels/document.xml.rels": b"<R>" + b'<Relationship Id="a"/>' * (MUCH // 22)}),
    "DOCX with heads without end": lambda: word_by_hand(
        paragraph(b"x"), **{f"word/header{n}.xml": b" " * (1024 * 1024) for n in range(150)}),
    "DOCX of twenty thousand files": lambda: packed(
        {"word/document.xml": b"<x/>"} | {f"{n}": b"" for n in range(20_000)}),
    "PDF of blanks without end": lambda: pdf_by_hand(b" " * MUCH),
    "PDF of text without end": lambda: pdf_by_hand(SHOWN * (MUCH // 45)),
    "PDF of a line without end": lambda: pdf_by_hand(b"BT /F 12 Tf (" + b"a " * (MUCH // 10) + b") Tj ET"),
    "PDF of drawings in each other": forms,
    "PDF of many pages": lambda: pdf_by_hand(SHOWN, pages=100_000),
    "PDF of pages that name each other": lambda: pdf_by_hand(
        SHOWN, others={2: b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R 3 0 R]>>"}),
    "PDF with a content that is its own length": lambda: pdf_by_hand(
        SHOWN, others={4: b"<</Length 4 0 R/Filter/FlateDecode>>stream\nx\nendstream"}),
    "PDF packed in itself": lambda: pdf_by_hand(
        SHOWN, others={4: b"<</Length 1/Filter[%s]>>stream\nx\nendstream" % (b"/FlateDecode" * 100_000)}),
    "PDF that is only a beginning": lambda: b"%PDF-1.7\n" + b"1 0 obj<<" * 500_000,
}  # fmt: skip
