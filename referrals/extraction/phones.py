"""Telephone numbers and short codes in prose.

`phonenumbers` decides whether digits are a number; finding them is ours, since its matcher leaves out
vanity numbers and short codes.
"""

import re
from collections.abc import Iterator
from typing import Literal

import phonenumbers

from referrals.extraction.model import PhoneFound

_SEPARATOR = r"[ \u00a0.\-‐-–/]{0,2}"
_EXTENSION = r"(?:[ ,;]{0,3}\b(?:ext(?:ension)?|x)\.?[ :#]{0,2}(?P<extension>\d{1,6}))?"
# Ten digits, the last four perhaps letters: (806) 374-5433 ext. 12, 1-800-799-SAFE (7233), 1-800-THE-LOST.
_AMERICAN = re.compile(
    r"(?<![\w@/=.\-])(?:\+?1" + _SEPARATOR + r")?\(?[2-9]\d{2}\)?" + _SEPARATOR
    + r"(?:[2-9]\d{2}" + _SEPARATOR + r"(?:\d{4}(?!\d)|[A-Z]{4}\b)|"
    r"[A-Z]{3,4}" + _SEPARATOR + r"[A-Z0-9]{3,4}\b)"
    + r"(?P<spelled>[ ]?\(\d{3,4}(?:-\d{4})?\))?" + _EXTENSION
)  # fmt: skip
_ABROAD = re.compile(r"(?<![\w@/=])\+[2-9]\d{0,2}[ \u00a0.\-]?\(?\d{1,4}\)?(?:[ \u00a0.\-]?\d{2,4}){2,4}(?!\d)")
# "text 233733", "text HOME to 741741", "dial 211", "call 988".
_TEXTED = re.compile(
    r"\b(?i:text|sms|message)\s+(?:[\"“']?(?P<keyword>[A-Z]{2,12})[\"”']?\s+to\s+)?(?P<code>\d{5,6})(?!\d|"
    r"-\d)"
)
_DIALLED = re.compile(
    r"\b(?i:call|dial|text|phone|line|lifeline|marque|llame al?)\s+(?P<code>[2-9]\d{2})(?![\d-]|\.\d)"
)
EMERGENCY = "911"  # never a resource: it appears as emergency text


def find_phones(key: str, body: str) -> list[PhoneFound]:
    """All telephone numbers and short codes of `body` in reading order, as E.164 or as the code's digits.

    911 is left out. Impossible numbers (dates, case numbers) are left out.
    """
    found = [*_written_out(key, body), *_short_codes(key, body)]
    return sorted(found, key=lambda phone: phone.start)


def _written_out(key: str, body: str) -> Iterator[PhoneFound]:
    for pattern in (_AMERICAN, _ABROAD):
        for match in pattern.finditer(body):
            number = _e164(match)
            if number:
                extension = match.groupdict().get("extension") or ""
                yield PhoneFound(number, key, match.start(), match.end(), extension)


def _e164(match: re.Match[str]) -> str:
    digits = match.group()
    for group in ("spelled", "extension"):
        if match.groupdict().get(group):
            digits = digits[: match.start(group) - match.start()]
            break
    digits = re.sub(r"[ ,;]*\b(?:ext(?:ension)?|x)\.?[ :#]*$", "", digits)
    try:
        parsed = phonenumbers.parse(digits, "US")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _short_codes(key: str, body: str) -> Iterator[PhoneFound]:
    for pattern in (_TEXTED, _DIALLED):
        for match in pattern.finditer(body):
            code = match["code"]
            if code != EMERGENCY:
                keyword = match.groupdict().get("keyword") or ""
                yield PhoneFound(code, key, *match.span("code"), use=_use(match), keyword=keyword)


def _use(match: re.Match[str]) -> Literal["voice", "text"]:
    return "text" if match.group()[:3].lower() in {"tex", "sms", "mes"} else "voice"
