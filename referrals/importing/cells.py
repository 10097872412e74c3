"""What people write into the cells of a spreadsheet: several numbers in one, "x123", vanity numbers, "(at)".

Each function reads one cell, or raises `Unexpected` with the form that was expected.
"""

import re
from collections.abc import Iterator
from typing import Any

from referrals import numbers
from referrals.vocabulary import PhoneUse

from . import values
from .problems import Unexpected

SEPARATED = re.compile(r"\s*(?:[|;\n]|\s/\s|\bor\b|,(?=\s*(?:\(?\d|\+|1-|tty|fax|text)))\s*", re.IGNORECASE)
LISTED = re.compile(r"\s*[|;\n]\s*")
CALLED = re.compile(r"^([^\W\d][\w /&'-]{1,40}?)[:\s]\s*(?=[(+\d]|1-)")  # "Hotline: 919-…"
BEHIND = re.compile(r"\(([^)]*[^\W\d_]{3}[^)]*)\)\s*$|\s[-–]\s([^\W\d][\w /&'-]{1,40})$")  # "919-… (24 hours)"
USES = {"tty": PhoneUse.TTY, "tdd": PhoneUse.TTY, "fax": PhoneUse.FAX, "text": PhoneUse.TEXT, "sms": PhoneUse.TEXT,
        "videophone": PhoneUse.VIDEOPHONE, "vp": PhoneUse.VIDEOPHONE}  # fmt: skip
SHORTENED = re.compile(r"^\d(?:[.,]\d+)?E\+\d+$", re.IGNORECASE)  # 8.88E+09
AT = re.compile(r"\s*[(\[{]\s*at\s*[)\]}]\s*", re.IGNORECASE)
DOT = re.compile(r"\s*[(\[{]\s*dot\s*[)\]}]\s*", re.IGNORECASE)
US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
ZIP = re.compile(r"(\d{5})(?:-?(\d{4}))?")

Row = dict[str, Any]


def phones(cell: str, use: str = PhoneUse.VOICE) -> list[Row]:
    """Every number of a cell as a row of a record, each number once."""
    if SHORTENED.match(cell):
        raise Unexpected("a phone number (the spreadsheet shortened this one: format the column as text)", cell)
    found = [_phone(part, use) for part in SEPARATED.split(cell) if part.strip()]
    return list({(row["number"], row["extension"], row["use"]): row for row in found}.values())


def _phone(part: str, use: str) -> Row:
    label, number = "", part.strip()
    if called := CALLED.match(number):
        label, number = called[1].strip(), number[called.end() :]
    if behind := BEHIND.search(number):
        label = label or (behind[1] or behind[2]).strip()
        number = number[: behind.start()]
    use = next((found for word, found in USES.items() if word in label.lower().split()), use)
    number = number.strip(" .,")
    if number in values.SHORT_CODES or (use == PhoneUse.TEXT and re.fullmatch(r"\d{5,6}", number, re.ASCII)):
        return _row(number, "", use, label)
    try:
        return _row(*numbers.read(number), use, label)
    except ValueError:
        raise Unexpected("a phone number in use, such as 919-555-0142 or 1-800-799-7233 x12", part) from None


def _row(number: str, extension: str, use: str, label: str) -> Row:
    said = "" if label.lower() in USES else label
    return {"number": number, "extension": extension, "use": str(use), "label": said[:120]}


def emails(cell: str) -> list[str]:
    """Every mailbox of a cell, also where the sign is spelt out."""
    plain = DOT.sub(".", AT.sub("@", cell)).replace("mailto:", "")
    return list(dict.fromkeys(values.email(part.strip()) for part in re.split(r"[|;,\s]+", plain) if part.strip()))


def web_addresses(cell: str) -> list[str]:
    """Every web address of a cell."""
    parts = (part.strip() for part in re.split(r"[|;\s]+|,\s", cell))
    return list(dict.fromkeys(values.web_address(part) for part in parts if part))


def day(cell: str) -> str:
    """2015, 2015-01 or 2015-01-21; also 1/21/2015, as the United States write it."""
    if written := US_DATE.fullmatch(cell):
        month, of_month, year = map(int, written.groups())
        return values.partial_date(f"{year}-{month:02}-{of_month:02}")
    return values.partial_date(cell)


def zip_code(cell: str) -> str:
    """Five digits, or nine; a spreadsheet that took it for a number dropped the leading zero."""
    digits = cell.zfill(5) if cell.isascii() and cell.isdecimal() and 3 <= len(cell) < 5 else cell
    if not (found := ZIP.fullmatch(digits)):
        raise Unexpected("a ZIP code such as 27701", cell)
    return "-".join(filter(None, found.groups()))


def listed(cell: str) -> Iterator[str]:
    """The parts of a cell that lists several things."""
    return (part for part in LISTED.split(cell) if part)
