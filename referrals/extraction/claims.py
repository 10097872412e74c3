"""Contacts that no name stands beside: the capitalised words of the sentences before that most likely own them.

"Paper Kite has six beds and a van. … the number is 419-555-0142": nothing but the number shows that it is a name.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence

from referrals.extraction.addresses import site
from referrals.extraction.contexts import INTRODUCES, is_place
from referrals.extraction.eligible import may_name
from referrals.extraction.lexis import Lexis
from referrals.extraction.pairing import akin, owner
from referrals.extraction.runs import Run, find_runs
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.text import Passage

FARTHEST = 380  # characters between a name and the contact it claims
ENOUGH = 1.0
_ADDRESSED = frozenset("for ask contact call dear hi hello thanks thank see mr ms mrs dr sr prof".split())
_VERB_AFTER = re.compile(r"(?:['’]s)?,?[ ](?:[a-z]+ly )?[a-z]{2,}\b")
_RELATIVE = re.compile(r",[ ](?:which|who|where|whose|an?|the|out of|in)\b|[ ]\(")


def claimed_names(thread: Thread, index: int, spots: Sequence[Spot]) -> Iterator[Spot]:
    """Names for the contacts of passage `index` that `spots` do not own; one for each at most."""
    passage, listing = thread.passages[index], thread.listings[index]
    sites = {address.start: site(address.value) for address in passage.addresses}
    known = sorted(spots, key=lambda spot: spot.start)
    for start, end in passage.points_between(0, len(passage.body)):
        if listing.entry_at(start) or listing.in_table(start) or listing.is_signed(start):
            continue
        url = sites.get(start, "")
        held = owner(passage, known, start, end)
        if held and (passage.sentence(held.start) == passage.sentence(start) or (url and akin(url, held.name))):
            continue
        claim = _best(thread.lexis, passage, start, url, held)
        if claim:
            spot = Spot(
                index, claim.start, claim.end, claim.text, "Capitalised words to whom the next contact belongs."
            )
            insort(known, spot, key=lambda each: each.start)
            yield spot


def _best(lexis: Lexis, passage: Passage, start: int, url: str, held: Spot | None) -> Run | None:
    """The run before the contact with the best reasons, nearer ones first."""
    runs = find_runs(passage)
    first = bisect_left(runs, start - FARTHEST, key=_end)
    last = bisect_right(runs, start, key=_end)
    after = held.end if held else 0
    scored = [
        (_score(lexis, run, start, url), run)
        for run in runs[first:last]
        if after <= run.start and _single_line(passage, run, start)
    ]
    best = max(scored, key=lambda each: (each[0], each[1].start), default=(0.0, None))
    return best[1] if best[0] >= ENOUGH else None


def _end(run: Run) -> int:
    return run.end


def _single_line(passage: Passage, run: Run, start: int) -> bool:
    """Whether name and contact stand in one paragraph."""
    return "\n\n" not in passage.body[run.end : start] and passage.body.count("\n", run.end, start) <= 1


def _score(lexis: Lexis, run: Run, start: int, url: str) -> float:
    if not may_name(lexis, run) or is_place(run):
        return -1.0
    if url and akin(url, run.text):
        return 5.0
    if len(run.capitals) < 2:
        return -1.0
    body = run.passage.body
    opens = run.passage.sentence(run.start)[0] >= run.start - 4
    score = 0.0
    score += 1.5 if run.has_head() else 0.0
    score += 1.2 if opens and _VERB_AFTER.match(body, run.end) else 0.0
    score += 1.2 if run.word_before in INTRODUCES and not opens else 0.0
    score += 0.6 if _RELATIVE.match(body, run.end) else 0.0
    score += 0.4 if len(run.capitals) > 2 else 0.0
    score -= 2.0 if run.word_before in _ADDRESSED and len(run.words) == 2 else 0.0
    return score - (start - run.end) / FARTHEST * 0.6
