"""Files as partners send them, made for a test."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl

HEADER = ["Agency Name", "Type", "Phone", "E-mail", "Website", "State", "City", "Services offered", "Population"]
HARBOR = ["Harbor House", "Victim service organization", "919-555-0142", "help(at)harbor.example.org",
          "harbor.example.org", "NC", "Durham", "Counseling and mental health; Case management", "Minors"]  # fmt: skip
LANTERN = ["Lantern Legal", "Legal services", "704-555-0143 x12", "", "", "North Carolina", "", "Family law", ""]
ROWS = (HARBOR, LANTERN)


def csv_of(rows: Iterable[Iterable[str]] = ROWS, header: Iterable[str] = HEADER, delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode()


def xlsx_of(rows: Iterable[Iterable[object]], header: Iterable[str] = HEADER) -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in [list(header), *map(list, rows)]:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def zip_of(files: Mapping[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return data.getvalue()


def put(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
