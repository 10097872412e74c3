"""Blocks of a page that are each about one body, as cards are, also where no contact shows it."""

from collections.abc import Callable

from referrals.extraction.heads import HEAD_KINDS, has_head_word
from referrals.extraction.page import Page
from referrals.extraction.text import WORD

FEWEST = 4  # blocks that are surely about a body
SHARE = 0.5  # of all blocks that must surely be
MANY = 10  # blocks, from which a smaller share is enough
SHARE_OF_MANY = 0.4


def cards(page: Page, begins: Callable[[int], bool]) -> frozenset[int]:
    """Numbers of the lines that begin such blocks, or none where too few of the blocks are surely about a body.

    `begins` says of a line whether contacts below or beside it make it a name.
    """
    first = [number for number in range(len(page.lines)) if _opens(page, number)]
    named = sum(begins(number) or _is_told(page, number) or _has_head(page, number) for number in first)
    share = SHARE if len(first) < MANY else SHARE_OF_MANY
    return frozenset(first) if named >= FEWEST and named >= share * len(first) else frozenset()


def _has_head(page: Page, number: int) -> bool:
    return has_head_word(WORD.findall(page.lines[number].head_text)[1:])


def _is_told(page: Page, number: int) -> bool:
    """Whether the line below speaks of what this one names: "Lark House" above "Lark House was founded …"."""
    below = page.below(number)
    return below is not None and below.is_prose and page.lines[number].head_text in below.text


def _opens(page: Page, number: int) -> bool:
    """Whether a short line of capitals stands where a block begins, above more of it."""
    line, below = page.lines[number], page.below(number)
    if number in page.tabled or number in page.signed or line.bullet or line.hashed or line.text.endswith(":"):
        return False
    alone = below is None or below.gap > 0 or (line.gap == 0 and page.names(below))
    return not alone and _is_parted(page, number) and page.names(line) and not line.is_prose and _is_name(page, number)


def _is_parted(page: Page, number: int) -> bool:
    """Whether no name stands right above. The first line of a page is its title, unless what follows speaks of it."""
    if number == 0:
        return _is_told(page, number)
    return page.lines[number].gap > 0 or not page.names(page.lines[number - 1])


def _is_name(page: Page, number: int) -> bool:
    """Whether the words are no heading, no matter and no person's."""
    line = page.lines[number]
    words = WORD.findall(line.head_text)
    loud = line.text.isupper() and len(words) > 1
    generic = page.lexis.generic(line.head_text) and not (len(words) > 2 and words[-1].lower() in HEAD_KINDS)
    ordinary = len(words) == 1 and page.is_matter(number)
    return not (loud or generic or ordinary or page.is_topic(line) or page.is_person(number))
