"""Whatever somebody sends is read or refused in a sentence: at once, in little memory, and nothing else is opened."""

import io
import json
import os
import random
import subprocess
import sys

import pypdf
import pytest

from referrals.documents import LARGEST, MOST_PAGES, Reason, Unreadable, apart, read
from tests.referrals.documents import made
from tests.referrals.documents.hostile import FILES, SHOWN
from tests.referrals.importing.hostile_files import mutated

SECONDS, MEBIBYTES = 2, 200
MANY = int(os.environ.get("HOSTILE_FILES", "60"))  # a process each
# What the site itself takes and what the reader does are measured apart.
PROGRAM = """
import json, resource, sys
from referrals import documents
data = sys.stdin.buffer.read()
begin = resource.getrusage(resource.RUSAGE_SELF)
try:
    said = f"read: {documents.read(data).text[:99]}"
except documents.Unreadable as refused:
    said = f"refused: {refused.reason}"
own, child = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({
    "seconds": child.ru_utime + child.ru_stime, "reader": child.ru_maxrss // 1024, "said": said,
    "own": own.ru_utime - begin.ru_utime, "site": (own.ru_maxrss - begin.ru_maxrss) // 1024,
}))
"""


def measured(data: bytes) -> dict:
    ended = subprocess.run([sys.executable, "-c", PROGRAM], input=data, capture_output=True, timeout=90)
    assert ended.returncode == 0, ended.stderr[-500:]
    return json.loads(ended.stdout)


@pytest.mark.parametrize("file", FILES)
def test_it_is_read_or_refused_at_once_and_in_little_memory(file):
    told = measured(FILES[file]())
    assert told["seconds"] <= SECONDS + 0.2  # systems stop a process when it next looks at its clock
    assert told["own"] <= SECONDS / 2
    assert told["site"] <= MEBIBYTES
    assert told["reader"] <= MEBIBYTES
    assert told["said"].startswith(("read: ", "refused: "))
    assert "localhost" not in told["said"]  # of /etc/hosts


def refused(data: bytes) -> Reason:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.reason


def locked() -> bytes:
    kept, writer = io.BytesIO(), pypdf.PdfWriter(io.BytesIO(made.pdf_by_hand(SHOWN)))
    writer.encrypt("a password", algorithm="RC4-128")  # AES takes a package that nothing else here needs
    writer.write(kept)
    return kept.getvalue()


PICTURE = (
    """#image(bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='5' height='5'/></svg>"))"""
)
REFUSED = {
    "nothing": (lambda: b"", Reason.EMPTY),
    "blanks": (lambda: b" \n\n", Reason.EMPTY),
    "HTML without text": (lambda: b"<html><script>x</script>", Reason.EMPTY),
    "DOCX without text": (lambda: made.word_by_hand(b""), Reason.EMPTY),
    "one byte too many": (lambda: b"a" * (LARGEST + 1), Reason.TOO_LARGE),
    "text without end": (lambda: b"a" * 2_000_001, Reason.TOO_MUCH),
    "HTML with too much text": (lambda: b"<p>" + b"a" * 2_000_001, Reason.TOO_MUCH),
    "DOCX with too much text": (lambda: made.word_by_hand(made.paragraph(b"a" * 2_000_001)), Reason.TOO_MUCH),
    "DOCX that unpacks to too much": (lambda: made.word_by_hand(b" " * (41 * 1024**2)), Reason.TOO_MUCH),
    "DOCX too deep": (lambda: made.word_by_hand(b"<w:p>" * 500 + b"</w:p>" * 500), Reason.DEEP),
    "HTML too deep": (lambda: b"<div>" * 500 + b"x", Reason.DEEP),
    "DOCX with entities": (FILES["DOCX of entities that name each other"], Reason.BROKEN),
    "DOCX with an entity outside": (FILES["DOCX with an entity that names a file"], Reason.BROKEN),
    "PDF with too many pages": (lambda: made.pdf_by_hand(SHOWN, pages=MOST_PAGES + 1), Reason.PAGES),
    "PDF with a password": (locked, Reason.LOCKED),
    "PDF of pictures": (lambda: made.pdf(PICTURE), Reason.SCANNED),
    "half a PDF": (lambda: made.pdf("Harbor House")[:400], Reason.BROKEN),
    "half a DOCX": (lambda: made.word_by_hand(made.paragraph(b"x"))[:200], Reason.BROKEN),
    "DOCX of no XML": (lambda: made.packed({"word/document.xml": b"no"}), Reason.BROKEN),
    "half a character": (lambda: b"\xff\xfea", Reason.BROKEN),
    "PNG": (lambda: b"\x89PNG\r\n\x1a\n\0\0", Reason.PICTURE),
    "JPEG": (lambda: b"\xff\xd8\xff\xe0", Reason.PICTURE),
    "WEBP": (lambda: b"RIFF\0\0\0\0WEBP", Reason.PICTURE),
    "DOC": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", Reason.OLD_WORD),
    "RTF": (lambda: b"{\\rtf1 Call}", Reason.OTHER_OFFICE),
    "ODT": (lambda: made.packed({"mimetype": b"application/vnd.oasis", "content.xml": b""}), Reason.OTHER_OFFICE),
    "XLSX": (lambda: made.packed({"xl/workbook.xml": b""}), Reason.SPREADSHEET),
    "ZIP": (lambda: made.packed({"a.txt": b""}), Reason.ARCHIVE),
    "GZIP": (lambda: b"\x1f\x8b\x08", Reason.ARCHIVE),
    "a program": (lambda: b"\x7fELF\0\0", Reason.BINARY),
}


@pytest.mark.parametrize("file", REFUSED)
def test_what_is_not_read_is_refused_for_what_it_is(file):
    make, reason = REFUSED[file]
    assert refused(make()) == reason


def test_what_stands_just_within_the_bounds_is_read():
    assert read(b"<p>" + b"a" * 1_999_999).text
    assert read(made.word_by_hand(b"<w:p>" * 300 + made.paragraph(b"x") + b"</w:p>" * 300)).text == "x"
    assert read(made.pdf_by_hand(SHOWN, pages=MOST_PAGES)).pages == MOST_PAGES


def test_a_part_that_says_it_is_smaller_than_it_is_is_read_no_further():
    honest = made.word_by_hand(made.paragraph(b"a" * 60_000_000))
    size = next(one.file_size for one in made.members(honest) if one.filename == "word/document.xml")
    lying = honest.replace(size.to_bytes(4, "little"), (1_000_000).to_bytes(4, "little"))
    assert lying != honest
    assert refused(lying) == Reason.BROKEN


@pytest.mark.parametrize(("kind", "stops"), [("html", Reason.TOO_LONG), ("pdf", Reason.BROKEN)])
def test_a_reader_that_runs_on_or_dies_takes_nothing_with_it(kind, stops, monkeypatch, tmp_path):
    """Another reader in the place of ours: one that never ends, one that ends as a crash does."""
    (tmp_path / "wrong.py").write_text(
        "import os, resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (1, 9))\n"
        "while sys.argv[1] == 'html': pass\n"
        "os.abort()\n"
    )
    monkeypatch.setattr(apart, "ROOT", tmp_path)
    monkeypatch.setattr(apart, "READER", "wrong")
    assert refused({"html": b"<p>x", "pdf": b"%PDF-1.4"}[kind]) == stops


def test_a_reader_is_given_no_setting_of_the_site(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "not for readers")
    (tmp_path / "tells.py").write_text(
        "import json, os, sys\nsys.stdin.buffer.read()\n"
        "print(json.dumps({'text': ' '.join(sorted(os.environ)), 'pages': None, 'wrapped': {}}))\n"
    )
    monkeypatch.setattr(apart, "ROOT", tmp_path)
    monkeypatch.setattr(apart, "READER", "tells")
    assert set(read(b"<p>x").text.split()) <= {"SYSTEMROOT", "LC_CTYPE"}


def test_damaged_files_are_read_or_refused():
    chance, outcomes = random.Random(9), set()
    seeds = {
        "pdf": made.pdf("= Harbor House\n#table(columns: 2, [a], [b])\n#link(\"https://a.example/\")[Call]"),
        "html": b"<html><p>Call <a href='tel:1'>x</a><table><tr><td>a<td>b</table>" * 20,
        "docx": made.word_by_hand(made.paragraph(b"Call") * 50),
    }  # fmt: skip
    for number in range(MANY):
        kind = list(seeds)[number % len(seeds)]
        try:
            outcomes.add("read" if read(mutated(seeds[kind], chance)).text else "read for nothing")
        except Unreadable:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}
