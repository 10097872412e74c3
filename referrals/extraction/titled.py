"""Names made of capitalised words: with an organization word, quoted, or where a name stands."""

import re
from collections.abc import Iterator

from referrals.extraction.contexts import WEAK, context_of, is_before_contact
from referrals.extraction.eligible import is_person, is_street, may_name
from referrals.extraction.heads import UNNAMING
from referrals.extraction.runs import Run, find_runs
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.text import Passage

_QUOTED = re.compile(r"[\"“”«]([^\"“”«»\n]{3,80})[\"“”»]")
# "the national hotline, 888 …": small letters, and everybody knows who is meant.
_SPOKEN_LINE = re.compile(r"\bnational (?:[a-z]+ ){0,3}(?:hotline|helpline|lifeline)\b")
SOON = 8  # characters from there to its contact
_IS_A_PROGRAM = re.compile(
    r"[ ,]{1,3}(?:is|was|are|offers?|provides?|runs?|has)\b[^.!?\n]{0,120}?"
    r"\b(?:program|programme|organi[sz]ation|agency|nonprofit|non-profit|group|project|shelter|hotline|"
    r"service|campaign)s?\b",
    re.IGNORECASE,
)
_CONTACT_SOON = re.compile(r"[^.!?\n\"“”]{0,120}?(?:https?://|www\.|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4})")


def titled_names(thread: Thread, index: int) -> Iterator[Spot]:
    """Names of capitalised words in passage `index`."""
    passage = thread.passages[index]
    for run in find_runs(passage):
        rule = _rule(thread, run)
        if rule:
            yield Spot(index, run.start, run.end, run.text, rule, weak=rule == WEAK)
    yield from _quoted_names(passage, index)
    yield from _spoken_lines(passage, index)


def _rule(thread: Thread, run: Run) -> str:
    if len(run.capitals) < 2 or is_person(thread.lexis, run) or is_street(run):
        return ""
    if run.has_head() and (not run.generic(thread.lexis) or _is_called(run)):
        return f"Capitalised words with the organization word “{run.words[-1].text}”."
    return context_of(run) if may_name(thread.lexis, run) else ""


def _is_called(run: Run) -> bool:
    """Whether words of the vocabulary are somebody: "Office of Victim Services", with its contact."""
    return run.head_first() and run.word_before not in UNNAMING and is_before_contact(run)


def _spoken_lines(passage: Passage, index: int) -> Iterator[Spot]:
    for match in _SPOKEN_LINE.finditer(passage.body):
        if passage.points_between(match.end(), match.end() + SOON):
            yield Spot(index, *match.span(), match.group(), "A national line that is called so, with its contact.")


def _quoted_names(passage: Passage, index: int) -> Iterator[Spot]:
    for match in _QUOTED.finditer(passage.body):
        after = passage.body[match.end() : match.end() + 250]
        if _title_case(match[1]) and (_IS_A_PROGRAM.match(after) or _CONTACT_SOON.match(after)):
            yield Spot(index, *match.span(1), match[1], "A quoted name that is called a program or has a contact.")


def _title_case(phrase: str) -> bool:
    words = re.findall(r"[^\W\d_]+", phrase)
    return len(words) > 1 and phrase[0].isupper() and sum(word[0].isupper() for word in words) * 2 >= len(words)
