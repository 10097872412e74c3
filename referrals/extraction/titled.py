"""Names made of capitalised words: with an organization word, quoted, or where a name stands."""

import re
from collections.abc import Iterator

from referrals.extraction.contexts import WEAK, context_of, is_before_contact, is_somebody
from referrals.extraction.eligible import is_job, is_person, is_street, may_name
from referrals.extraction.heads import DETAIL_WORDS, HEAD_KINDS, UNNAMING
from referrals.extraction.phrases import FURNITURE
from referrals.extraction.runs import FORM, Run, find_runs
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.text import Passage
from referrals.extraction.towns import only_towns
from referrals.lexicon import fold
from referrals.personal_names import is_personal

_QUOTED = re.compile(r"[\"“”«]([^\"“”«»\n]{3,80})[\"“”»]")
# "the national hotline, 888 …": small letters, and everybody knows who is meant.
_SPOKEN_LINE = re.compile(r"\bnational (?:[a-z]+ ){0,3}(?:hotline|helpline|lifeline)\b")
# "211 Wisconsin", but neither "Room 211 North" nor "at 211 Elm Street".
_REGIONAL_LINE = re.compile(
    r"(?<!\bat )(?<!\bto )(?<!Room )(?<!Suite )\b2-?1-?1"
    r"(?:[ ]?[iI]nfo\b|[ ](?:of[ ])?(?P<region>[A-Z]\w+(?:[ ][A-Z]\w+){0,2}))"
)
_BEGINS_LINE = re.compile(r"(?:^|\n)[^\w\n]*$")
MOST_SIGNS = 8  # bullets and the like before the first word of a line
_IN_BRACKETS = re.compile(r"[ ]\((?:\d?[-. ]?\(?\d{3}\)?[-. ]\d{3}|https?:|www\.|[\w-]+\.(?:org|com|net|gov)\b)")
SHORTEST = 4  # letters of a name of one word
_OWNS = re.compile(rf"\b(?:{'|'.join(map(re.escape, HEAD_KINDS))})['’]s$", re.IGNORECASE)
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
        rule = _rule(thread, run) or _single(thread, run)
        if rule:
            end = _end(run)
            yield Spot(index, run.start, end, passage.body[run.start : end], rule, weak=rule == WEAK)
    yield from _quoted_names(passage, index)
    yield from _spoken_lines(passage, index)
    for line in _REGIONAL_LINE.finditer(passage.body):
        if not line["region"] or _is_region(thread, line["region"]):
            yield Spot(index, *line.span(), line.group(), "A line for a region.", kind="hotline")


def _is_region(thread: Thread, words: str) -> bool:
    return words in thread.lexis.states or words.endswith(" County") or only_towns(words)


def _end(run: Run) -> int:
    """Where the name ends: with its form ("…, Inc."), without the sign of what it owns ("Larkspur Center's")."""
    if _OWNS.search(run.text):
        return run.end - len("'s")
    form = FORM.match(run.passage.body, run.end)
    return form.end() if form else run.end


def _rule(thread: Thread, run: Run) -> str:
    if len(run.capitals) < 2 or is_person(thread.lexis, run) or is_street(run):
        return ""
    if _is_other(run):
        return ""
    if run.has_head() and (not run.generic(thread.lexis) or _is_called(run)):
        return f"Capitalised words with the organization word “{run.words[-1].text}”."
    if run.has_head() and run.word_before == "the" and len(run.capitals) > 2 and not run.plural():
        return "Words of the field with an article, as somebody's name."
    if run.has_head() and run.word_before not in UNNAMING and not run.plural() and is_somebody(run):
        return "Words of the field that the text speaks of as somebody."
    return context_of(run) if may_name(thread.lexis, run) else ""


def _is_other(run: Run) -> bool:
    """Whether an organization word names none: "Trump Administration", "Board of Directors"."""
    words = [word.text for word in run.words]
    ruled = len(words) == 2 and words[-1] == "Administration" and is_personal(fold(words[0]))
    return ruled or run.text.startswith("Board of ")


def _single(thread: Thread, run: Run) -> str:
    """Why one word is a name: it begins a line and its number follows in brackets, "Affirmations (248-555-0142)".

    In a sentence it may be somebody's first name: "text Salem (…)".
    """
    word = run.words[0].text
    alone = len(run.words) == 1 and len(word) >= SHORTEST and word.lower() not in DETAIL_WORDS | set(FURNITURE)
    if not alone or run.generic(thread.lexis) or word in thread.lexis.states or is_person(thread.lexis, run):
        return ""
    opens = _BEGINS_LINE.search(run.passage.body, max(0, run.start - MOST_SIGNS), run.start) is not None
    known = is_personal(fold(word)) or only_towns(word) or is_job(run)
    named = opens and not known and _IN_BRACKETS.match(run.passage.body, run.end) is not None
    return "A word with its contact in brackets." if named else ""


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
