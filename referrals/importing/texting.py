"""Instructions for texting as a phone row: "Text START to 88788"."""

import re
from typing import Any

from referrals.vocabulary import PhoneUse

from . import values
from .problems import Unexpected

INSTRUCTION = re.compile(
    r"Text (?:(?P<what>.{1,60}?) to )?(?P<number>[\d-]+)(?: \((?P<spelt>[A-Z0-9]+)\))?", re.IGNORECASE | re.ASCII
)
KEYWORD = re.compile(r"[A-Z][A-Z0-9]{1,29}(?= |$)")
SHORT = re.compile(r"\d{5,6}", re.ASCII)


def text_line(cell: str) -> dict[str, Any]:
    """The phone row of an instruction: number, the word to text if one is given, and the instruction itself
    as the label where it says more than the two (a choice of words, what the number spells).

    >>> text_line("Text START to 88788")["keyword"]
    'START'
    """
    match = INSTRUCTION.fullmatch(cell)
    if not match:
        raise Unexpected("an instruction such as “Text START to 88788” or “Text 800-422-4453”", cell)
    what = match["what"] or ""
    keyword = KEYWORD.match(what)
    plain = not match["spelt"] and what == (keyword.group() if keyword else "")
    return {
        "number": _number(match["number"]),
        "keyword": keyword.group() if keyword else "",
        "use": str(PhoneUse.TEXT),
        "label": "" if plain else values.text(120)(cell),
    }


def _number(number: str) -> str:
    return number if SHORT.fullmatch(number) else values.phone(number)
