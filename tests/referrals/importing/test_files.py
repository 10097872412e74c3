"""Bytes to rows: what spreadsheets write is read, everything else is refused in a sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.importing import Refused, files


def rows(data: bytes, ignored=()) -> list[tuple[int, dict]]:
    return [(row.line, row.cells) for row in files.table("people.csv", data, {"name", "city"}, ignored)]


def refused(data: bytes) -> list[str]:
    with pytest.raises(Refused) as caught:
        rows(data)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "data",
    [
        "name,city\r\nZoë,Peñasco\r\n".encode(),
        "\ufeffname,city\nZoë,Peñasco".encode(),
        "name,city\nZoë,Peñasco\n".encode("cp1252"),
        "name;city\nZoë;Peñasco\n".encode(),
        "city,name\nPeñasco,Zoë\n".encode(),
        "name,city\rZoë,Peñasco\r".encode(),
        'name,city\n" Zoë ","Peñasco"\n\n,\n'.encode(),
    ],
    ids=["UTF-8", "byte-order mark", "Windows-1252", "semicolons", "other order", "old line ends", "blank rows"],
)
def test_what_spreadsheets_write_is_read(data):
    assert rows(data) == [(2, {"name": "Zoë", "city": "Peñasco"})]


def test_a_row_is_named_by_the_line_it_begins_on():
    assert [line for line, _ in rows(b'name,city\n"a\nb",c\nd,e\n')] == [2, 4]


def test_an_ignored_column_is_gone_before_any_row_is_read():
    assert rows(b"name,city,notes\na,b,secret\n", ignored={"notes"}) == [(2, {"name": "a", "city": "b"})]


@pytest.mark.parametrize(
    ("data", "sentences"),
    [
        (b"", ["people.csv: the file is empty; expected a header and rows."]),
        (b"name,city\n", ["people.csv: the file has a header and no rows."]),
        (b"\x89PNG\r\n\x1a\n\x00", ["people.csv: this is not a text file; expected CSV, saved as UTF-8."]),
        (b"\x81\x8d", ["people.csv: this is not a text file; expected CSV, saved as UTF-8."]),
        ("name,city\na,b".encode("utf-16"), ["people.csv: this is not a text file; expected CSV, saved as UTF-8."]),
        (
            b"name,town\na,b\n",
            [
                "people.csv, line 1, city: the column is missing from the header.",
                "people.csv, line 1, town: the header has a column that is not known.",
            ],
        ),
        (
            b"name,city,citty\na,b,c\n",
            ["people.csv, line 1, citty: the header has a column that is not known; did you mean city?"],
        ),
        (b"name,city,city\na,b,c\n", ["people.csv, line 1, city: the column stands twice in the header."]),
        (
            b"name,city\na,b\na\na,b,c\n",
            ["people.csv, line 3: expected 2 cells, found 1.", "people.csv, line 4: expected 2 cells, found 3."],
        ),
        (
            b'name,city\n"a,b\n',
            ["people.csv, line 2: expected a row of CSV, found a broken one (unexpected end of data)."],
        ),
    ],
)
def test_anything_else_is_refused_with_a_sentence_for_each_problem(data, sentences):
    assert refused(data) == sentences


def test_a_file_of_50_mb_is_refused_unread(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(50 * 1024**2)
    with pytest.raises(Refused, match=r"large\.csv: the file is too large; expected at most 10 MB\."):
        files.load(path)
    assert refused(b"x" * (files.LARGEST + 1)) == ["people.csv: the file is too large; expected at most 10 MB."]


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Refused, match=r"none\.csv: the file cannot be read \(No such file or directory\)\."):
        files.load(tmp_path / "none.csv")


@given(st.binary() | st.text().map(lambda text: f"name,city\n{text}".encode()))
def test_no_bytes_raise_anything_but_the_refusal(data):
    with suppress(Refused):
        assert rows(data)
