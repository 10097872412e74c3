"""Publications: "the handbook for Screening in Clinics by ACME", "work published by Jane Doe on Trauma"."""

import re
from collections.abc import Iterator

from referrals.extraction.runs import Run, find_runs
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.text import Passage

_TOOLS = "document|tool|toolkit|guide|handbook|manual|curriculum|checklist|questionnaire|brochure|poster|webinar"
_STUDIES = "report|study|book|article|paper|survey"
_CALLED = re.compile(
    rf"\b(?:(?P<tool>{_TOOLS})|(?P<study>{_STUDIES}))s?\s+(?:for|called|titled|entitled|named|on)\s+[\"“]?$",
    re.IGNORECASE,
)
_PERSON = r"[A-Z][a-z]+(?:\s[A-Z]\.)?\s[A-Z][a-zA-Z'’\-]+"
_WORK_BY = re.compile(
    r"\b(?:[Ww]orks?|[Rr]esearch|[Ss]tud(?:y|ies)|[Aa]rticles?|[Bb]ooks?|[Rr]eports?|[Pp]apers?)\s"
    r"(?:(?:published|written|done|conducted|authored|edited)\s)?by\s(?:[Dd]r\.?\s)?"
    rf"(?P<person>{_PERSON})"
    r"(?:\s{0,2}(?:--|–|-|,|:)?\s{0,2}(?:re:|on|about|regarding)\s(?:[A-Z]\w+)(?:\s(?:(?:and|of|in|on|the|"
    r"for)\s){0,2}[A-Z]\w+){0,8})?"
)
REACH = 40


def works(thread: Thread, index: int) -> Iterator[Spot]:
    """Publications named in passage `index`, by title or by author and subject."""
    passage = thread.passages[index]
    for run in find_runs(passage, titles=True):
        yield from _titled(thread, passage, index, run)
    for match in _WORK_BY.finditer(passage.body):
        if not _is_organization(match["person"], thread, passage, match.start("person")):
            rule = "Work published by a person."
            yield Spot(index, *match.span(), match["person"], rule, kind="research", role="publication")


def _titled(thread: Thread, passage: Passage, index: int, run: Run) -> Iterator[Spot]:
    before = passage.body[max(0, run.start - REACH) : run.start]
    called = _CALLED.search(before)
    if called and len(run.capitals) > 1:
        kind = "training-tool" if called["tool"] else "research"
        rule = f"The title of a {(called['tool'] or called['study']).lower()}."
        yield Spot(index, run.start, run.end, run.text, rule, kind=kind, role="publication")


def _is_organization(name: str, thread: Thread, passage: Passage, start: int) -> bool:
    first = passage.word_index(start)
    run = Run(passage, first, first + len(name.split()) - 1)
    return run.has_head()
