"""Cells as people fill them in: read, or refused in a sentence that says what was expected."""

import pytest

from referrals.importing import cells
from referrals.importing.problems import Unexpected


def said(cell: str, use: str = "voice") -> list[tuple[str, str, str, str]]:
    return [(row["number"], row["extension"], row["use"], row["label"]) for row in cells.phones(cell, use)]


@pytest.mark.parametrize(
    ("cell", "rows"),
    [
        ("919-555-0142", [("+19195550142", "", "voice", "")]),
        ("9195550142", [("+19195550142", "", "voice", "")]),
        ("(919) 555-0142 x123", [("+19195550142", "123", "voice", "")]),
        ("919.555.0142 ext. 9", [("+19195550142", "9", "voice", "")]),
        ("1-800-799-SAFE", [("+18007997233", "", "voice", "")]),
        ("919-555-0142; 919-555-0143", [("+19195550142", "", "voice", ""), ("+19195550143", "", "voice", "")]),
        ("919-555-0142 / 919-555-0143", [("+19195550142", "", "voice", ""), ("+19195550143", "", "voice", "")]),
        ("919-555-0142, 919-555-0143", [("+19195550142", "", "voice", ""), ("+19195550143", "", "voice", "")]),
        ("919-555-0142 or 919-555-0143", [("+19195550142", "", "voice", ""), ("+19195550143", "", "voice", "")]),
        ("Hotline: 919-555-0142", [("+19195550142", "", "voice", "Hotline")]),
        ("919-555-0142 (24 hours)", [("+19195550142", "", "voice", "24 hours")]),
        ("919-555-0142 (day line)", [("+19195550142", "", "voice", "day line")]),
        ("919-555-0142; TTY: 919-555-0143", [("+19195550142", "", "voice", ""), ("+19195550143", "", "tty", "")]),
        ("919-555-0142 / Fax 919-555-0143", [("+19195550142", "", "voice", ""), ("+19195550143", "", "fax", "")]),
        ("919-555-0142; 919-555-0142", [("+19195550142", "", "voice", "")]),
        ("988", [("988", "", "voice", "")]),
    ],
)
def test_every_number_of_a_cell_is_read(cell, rows):
    assert said(cell) == rows


def test_a_text_line_may_be_a_short_code():
    assert said("233733", "text") == [("233733", "", "text", "")]


@pytest.mark.parametrize("cell", ["555-0142", "ask", "8.88374E+09", "919-555-0142; ask"])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(Unexpected, match="expected a phone number"):
        cells.phones(cell)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("help@harbor.example.org", ["help@harbor.example.org"]),
        ("help(at)harbor.example.org", ["help@harbor.example.org"]),
        ("help [at] harbor [dot] example.org", ["help@harbor.example.org"]),
        ("mailto:a@harbor.example.org; b@harbor.example.org", ["a@harbor.example.org", "b@harbor.example.org"]),
    ],
)
def test_mailboxes(cell, found):
    assert cells.emails(cell) == found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("harbor.example.org", ["https://harbor.example.org"]),
        ("http://a.example.org/ https://b.example.org/x", ["http://a.example.org/", "https://b.example.org/x"]),
    ],
)
def test_web_addresses(cell, found):
    assert cells.web_addresses(cell) == found


@pytest.mark.parametrize(
    ("cell", "found"), [("2015", "2015"), ("2015-01-21", "2015-01-21"), ("1/21/2015", "2015-01-21")]
)
def test_days(cell, found):
    assert cells.day(cell) == found


@pytest.mark.parametrize("cell", ["21/1/2015", "13/40/2015", "soon"])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(Unexpected, match="expected a date"):
        cells.day(cell)


@pytest.mark.parametrize(
    ("cell", "found"),
    [("27701", "27701"), ("2134", "02134"), ("277011234", "27701-1234"), ("27701-1234", "27701-1234")],
)
def test_zip_codes_have_their_leading_zero_again(cell, found):
    assert cells.zip_code(cell) == found
