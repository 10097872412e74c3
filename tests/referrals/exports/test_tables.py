"""CSV and the workbook: other people's readers find in them what the directory says, and no formula."""

import csv
import hashlib
import io
import json
import warnings
from datetime import date

import pytest
from openpyxl import load_workbook

from referrals import curation
from referrals.curation import record
from referrals.exports.columns import COLUMNS, safe
from referrals.models import Resource
from referrals.vocabulary import Method

pytestmark = pytest.mark.django_db
NAMES = [column.name for column in COLUMNS]
HOSTILE = [
    '=HYPERLINK("http://evil.example","x")', "+1+1", "-2", "@SUM(A1)", "＝1", 'a "quoted", name', "two\nlines\r\nand tab\t",  # noqa: E501
    "https://example.org/page", "0012", "1e5", "TRUE", "2015-01-21",
    "𝓔moji 🚨 and ‮right to left", "a" * 240,
    "  spaces  ", "'already", "bell\x07",
]  # fmt: skip


def published(name, **values):
    plain = {"description": "Answers.", "coverage": "national", "phones": [{"number": "+18883737888", "primary": True}]}
    blank = record.blank(name=name, kind="victim-services", **plain | values)
    resource = curation.create(by="curator", values=blank, source="test", key=name)
    curation.publish(resource, by="curator")
    return resource


def got(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet(content: bytes, name: str = "Contacts") -> list[tuple]:
    book = load_workbook(io.BytesIO(content), read_only=False)
    return list(book[name].iter_rows(values_only=True))


@pytest.fixture
def hostile(db):
    return [published(f"Office {number}", description=text) for number, text in enumerate(HOSTILE)]


def test_a_csv_reader_finds_the_same_values_and_no_formula(client, hostile):
    found = {row["name"]: row["description"] for row in rows(got(client, "/resources.csv"))}
    for resource in Resource.objects.filter(name__startswith="Office"):
        assert found[resource.name] == safe(resource.description)
        assert not found[resource.name].startswith(("=", "+", "-", "@", "＝"))


def test_lines_end_as_the_standard_says_and_a_mark_stands_in_front_unless_it_is_not_wanted(client, hostile):
    with_mark, without = got(client, "/resources.csv"), got(client, "/resources.csv?bom=no")
    assert with_mark == b"\xef\xbb\xbf" + without
    assert without.startswith(",".join(NAMES).encode() + b"\r\n")
    assert without.endswith(b"\r\n")


def test_a_workbook_reader_finds_the_same_values_as_text_and_days_as_days(client, hostile):
    curation.verify(hostile[0], by="curator", on=date(2026, 1, 5), how=Method.PHONE)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        header, *found = sheet(got(client, "/resources.xlsx"))
    assert list(header) == NAMES
    by_name = {row[0]: dict(zip(NAMES, row, strict=True)) for row in found}
    assert by_name["Office 0"]["verified_on"].date() == date(2026, 1, 5)
    for resource in Resource.objects.filter(name__startswith="Office"):
        said = by_name[resource.name]["description"]
        assert said == resource.description.replace("\x07", "").replace("\r\n", "\n")
        assert by_name[resource.name]["phone"] == "888-373-7888"


def test_no_cell_of_a_workbook_is_a_formula_or_a_number(client, hostile):
    book = load_workbook(io.BytesIO(got(client, "/resources.xlsx")))
    kinds = {cell.data_type for row in book["Contacts"].iter_rows(min_row=2) for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert book["Contacts"].freeze_panes == "B2"
    assert book["Contacts"].auto_filter.ref.startswith("A1:")


def test_a_workbook_says_what_it_is_in_the_language_that_was_asked_for(client, hostile):
    english = dict(
        row[:2] for row in sheet(got(client, "/resources.xlsx?freshness=unverified"), "About this file") if row[0]
    )
    assert english["Contacts"] == str(len(HOSTILE))
    assert english["How current"] == "Not verified"
    assert english["description"] == "What it does, in plain words"
    spanish = dict(row[:2] for row in sheet(got(client, "/resources.xlsx?lang=es"), "Sobre este archivo") if row[0])
    assert spanish["description"] == "Qué hace, en palabras sencillas"


def test_the_longest_text_is_cut_where_a_cell_ends(client):
    published("Office", description="x" * 40_000)
    row = sheet(got(client, "/resources.xlsx"))[1]
    assert len(row[NAMES.index("description")]) == 32_767


def test_the_table_names_its_description_and_that_holds_the_hash_of_the_table(client, hostile):
    response = client.get("/resources.csv?bom=no&freshness=unverified")
    content = b"".join(response.streaming_content)
    path = response["Link"].partition("<")[2].partition(">")[0]
    assert response["Link"].endswith('rel="describedby"')
    about = json.loads(got(client, path))
    assert [column["name"] for column in about["tableSchema"]["columns"]] == NAMES
    said = about["manifest"]
    assert said["sha256"] == hashlib.sha256(content).hexdigest()
    assert (said["count"], said["verified"], said["query"]) == (len(HOSTILE), 0, "freshness=unverified")


@pytest.mark.parametrize("path", ["/resources.json", "/resources.xlsx", "/resources.txt"])
def test_every_format_says_the_same_hash(client, hostile, path):
    expected = hashlib.sha256(got(client, "/resources.csv?bom=no")).hexdigest()
    content = got(client, path)
    text = content if path.endswith(("json", "txt")) else repr(sheet(content, "About this file")).encode()
    assert expected.encode() in text


def test_the_manifest_counts_verifications_and_what_was_withheld(client):
    for number, day in enumerate([None, date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]):
        doubtful = {"number": f"+1919555014{number}", "doubtful": True}
        resource = published(f"Office {number}", phones=[{"number": "+18883737888", "primary": True}, doubtful])
        if day:
            curation.verify(resource, by="curator", on=day, how=Method.PHONE)
    said = json.loads(got(client, "/resources.json"))["manifest"]
    assert (said["count"], said["verified"], said["withheld"]) == (4, 3, 4)
    assert (said["oldest_verification"], said["median_verification"]) == ("2026-01-01", "2026-02-01")


def test_one_contact_and_a_list_are_tables_too(client, hostile):
    client.post("/list/", {"add": hostile[0].slug, "next": "/list/"})
    client.post("/list/", {"add": hostile[3].slug, "next": "/list/"})
    assert [row["name"] for row in rows(got(client, "/list.csv"))] == ["Office 0", "Office 3"]
    assert [row[0] for row in sheet(got(client, "/list.xlsx"))[1:]] == ["Office 0", "Office 3"]
    assert [row["name"] for row in rows(got(client, f"/resources/{hostile[3].slug}.csv"))] == ["Office 3"]
    curation.retire(hostile[0], by="curator", why="closed")
    assert [row["name"] for row in rows(got(client, "/list.csv"))] == ["Office 3"]
    assert client.get(f"/resources/{hostile[0].slug}.csv").status_code == 404


def test_names_of_files_say_nothing_of_the_subject(client, hostile):
    for path, name in (("/resources.xlsx", "contacts.xlsx"), ("/list.xlsx", "phone-list.xlsx"),
                       (f"/resources/{hostile[0].slug}.xlsx", "contact.xlsx")):  # fmt: skip
        assert client.get(path)["Content-Disposition"] == f'attachment; filename="{name}"'


def test_nothing_is_left_behind_when_nobody_waits_for_the_rest(client, hostile, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    response = client.get("/resources.xlsx")
    next(iter(response.streaming_content))
    assert [*tmp_path.iterdir()]
    response.close()
    assert [*tmp_path.iterdir()] == []
