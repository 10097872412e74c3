"""Whose an address or a number is: the name before it, the publication, the name its domain is like."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from referrals.extraction.addresses import site
from referrals.extraction.spots import Spot
from referrals.extraction.text import WORD, Passage

LOOK_BACK = 8  # names before a contact that are considered
FARTHEST = 240  # characters between a name in an earlier sentence and its contact
_JUST_AFTER = re.compile(r"[\s(:,–\-|=]{1,5}(?:the )?")  # between a contact and a name after it
BEFORE = 60  # characters before a name that say whose somebody is
_PARENT = re.compile(
    r"(?:[,(][ ]?|\b(?:is|was|are|es)[ ])(?:(?:an?|the|now|also|una?|el)[ ]){0,2}(?:\w+[ ])?"
    r"(?:(?:run|operated|owned|hosted|housed|sponsored|funded|staffed) by|(?:program(?:me)?|project|service|part|"
    r"ministry|"
    r"initiative|division|branch|arm|programa|proyecto) (?:of|de|del))[ ](?:the[ ]|la[ ])?$",
    re.IGNORECASE,
)
SHORTEST_LIKENESS = 3
SHORTEST_PART = 5  # letters of a domain inside a name: "ice" is in every "Office"


def owner(passage: Passage, spots: Sequence[Spot], start: int, end: int, url: str = "") -> Spot | None:
    """The spot among `spots` (this passage's, in order) to which the contact at [start, end) belongs.

    A publication of the same sentence comes before its publisher; then a name whose initials or words are the
    domain; then the nearest name before it in the sentence, after it, or in the sentence before.
    """
    position = bisect_left(spots, start, key=lambda spot: spot.start)
    around = spots[max(0, position - LOOK_BACK) : position + 1]
    near = [spot for spot in around if not _is_parent(passage, spot)] or around
    sentence_start, sentence_end = passage.sentence(start)
    sentence = [spot for spot in near if sentence_start <= spot.start < max(sentence_end, end)]
    before = [spot for spot in sentence if spot.end <= start]
    choices = (
        [spot for spot in before if spot.role == "publication"],
        [spot for spot in near if url and akin(site(url), spot.name)],
        before,
        [spot for spot in sentence if spot.start >= end and _JUST_AFTER.fullmatch(passage.body[end : spot.start])],
        [spot for spot in near if 0 <= start - spot.end <= FARTHEST],
    )
    return next((choice[-1] for choice in choices if choice), None)


def _is_parent(passage: Passage, spot: Spot) -> bool:
    """Whether the name only says whose the one before it is: "a programme of …", "run by …"."""
    return _PARENT.search(passage.body, max(0, spot.start - BEFORE), spot.start) is not None


def spot_at(spots: Sequence[Spot], start: int, end: int) -> Spot | None:
    """The spot that stands at [start, end) or covers a part of it."""
    position = max(0, bisect_left(spots, start, key=lambda spot: spot.start) - 1)
    return next((spot for spot in spots[position : position + 3] if spot.start < end and start < spot.end), None)


def spot_behind(spots: Sequence[Spot], end: int) -> Spot | None:
    """The first spot that begins at or after `end`."""
    position = bisect_left(spots, end, key=lambda spot: spot.start)
    return spots[position] if position < len(spots) else None


def named_before(passage: Passage, spots: Sequence[Spot], start: int, after: int) -> Spot | None:
    """The last name of the sentence before the contact at `start` and after position `after`, if there is one."""
    position = bisect_left(spots, start, key=lambda spot: spot.start)
    opens = max(passage.sentence(start)[0], after)
    return next(
        (spot for spot in reversed(spots[max(0, position - LOOK_BACK) : position]) if spot.start >= opens), None
    )


def akin(domain: str, name: str) -> bool:
    """Whether a domain is made of a name: its initials ("ohln.org", OH L… N…) or its words run together."""
    label = domain.partition(".")[0].lower().replace("-", "")
    words = WORD.findall(name)
    if len(label) < SHORTEST_LIKENESS:
        return False
    initials = "".join(word if word.isupper() else word[0] for word in words if word[0].isupper()).lower()
    run_together = len(label) >= SHORTEST_PART and label in "".join(words).lower()
    return label in (initials, words[0].lower()) or run_together
