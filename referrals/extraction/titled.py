"""Names made of capitalised words: with an organization word, quoted, at a place, before a contact."""

import re
from collections.abc import Iterator

from referrals.extraction.runs import Run, find_runs
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.text import Passage
from referrals.lexicon import fold

_QUOTED = re.compile(r"[\"“”]([^\"“”\n]{3,80})[\"“”]")
_IS_A_PROGRAM = re.compile(
    r"[ ,]{1,3}(?:is|was|are|offers?|provides?|runs?|has)\b[^.!?\n]{0,120}?"
    r"\b(?:program|programme|organi[sz]ation|agency|nonprofit|non-profit|group|project|shelter|hotline|"
    r"service|campaign)s?\b",
    re.IGNORECASE,
)
_CONTACT_SOON = re.compile(r"[^.!?\n\"“”]{0,120}?(?:https?://|www\.|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4})")
_CONTACT_NOW = re.compile(
    r"(?:'s)?[ ]?(?:website|web site|hotline|phone|tel)?[ ]?[(:,–-]{0,2}[ ]{0,2}(?:at[ ])?"
    r"(?:https?://|www\.|1?[-–. ]?\(?[2-9]\d{2}\)?[-–. ])"
)
_IN_PLACE = re.compile(r"[ ]in[ ](?:[A-Z][\w.]*[ ]?){1,4},[ ]([A-Z]{2})\b")
_PERSONAL_TITLE = re.compile(
    r"\s*[/,(]\s*(?:the\s+)?(?:ED|CEO|[Ee]xecutive|[Dd]irector|[Cc]oordinator|[Ff]ounder|MD|PhD|LCSW|RN|"
    r"MSW)\b"
)
_RECOMMENDING = re.compile(
    r"\b(?:try|recommend|suggest|add|look(?:ing)? (?:at|into)|check(?:ing)? out|connect(?:ing)? with|"
    r"refer(?:ring)? to)"
    r"\s+(?:the\s+)?$", re.IGNORECASE,
)  # fmt: skip
REACH = 60  # characters looked at before a name


def titled_names(thread: Thread, index: int) -> Iterator[Spot]:
    """Names of capitalised words in passage `index`."""
    passage = thread.passages[index]
    for run in find_runs(passage):
        rule = _rule(thread, run)
        if rule:
            yield Spot(index, run.start, run.end, run.text, rule)
    yield from _quoted_names(passage, index)


def _rule(thread: Thread, run: Run) -> str:
    if len(run.capitals) < 2 or _is_person(thread, run):
        return ""
    after = run.passage.body[run.end : run.end + REACH]
    if run.has_head() and not run.generic(thread.lexis):
        return f"Capitalised words with the organization word “{run.words[-1].text}”."
    if run.plural() or run.generic(thread.lexis) or has_title(run):
        return ""
    return _contextual_rule(run, after)


def has_title(run: Run) -> bool:
    """Whether a personal title follows: "Jane Doe, director of …" is a person."""
    return _PERSONAL_TITLE.match(run.passage.body, run.end) is not None


def _contextual_rule(run: Run, after: str) -> str:
    before = run.passage.body[max(0, run.start - REACH) : run.start]
    if _CONTACT_NOW.match(after):
        return "Capitalised words directly before a contact."
    place = _IN_PLACE.match(after)
    if place and run.word_before in {"at", "from", "of", "the", "by"}:
        return "Capitalised words said to be in a town of a state."
    if _RECOMMENDING.search(before):
        return "Capitalised words that are recommended."
    return ""


def _is_person(thread: Thread, run: Run) -> bool:
    return fold(run.text) in thread.lexis.people or run.word_before in {"ms", "mr", "mrs", "dr", "hi", "dear"}


def _quoted_names(passage: Passage, index: int) -> Iterator[Spot]:
    for match in _QUOTED.finditer(passage.body):
        after = passage.body[match.end() : match.end() + 250]
        if _title_case(match[1]) and (_IS_A_PROGRAM.match(after) or _CONTACT_SOON.match(after)):
            yield Spot(index, *match.span(1), match[1], "A quoted name that is called a program or has a contact.")


def _title_case(phrase: str) -> bool:
    words = re.findall(r"[^\W\d_]+", phrase)
    return len(words) > 1 and phrase[0].isupper() and sum(word[0].isupper() for word in words) * 2 >= len(words)
