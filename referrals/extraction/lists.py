"""Names in lists: "agencies such as A, B and C", "I have read about A and B", "A, B and other agencies"."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from referrals.extraction.acronyms import is_acronym
from referrals.extraction.eligible import has_title, is_job
from referrals.extraction.heads import FIRST_HEADS
from referrals.extraction.runs import Run, find_runs
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.text import Passage
from referrals.extraction.towns import only_towns
from referrals.lexicon import fold

_CLASS = (
    r"(?:agenc(?:y|ies)|organi[sz]ations?|orgs?|programs?|groups|non-?profits?|NGOs|shelters|providers|"
    r"hotlines|coalitions|"
    r"personnel|services|resources)"
)
_EXAMPLES = r"(?:\be\.?g\.?[:,]?|\bsuch as:?|\bincluding:?|\blike|\bfor example,?|\bfor instance,?|\bnamely:?)"
# Names follow: a class of bodies before "such as", or knowledge of somebody ("read about").
_CUE = re.compile(
    rf"\b{_CLASS}\b[^.!?\n]{{0,80}}?[ (]{_EXAMPLES}[ ]?"
    r"|\b(?:read|heard|know|knew|learned|learnt|aware|familiar)[ ](?:about|of|with)[ ](?:the[ ])?"
    r"|\basked[ ](?:about|whether|if)[ ](?:the[ ])?"
    rf"|\b{_CLASS}:[ ]",
    re.IGNORECASE,
)
_LIST_END = re.compile(rf"[ ]?,?[ ]and[ ]other[ ](?:\w+[ ]){{0,5}}{_CLASS}", re.IGNORECASE)
_BETWEEN = re.compile(r"[ ]?(?:,[ ]?(?:and|or)?|/|;|&|and|or|y|…)[ ]?(?:the[ ])?")
_ITEM_EDGE = re.compile(r"[(,/][ ]?$")
MOST_ITEMS = 30


def listed_names(thread: Thread, index: int, certain: Iterable[Spot]) -> Iterator[Spot]:
    """Names of passage `index` known by the list they stand in; `certain` are those other rules found."""
    passage = thread.passages[index]
    runs = list(find_runs(passage, split_and=True))
    cues = [match.end() for match in _CUE.finditer(passage.body)]
    known = {spot.start for spot in certain} | {spot.end for spot in certain}
    for chain in _chains(passage, runs):
        introduced = any(0 <= chain[0].start - cue <= len("the ") for cue in cues)
        closed = _LIST_END.match(passage.body, chain[-1].end) is not None
        if introduced or closed or _has_known(chain, known):
            yield from _members(thread, index, chain, introduced=introduced or closed)
    yield from _acronym_items(thread, passage, index, cues)


def _chains(passage: Passage, runs: list[Run]) -> Iterator[list[Run]]:
    chain: list[Run] = []
    for run in runs:
        if chain and (not _BETWEEN.fullmatch(passage.body[chain[-1].end : run.start]) or len(chain) == MOST_ITEMS):
            yield chain
            chain = []
        chain.append(run)
    if chain:
        yield chain


def _has_known(chain: list[Run], known: set[int]) -> bool:
    return len(chain) > 1 and any(run.start in known or run.end in known for run in chain)


def _members(thread: Thread, index: int, chain: list[Run], *, introduced: bool) -> Iterator[Spot]:
    for run in chain:
        if _nameable(thread, run, introduced):
            kind_of_mention = "acronym" if run.text.isupper() and " " not in run.text else "name"
            rule = "A member of a list of names."
            yield Spot(index, run.start, run.end, run.text, rule, kind_of_mention)  # type: ignore[arg-type]


def _nameable(thread: Thread, run: Run, introduced: bool) -> bool:
    if fold(run.text) in thread.lexis.people or run.text in thread.lexis.states or has_title(run) or is_job(run):
        return False
    if len(run.words) == 1 and run.words[0].all_capitals:
        return is_acronym(thread, run.passage, run.words[0])
    if not any(len(word.text) > 2 for word in run.capitals) or only_towns(run.text):
        return False
    named = introduced or run.has_head() or run.words[0].text.lower() in FIRST_HEADS
    return len(run.capitals) > 1 and named and not run.generic(thread.lexis) and (introduced or not run.plural())


def _acronym_items(thread: Thread, passage: Passage, index: int, cues: list[int]) -> Iterator[Spot]:
    """Acronyms between commas or brackets anywhere after a cue of the same sentence: "(gangs, XYZ,arson)"."""
    for word in passage.words:
        edges = passage.body[max(0, word.start - 2) : word.start], passage.body[word.end : word.end + 1]
        if _ITEM_EDGE.search(edges[0]) and edges[1] in ",)/;" and is_acronym(thread, passage, word):
            latest = bisect_right(cues, word.start) - 1
            if latest >= 0 and cues[latest] >= passage.sentence(word.start)[0]:
                yield Spot(index, word.start, word.end, word.text, "An acronym in a list of examples.", "acronym")
