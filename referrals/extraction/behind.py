"""Names behind their number or their place: "615-244-5580 .... Thorn House", "KENTUCKY .... Lark House 555"."""

import re

from referrals.extraction.eligible import PERSON_TITLES
from referrals.extraction.heads import DETAIL_WORDS, has_head_word
from referrals.extraction.lexis import Lexis
from referrals.extraction.lines import Line
from referrals.extraction.page import Page
from referrals.extraction.persons import JOBS
from referrals.extraction.phrases import FURNITURE, like_a_name
from referrals.extraction.text import WORD
from referrals.extraction.towns import only_towns

FEWEST_NUMBERED = 3  # lines with a number before the name
_SIGN = re.compile(r"[*_)]*[ ]?[:–—-][ ]?[*_]*")
_COLUMN = re.compile(r"[ .]{3,}")


def names_behind(page: Page) -> dict[int, tuple[int, int]]:
    """Number of a line → where the name stands that is behind its number or place.

    Numbers come first only where a page has several such lines: elsewhere they are the name's above.
    """
    found: dict[int, tuple[int, int]] = {}
    numbered: set[int] = set()
    for number, line in enumerate(page.lines):
        if number in page.tabled or number in page.signed or not line.has_point:
            continue
        leads = line.starts_with_point
        if leads or _is_lead(line, page.lexis):
            named = line.names_somebody(page.lexis)
            stretches = (s for s in line.later_heads() if _is_name(line, s, page.lexis))
            behind = next((s for s in stretches if leads or not named or _is_column(line, s)), None)
            if behind:
                found[number] = behind
                numbered |= {number} if leads else set()
    headed = sum(_has_head(page.lines[number], found[number]) for number in numbered)
    if len(numbered) < FEWEST_NUMBERED or headed * 3 < len(numbered):  # few; or it may be a list of people
        for number in numbered:
            if not _is_titled(page.lines[number], found[number]):
                del found[number]
    return found


def _has_head(line: Line, span: tuple[int, int]) -> bool:
    return has_head_word(WORD.findall(line.passage.body[slice(*span)]))


def _is_titled(line: Line, span: tuple[int, int]) -> bool:
    """Whether nothing but a sign parts a number from a body behind it: "555-0142: Larkspur Police"."""
    between = line.passage.body[line.points[0][1] : span[0]]
    return _SIGN.fullmatch(between) is not None and _has_head(line, span)


def _is_name(line: Line, span: tuple[int, int], lexis: Lexis) -> bool:
    text = line.passage.body[slice(*span)]
    words = [word.group().lower() for word in WORD.finditer(text)]
    label = all(word in DETAIL_WORDS or word.isdigit() for word in words)
    return len(words) > 1 and not label and like_a_name(text, lexis)


def _is_column(line: Line, span: tuple[int, int]) -> bool:
    """Whether a name with an organization word stands in a column behind the head: "MAUI     Hale Shelter"."""
    apart = _COLUMN.fullmatch(line.passage.body[line.head[1] : span[0]]) is not None
    return apart and _has_head(line, span)


def _is_lead(line: Line, lexis: Lexis) -> bool:
    """Whether the head of a line is a place or a word of headings: "KENTUCKY ....", "Hawaii: …"."""
    words = [word.group().lower() for word in WORD.finditer(line.head_text)]
    place = only_towns(line.head_text) or bool(lexis.state_of(line.head_text))
    who = not words or words[-1] in JOBS | PERSON_TITLES
    return not who and (place or len(words) == 1 or all(word in FURNITURE for word in words))
