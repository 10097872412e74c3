"""Dates of birth, and numbers by which an office knows a person."""

import re
from collections.abc import Iterator

from .model import Flag, Reason

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre)[a-z]*\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|{_YEAR}-\d\d-\d\d"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:of\s+)?{_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+|de\s+)?{_MONTH},?\s+(?:de\s+|del\s+)?{_YEAR}|{_MONTH},?\s+(?:of\s+)?{_YEAR}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|{_YEAR})"
)
_BIRTH = (
    r"(?:d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s?dates?|birthdays?|born|nacid[oa]|naci[oó]|fecha\s+de\s+nacimiento"
    r"|cumplea[nñ]os)"
)
# At least four signs, one of them a digit; a year alone is none.
_NUMBER = r"(?!(?:19|20)\d\d(?![\w/-]))(?=[\w:./-]*\d)[A-Z0-9](?:[A-Z0-9:./-]*[A-Z0-9])?(?<=[A-Z0-9:./-]{4})"
_MARK = r"(?:\s*(?:no\b\.?|nr\b\.?|num(?:ber)?\b\.?|número|n[º°]|id\b|\#))"
_OFFICE = (
    r"(?:case|docket|cause|court|file|claim|incident|police|report|complaint|petition|warrant|booking|inmate|"
    r"medical\s+record|patient|client|receipt|expediente|caso|denuncia)"
)

_IS = r"\s*(?:is|was|:)?\s*"
_COURT = r"(?:cv|cr|crs|cvs|mj|jv|jb|dr|fa|po|cm|cf)"
_SERVICE_CENTER = r"(?:EAC|WAC|LIN|SRC|MSC|IOE|NBC|YSC|VSC|NSC|TSC|CSC)"
_SOCIAL = r"(?:ssn|itin|social\s+security(?:\s+(?:number|no\.?|\#))?|seguro\s+social)"
_PAPER = (
    r"(?:passport|pasaporte|visa|i-?94|driver'?s?\s+licen[sc]e|licen[sc]e\s+plate|licen[sc]e|id|medicaid|insurance|"
    r"matr[ií]cula)"
)
_ALIEN = r"(?:alien|uscis|a)[\s-]*(?:registration\s*)?(?:file\s*)?(?:number|no\.?|\#)"

_WRITTEN: tuple[tuple[Reason, str], ...] = (
    ("birth", rf"(?<!\w){_BIRTH}(?:\s+(?:is|was|on|in|el|en|es))*[\s:,.(-]*{_DATE}(?!\w)"),
    ("case", rf"(?<!\w){_OFFICE}(?:\s+(?:report|file|case))?{_MARK}{_IS}{_NUMBER}"),
    ("case", rf"(?<!\w){_OFFICE}\s*:?\s*(?=[A-Z0-9-]*[A-Z-])(?=[A-Z0-9-]*\d\d){_NUMBER}"),
    ("case", rf"(?<![\w-])\d{{0,2}}:?\d{{2}}[-\s]?{_COURT}[-\s]?\d{{3,7}}(?:-\w{{2,4}})*(?!\w)"),
    ("alien", r"(?<!\w)A[\s#:-]{0,3}\d{3}[\s-]?\d{3}[\s-]?\d{2,3}(?![\d-])"),
    ("alien", rf"(?<!\w){_ALIEN}{_IS}A?[\s-]?(?:\d{{7,9}}|\d{{3}}[\s-]\d{{3}}[\s-]\d{{2,3}})(?!\d)"),
    ("alien", rf"(?<!\w){_SERVICE_CENTER}[\s-]?\d{{2}}[\s-]?\d{{3}}[\s-]?\d{{5}}(?!\d)"),
    ("id", r"(?<![\d-])\d{3}[-\s]\d{2}[-\s]\d{4}(?![\d-])"),
    ("id", rf"(?<!\w){_SOCIAL}{_IS}\#?\s*\d{{3}}[\s-]?\d{{2}}[\s-]?\d{{4}}(?!\d)"),
    ("id", rf"(?<!\w){_PAPER}{_MARK}{_IS}{_NUMBER}"),
)
_PATTERNS = tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _WRITTEN)


def numbers(text: str) -> Iterator[Flag]:
    """Every such date and number, with the words that say what it is."""
    for reason, pattern in _PATTERNS:
        yield from (Flag(found.start(), found.end(), reason) for found in pattern.finditer(text))
