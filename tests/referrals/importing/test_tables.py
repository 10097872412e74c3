"""Tables in whatever a spreadsheet program writes; anything else is refused in a sentence."""

import datetime
import io
import zipfile

import pytest

from referrals.importing import layouts
from referrals.importing.problems import Refused
from referrals.importing.tables import Table, open_table

from .uploads import HARBOR, HEADER, csv_of, put, xlsx_of, zip_of


def opened(tmp_path, data: bytes) -> Table:
    return open_table(put(tmp_path, data), "list.csv", layouts.score)


def cells(table: Table) -> list[list[str]]:
    return [list(row.cells.values()) for row in table.rows()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_every_dialect_and_encoding(tmp_path, delimiter, encoding):
    row = ["Casa de los Niños", *HARBOR[1:]]
    table = opened(tmp_path, csv_of([row], delimiter=delimiter).decode().encode(encoding))
    assert (table.kind, table.header, cells(table)) == ("csv", HEADER, [row])


def test_a_title_above_the_header_blank_lines_and_short_rows(tmp_path):
    text = "County list 2026,,\r\n,,\r\nAgency Name,Phone,\r\nHarbor,919-555-0142\r\n\r\nLantern\r\n"
    table = opened(tmp_path, text.encode())
    assert table.header == ["Agency Name", "Phone", "Column C"]
    assert [(row.line, list(row.cells.values())) for row in table.rows()] == [
        (4, ["Harbor", "919-555-0142", ""]), (6, ["Lantern", "", ""]),
    ]  # fmt: skip


def test_headings_that_stand_twice_are_told_apart(tmp_path):
    assert opened(tmp_path, b"Name,Phone,Phone\r\nHarbor,1,2\r\n").header == ["Name", "Phone", "Phone (2)"]


def test_rows_begin_anew_each_time(tmp_path):
    table = opened(tmp_path, csv_of())
    assert cells(table) == cells(table)


def test_a_spreadsheet_keeps_numbers_as_they_were_typed(tmp_path):
    row = ["Harbor", 9195550142, 2134.0, datetime.datetime(2015, 1, 21), True, None, 1.5, "#N/A"]
    table = opened(tmp_path, xlsx_of([row], ["Name", "Phone", "Zip", "Date", "Free", "Notes", "Ratio", "Cost"]))
    assert table.kind == "xlsx"
    assert cells(table) == [["Harbor", "9195550142", "2134", "2015-01-21", "yes", "", "1.5", ""]]


def test_a_formula_counts_by_its_last_result_and_none_is_kept(tmp_path):
    table = opened(tmp_path, xlsx_of([["Harbor", '=HYPERLINK("http://evil.example")']], ["Name", "Website"]))
    assert cells(table) == [["Harbor", ""]]


def test_an_hsds_package_is_one_row_a_service(tmp_path):
    package = {
        "organizations.csv": "id,name,description\no1,Harbor Group,x\n",
        "services.csv": "id,organization_id,name,status,email,url\n"
        "s1,o1,Harbor House,active,help@harbor.example.org,https://harbor.example.org\ns2,o1,Closed,defunct,,\n",
        "phones.csv": "id,service_id,number,extension,type\np1,s1,919-555-0142,12,voice\np2,s1,233733,,text\n",
        "service_areas.csv": "id,service_id,name,extent\na1,s1,North Carolina,ocd-division/country:us/state:nc\n",
        "taxonomy_terms.csv": "id,code,name\nt1,case-management,Case management\nt2,legal-services,Legal services\n",
        "attributes.csv": "id,link_id,link_type,taxonomy_term_id\nx,s1,need,t1\ny,s1,kind,t2\n",
    }
    table = opened(tmp_path, zip_of(package))
    (row,) = table.rows()
    assert table.kind == "hsds"
    found = {name: cell for name, cell in row.cells.items() if cell}
    assert found == {
        "id": "s1", "name": "Harbor House", "organization": "Harbor Group", "phone": "919-555-0142 x12",
        "text": "233733", "email": "help@harbor.example.org", "website": "https://harbor.example.org",
        "service_area": "North Carolina",
        "need": "case-management", "kind": "legal-services",
    }  # fmt: skip
    columns = layouts.guess(table.header, []).columns
    assert {name: columns[name] for name in ("service_area", "need", "kind", "text", "zip")} == {
        "service_area": "states", "need": "need", "kind": "kind", "text": "text", "zip": "zip",
    }  # fmt: skip


def with_file(name: str) -> bytes:
    """A workbook with one more file in it."""
    data = io.BytesIO(xlsx_of([["Harbor House"]], ["Name"]))
    with zipfile.ZipFile(data, "a") as book:
        book.writestr(name, b"x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file is empty"),
        (b"\x00\x01\x02", "this is not a text file"),
        (b'Name,Phone\r\n"Harbor', "found a broken one"),
        (b"Name,Phone\r\nHarbor,1,2,3\r\n", "expected 2 cells, found 4"),
        (b"Name\r\n" + b"x" * 20_001, "more than 20,000 characters"),
        (b",".join(b"c" for _ in range(201)), "at most 200 columns"),
        (zip_of({"a.txt": "x"}), "found another archive"),
        (zip_of({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "cannot be read; save it anew as XLSX"),
        (b"PK\x03\x04 and nothing more", "this is not a text file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "this is not a text file"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><table><tr><td>Harbor", "this is a web page or XML"),
        (b"<?xml version='1.0'?><Workbook/>", "this is a web page or XML"),
        (with_file("xl/vbaProject.bin"), "holds macros or other files"),
        (with_file("xl/embeddings/oleObject1.bin"), "holds macros or other files"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path, data, told):
    with pytest.raises(Refused, match=told):
        cells(opened(tmp_path, data))


def test_what_is_packed_too_large_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("referrals.importing.archives.LARGEST", 1000)
    with pytest.raises(Refused, match="packed in the file is too large"):
        opened(tmp_path, zip_of({"services.csv": "0" * 10_000}))
