"""Generic advice in answers: "contact your local legal aid office", and the search it means."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from referrals.extraction import advice_patterns as patterns
from referrals.extraction.lexis import Lexis
from referrals.extraction.model import Advice, Text
from referrals.extraction.runs import Run, find_runs
from referrals.extraction.text import Passage

NEAR = 70  # characters between the verb and whom it is about
NEEDED_WITHIN = 40  # characters between "get" or "eligible for" and the need
BEFORE = 20  # characters looked at for "not", "fear of"


def find_advice(text: Text, lexis: Lexis) -> list[Advice]:
    """Generic advice of one passage in reading order, without overlaps; none that turns to a named body."""
    passage = Passage(text)
    runs = [run for run in find_runs(passage) if run.has_head() and not run.generic(lexis)]
    spans = sorted({*_turning(passage, runs), *_getting(passage, lexis), *_setting_up(passage)})
    return [_advice(text, lexis, start, end) for start, end in _apart(_with_purpose(text, lexis, spans))]


def _turning(passage: Passage, named: list[Run]) -> Iterator[tuple[int, int]]:
    openings = [match for match in patterns.TURN_TO.finditer(passage.body) if _advises(passage, match)]
    ends = [*(match.start() for match in openings[1:]), len(passage.body)]
    for opening, limit in zip(openings, ends, strict=False):
        reach = min(opening.end() + NEAR, limit, passage.sentence(opening.start())[1])
        provider = patterns.PROVIDER.search(passage.body, opening.end(), reach)
        if provider and not _crosses(passage.body[opening.end() : provider.start()]):
            end = _go_on(passage.body, provider.end(), passage.sentence(opening.start())[1])
            following = bisect_left(named, opening.end(), key=lambda run: run.start)
            if not any(run.start < provider.end() for run in named[following : following + 1]):
                yield opening.start(), end


def _crosses(between: str) -> bool:
    return re.search(r"[.;:!?()]|--|–", between) is not None


def _advises(passage: Passage, opening: re.Match[str]) -> bool:
    start, end = passage.sentence(opening.start())
    before = passage.body[max(start, opening.start() - BEFORE) : opening.start()]
    return not patterns.NO_ADVICE.search(before) and not patterns.ASKS.search(passage.body[start:end])


def _go_on(body: str, end: int, limit: int) -> int:
    """The end of the advice: over further providers, a place, an aside with examples, "– for …"."""
    if body.endswith("who", 0, end):
        clause = patterns.CLAUSE.match(body, end, limit)
        return clause.end() if clause else end
    while more := patterns.MORE.match(body, end, limit):
        provider = patterns.PROVIDER.search(body, more.end(), min(more.end() + NEAR // 2, limit))
        if not provider or re.search(r"[.;:,!?()/–]| to ", body[more.end() : provider.start()]):
            break
        end = provider.end()
    for pattern in (patterns.PREPOSITION, patterns.ASIDE, patterns.EXAMPLES, patterns.DASH_FOR):
        found = pattern.match(body, end, limit)
        skips = pattern is patterns.ASIDE and found and not patterns.EXAMPLES.match(body, found.end(), limit)
        end = found.end() if found and not skips else end
    return end - (len(body[:end]) - len(body[:end].rstrip()))


def _getting(passage: Passage, lexis: Lexis) -> Iterator[tuple[int, int]]:
    for opening in patterns.GET.finditer(passage.body):
        clause = patterns.CLAUSE.match(passage.body, opening.end(), passage.sentence(opening.start())[1])
        if clause and _advises(passage, opening) and _needed_soon(lexis, clause.group()):
            aside = patterns.ASIDE.match(passage.body, clause.end())
            yield opening.start(), aside.end() if aside and "such as" in aside.group() else clause.end()


def _needed_soon(lexis: Lexis, clause: str) -> bool:
    return any(hit.term.facet == "need" and not hit.weak and hit.start < NEEDED_WITHIN for hit in lexis.find(clause))


def _setting_up(passage: Passage) -> Iterator[tuple[int, int]]:
    for opening in patterns.SET_UP.finditer(passage.body):
        clause = patterns.CLAUSE.match(passage.body, opening.end(), passage.sentence(opening.start())[1])
        if clause and _advises(passage, opening):
            yield opening.start(), clause.end()


def _with_purpose(text: Text, lexis: Lexis, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Adds "to …" where it says what the advice is for, that is, where it names a need."""
    for start, end in spans:
        purpose = patterns.PURPOSE.match(text.body, end)
        told = purpose and any(hit.term.facet == "need" and not hit.weak for hit in lexis.find(purpose.group()))
        yield start, purpose.end() if purpose and told else end


def _apart(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without those that begin inside an earlier one."""
    ordered = [(-1, -1), *sorted(spans)]
    kept: list[tuple[int, int]] = []
    for _, (start, end) in pairwise(ordered):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _advice(text: Text, lexis: Lexis, start: int, end: int) -> Advice:
    surface = text.body[start:end]
    hits = [hit for hit in lexis.find(surface) if hit.term.facet == "need"]
    needs = [hit.term.slug for hit in hits if not hit.weak] or [hit.term.slug for hit in hits]
    kind = next((slug for slug, words in patterns.KINDS if words.search(surface)), "")
    return Advice(start, end, surface, tuple(dict.fromkeys(needs)), kind)
