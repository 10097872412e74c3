"""Files that nobody means well with: small ones that are large inside, wide ones, deep ones, broken ones."""

import io
import random
import zipfile
from collections.abc import Callable

import openpyxl

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
SPACE = b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BILLION = b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 20) for c in range(ord("b"), ord("k")))


def spreadsheet(rows: bytes, *, doctype: bytes = b"", strings: bytes = b"") -> bytes:
    """An XLSX whose rows are this XML."""
    plain = io.BytesIO()
    book = openpyxl.Workbook()
    book.save(plain)
    book.close()
    sheet = b'<?xml version="1.0"?>%s<worksheet%s><sheetData>%s</sheetData></worksheet>' % (doctype, SPACE, rows)
    return packed(unpacked(plain.getvalue()) | {SHEET: sheet, STRINGS: b"<sst%s>%s</sst>" % (SPACE, strings)})


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def cell(place: str, text: str) -> bytes:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


MUCH = 200 * 1024 * 1024  # bytes, unpacked
SERVICES = b"id,name\r\n1,Harbor House\r\n"
# {name: a function that makes the file}; each is to be refused, or read, at once
FILES: dict[str, Callable[[], bytes]] = {
    "a cell in the last corner of a sheet": lambda: spreadsheet(
        b'<row r="1">' + cell("A1", "name") + b'</row><row r="1048576">' + cell("XFD1048576", "x") + b"</row>"),
    "blanks without end in a sheet": lambda: spreadsheet(b" " * MUCH),
    "a cell without end": lambda: spreadsheet(b'<row r="1">' + cell("A1", "a" * MUCH) + b"</row>"),
    "strings without end": lambda: spreadsheet(b"", strings=b"<si><t>aaaaaaaaaa</t></si>" * (MUCH // 26)),
    "a string that is not there": lambda: spreadsheet(b'<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
    "entities that name each other": lambda: spreadsheet(
        b'<row r="1">' + cell("A1", "&j;") + b"</row>", doctype=b'<!DOCTYPE x [<!ENTITY a "ha">' + BILLION + b"]>"),
    "an entity that names a file": lambda: spreadsheet(
        b'<row r="1">' + cell("A1", "&e;") + b"</row>", doctype=b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hosts">]>'),
    "a table without end in a package": lambda: packed(
        {"services.csv": SERVICES, "phones.csv": b"id,service_id\r\n" + b"1,1\r\n" * (MUCH // 5)}),
    "twenty thousand files": lambda: packed(
        {"services.csv": SERVICES} | {f"{n}.csv": b"id\r\n" for n in range(20_000)}),
    "names that lead elsewhere": lambda: packed({"../../services.csv": SERVICES, "/etc/phones.csv": b"id\r\n"}),
    "a million columns": lambda: (",".join(f"c{n}" for n in range(1_000_000)) + "\n").encode(),
    "a cell of forty million letters": lambda: b'name,phone\n"' + b"a" * 40_000_000 + b'",1\n',
    "a quotation that never ends": lambda: b'name,phone\n"' + b"a\n" * 10_000_000,
    "brackets without end": lambda: b"[" * 2_000_000,
    "objects without end": lambda: b"[" + b",".join([b'{"id":"1","name":"x"}'] * 2_000_000) + b"]",
    "NUL": lambda: b"name,phone\nA\x00B,1\n",
    "half a character": lambda: b'[{"id":"1","name":"\\ud800"}]',
    "letters that turn the line": lambda: "name,phone\n\u202eHarbor\u2066 House\u200b,919-555-0142\n".encode(),
    "two encodings": lambda: "name,phone\nCafé,1\n".encode() + "Niño,2\n".encode("cp1252"),
}  # fmt: skip


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """The file with one to three things wrong with it. Those of a ZIP are done to one of its parts, or to all of it."""
    if seed[:2] == b"PK" and chance.random() < 0.7:
        parts = unpacked(seed)
        name = chance.choice(sorted(parts))
        return packed(parts | {name: mutated(b" " + parts[name], chance)[1:]})
    for _ in range(chance.randint(1, 3)):
        seed = chance.choice(CHANGES)(seed, chance)
    return seed


def _at(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _put(what: bytes):
    def put(data: bytes, chance: random.Random) -> bytes:
        at = _at(data, chance)
        return data[:at] + what + data[at:]

    return put


def _lines(change):
    def changed(data: bytes, chance: random.Random) -> bytes:
        lines = data.split(b"\n")
        change(lines, chance)
        return b"\n".join(lines)

    return changed


def _flipped(data: bytes, chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :] if at < len(data) else data


def _spliced(data: bytes, chance: random.Random) -> bytes:
    begin, end, at = _at(data, chance), _at(data, chance), _at(data, chance)
    return data[:at] + data[min(begin, end) : max(begin, end)] + data[at:]


def _gone(data: bytes, chance: random.Random) -> bytes:
    begin, end = sorted((_at(data, chance), _at(data, chance)))
    return data[:begin] + data[end:]


CHANGES = [
    lambda data, chance: data[: _at(data, chance)],
    lambda data, chance: data[_at(data, chance) :],
    lambda data, chance: data.decode("utf-8", "replace").encode("cp1252", "replace"),
    lambda data, chance: data.decode("latin-1").encode("utf-8"),
    lambda data, chance: data.replace(b"\n", chance.choice([b"\r", b"\r\n", b"\n\n", b" ", b"\x85"])),
    _flipped, _spliced, _gone,
    _lines(lambda lines, chance: chance.shuffle(lines)),
    _lines(lambda lines, chance: lines.extend(lines[: chance.randrange(len(lines) + 1)])),
    _lines(lambda lines, chance: lines.insert(0, b"x" * chance.choice([1, 1_000, 200_000]))),
    *map(_put, (b"\x00", b"\xff\xfe", b'"', b",", b"\n", b">>>>", b"{", b"]", b"\xed\xa0\x80", b"9" * 400, b"&#0;")),
    *map(_put, (b"<script>alert(1)</script>", b"=HYPERLINK()", b"1.\xa0\xa0", "\u202e".encode(), "\u2028".encode())),
]  # fmt: skip
