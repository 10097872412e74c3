"""Names that a web or e-mail address is made of: "hello@larkandlantern.org" beside "Lark and Lantern"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from referrals.extraction.addresses import site
from referrals.extraction.runs import FORM, find_runs
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.text import Passage
from referrals.extraction.towns import STATES, only_towns

SHORTEST = 5  # letters of a domain that may name somebody by itself
ALIKE = 3  # letters by which words are looked up
MOST_WORDS = 7
FARTHEST = 2_000  # characters between the address and its name
RULE = "Its web address is made of these words."
_APART = re.compile(r"[^a-z0-9]")
_ENDINGS = re.compile(r"(?:usa|us|inc|online|[a-z]{2})$")


def names_of_domains(thread: Thread, index: int) -> Iterator[Spot]:
    """The stretches of passage `index` whose words run together are the domain of an address there."""
    passage = thread.passages[index]
    runs = sorted((run.start, run.end, run.text) for run in find_runs(passage))
    beginnings: dict[str, list[int]] = {}
    for position, word in enumerate(passage.words):
        if word.capital and not passage.in_address(word.start):
            beginnings.setdefault(_APART.sub("", word.text.lower())[:ALIKE], []).append(position)
    seen: set[str] = set()
    for address in passage.addresses:
        label = _label(site(address.value if address.type == "url" else "http://" + address.value.rpartition("@")[2]))
        if len(label) >= SHORTEST and label not in seen:
            seen.add(label)
            near = range(passage.word_index(address.start - FARTHEST), passage.word_index(address.start + FARTHEST + 1))
            firsts = [n for length in range(1, ALIKE + 1) for n in _within(near, beginnings.get(label[:length], []))]
            yield from _spelt(passage, index, runs, label, firsts)


def _is_place(words: str) -> bool:
    """ "alaska.gov" is no name: it is a state's."""
    bare = re.sub(r",?[ ][A-Z]{2}$", "", words)
    return bare.lower() in STATES or only_towns(bare) or bare.lower().endswith((" county", " city"))


def _label(domain: str) -> str:
    return _APART.sub("", domain.partition(".")[0].lower())


def _within(near: range, positions: Sequence[int]) -> Sequence[int]:
    return positions[bisect_left(positions, near.start) : bisect_left(positions, near.stop)]


def _spelt(
    passage: Passage, index: int, runs: list[tuple[int, int, str]], label: str, firsts: list[int]
) -> Iterator[Spot]:
    for position in firsts:
        word = passage.words[position]
        last = _last(passage, position, label)
        named = last is not None and not _is_place(passage.body[word.start : passage.words[last].end])
        if last is not None and named and (last > position or word.all_capitals or len(word.text) >= SHORTEST):
            start, end = _whole(runs, word.start, passage.words[last].end)
            end += form.end() if (form := FORM.match(passage.body[end : end + 8])) else 0
            yield Spot(index, start, end, passage.body[start:end], RULE)


def _last(passage: Passage, first: int, label: str) -> int | None:
    """Number of the word with which the words from `first` on are the label, all of it or all but an ending."""
    joined = ""
    for position in range(first, min(first + MOST_WORDS, len(passage.words))):
        if position > first and not re.fullmatch(r"['’\s&,-]{1,3}", passage.gap(position - 1)):
            return None
        joined += _APART.sub("", passage.words[position].text.lower())
        if joined == label or (joined == _ENDINGS.sub("", label) and len(joined) > SHORTEST):
            return position
        if not label.startswith(joined):
            return None
    return None


def _whole(runs: list[tuple[int, int, str]], start: int, end: int) -> tuple[int, int]:
    """The run of capitals that holds the words: "Wiping of Tears Society" where the domain leaves its end out."""
    at = max(0, bisect_left(runs, (start + 1,)) - 1)
    holds = bool(runs) and runs[at][0] == start and runs[at][1] >= end
    return (start, runs[at][1]) if holds else (start, end)
