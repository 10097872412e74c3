"""What a cell may say: text to value, or `Unexpected` with the allowed form. Pure: no database."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from referrals import numbers

from .files import Row
from .problems import Problem, Unexpected

# Dialled as they are. 911 is emergency text on every page, never a resource.
SHORT_CODES = frozenset({"211", "311", "511", "711", "811", "988"})
LIKE = 65  # of 100: what was meant is guessed from here on
HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}\.?(?::\d+)?")
WEB = re.compile(r"https?://[^\s<>\"]+")
EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")  # quoted names and bare hosts are no role mailbox
# What a page would run or load. Pages show every cell as text; a cell with this is somebody's attack, or a mistake.
ACTIVE = re.compile(
    r"<\s*(?:script|iframe|object|embed|svg|img|link|meta|style|form|base|video|audio)\b|\bjavascript:|"
    r"<[^<>]{0,200}\bon[a-z]{3,20}\s*=",
    re.IGNORECASE,
)
PARTIAL_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


class Reading:
    """One row being read: each cell through a converter, and a problem for each that cannot be."""

    def __init__(self, file: str, row: Row) -> None:
        self.file = file
        self.row = row
        self.problems: list[Problem] = []

    def __call__(self, field: str, convert: Callable[[str], Any], otherwise: Any = "") -> Any:
        """The value of a cell; `otherwise` if the cell is empty or says what it may not."""
        cell = self.row.cells[field]
        try:
            return convert(cell) if cell else otherwise
        except Unexpected as error:
            self.refuse(field, str(error))
            return otherwise

    def refuse(self, field: str, sentence: str) -> None:
        self.problems.append(Problem(self.file, self.row.line, field, sentence))


def words(cell: str) -> str:
    """Any words, but nothing that a web page would run or load."""
    if ACTIVE.search(cell):
        raise Unexpected("plain words, without anything that a web page runs or loads", cell)
    return cell


def text(longest: int) -> Callable[[str], str]:
    """Any words, up to a length the database keeps."""

    def convert(cell: str) -> str:
        if len(cell) > longest:
            raise Unexpected(f"at most {longest} characters", cell)
        return words(cell)

    return convert


def one_of(allowed: Collection[str]) -> Callable[[str], str]:
    """One of a list short enough to be named in the sentence."""

    def convert(cell: str) -> str:
        if cell not in allowed:
            raise Unexpected(f"one of {', '.join(sorted(allowed))}", cell)
        return cell

    return convert


def slug_of(allowed: Mapping[str, str], what: str) -> Callable[[str], str]:
    """One of the keys of a list too long to repeat: the sentence names the one whose words come closest."""

    def convert(cell: str) -> str:
        if cell not in allowed:
            near = closest(cell, allowed)
            raise Unexpected(what + (f" (did you mean {near}?)" if near else ""), cell)
        return cell

    return convert


def closest(cell: str, allowed: Mapping[str, str]) -> str:
    """The key whose words are most like these, or nothing if none are."""
    found = process.extractOne(cell, allowed, scorer=fuzz.ratio, processor=default_process, score_cutoff=LIKE)
    return found[2] if found else ""


def several(convert: Callable[[str], Any]) -> Callable[[str], list[Any]]:
    """Several values separated by "|"."""
    return lambda cell: [convert(part.strip()) for part in cell.split("|") if part.strip()]


def yes_or_no(cell: str) -> bool:
    """Exactly yes or no."""
    return one_of({"yes", "no"})(cell) == "yes"


def phone(cell: str) -> str:
    """A North American number written NNN-NNN-NNNN as E.164, or a short code as it is."""
    if cell in SHORT_CODES:
        return cell
    try:
        if re.fullmatch(r"\d{3}-\d{3}-\d{4}", cell, re.ASCII):
            return numbers.read(cell)[0]
    except ValueError:
        pass
    raise Unexpected("a phone number in use, NNN-NNN-NNNN, or a short code such as 988", cell)


def digits(cell: str) -> str:
    """An extension or a key to press."""
    if not re.fullmatch(r"\d{1,12}", cell, re.ASCII):
        raise Unexpected("digits only, such as 4104", cell)
    return cell


def email(cell: str) -> str:
    """An e-mail address."""
    try:
        validate_email(cell)
        good = EMAIL.fullmatch(cell)
    except ValidationError:
        good = None
    if not good:
        raise Unexpected("an e-mail address such as info@example.org", cell)
    return text(254)(cell)


def web_address(cell: str) -> str:
    """An http or https address; a bare domain gets https://."""
    url = cell if "://" in cell else f"https://{cell}"
    try:
        good = bool(WEB.fullmatch(url) and HOST.fullmatch(urlsplit(url).netloc))
    except ValueError:
        good = False
    if not good:
        raise Unexpected("a web address such as https://example.org/help", cell)
    return text(500)(url)


def partial_date(cell: str) -> str:
    """2015, 2015-01 or 2015-01-21, as far as the source says."""
    if not PARTIAL_DATE.fullmatch(cell):
        raise Unexpected("a date as YYYY, YYYY-MM or YYYY-MM-DD", cell)
    return cell


def slug(cell: str) -> str:
    """A stable key: lower-case words joined by hyphens."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", cell) or len(cell) > 40:
        raise Unexpected("a slug such as legal-services, at most 40 characters", cell)
    return cell


def number(cell: str) -> int:
    """A whole number from 0 to 32767."""
    if not re.fullmatch(r"\d{1,5}", cell, re.ASCII) or int(cell) > 32767:
        raise Unexpected("a whole number from 0 to 32767", cell)
    return int(cell)
