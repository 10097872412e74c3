"""One size, measured: everybody is asked the same questions in turn, and each answer is timed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import batched

from tests.benchmarks.contestants import ENGINES, PAGES, Contestant, ours_engine
from tests.benchmarks.places import Place
from tests.benchmarks.processes import memory
from tests.benchmarks.queries import KINDS, OF_EACH, hostile, mix, strangers, warm_up
from tests.benchmarks.query import Query

LEAST = 2 * len(KINDS)  # answers of each contestant, however slow
ROUND = 4 * len(KINDS)  # questions to one contestant before the next is asked
CARD = re.compile(rb'href="/resources/([a-z0-9-]+)/"')


@dataclass(frozen=True)
class Effort:
    """`seconds` each contestant may take over the mix, `of_each` kind of query."""

    seconds: float = 60
    of_each: int = OF_EACH


@dataclass
class Measured:
    """`samples`: {contestant: {kind: [seconds]}}; `found`: mean total; `bytes`: mean size of a page."""

    samples: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    found: dict[str, float] = field(default_factory=dict)
    bytes: dict[str, float] = field(default_factory=dict)
    memory: dict[str, dict[str, float]] = field(default_factory=dict)
    new_cards: dict[str, float] = field(default_factory=dict)  # share of cards that were never shown before
    hostile: list[float] = field(default_factory=list)  # seconds our engine took over bad input


@dataclass(frozen=True, slots=True)
class Sample:
    """One answer: `size` is the bytes of a page, `found` the total an engine gave."""

    kind: str
    seconds: float
    size: int
    found: int


class Run:
    """Answers of one contestant, and what they amount to."""

    def __init__(self, contestant: Contestant, seconds: float) -> None:
        self.contestant, self.budget = contestant, seconds
        self.samples: list[Sample] = []
        self.memory: dict[str, float] = {}
        self.shown: Counter[bytes] = Counter()  # cards by how often they were shown

    @property
    def spent(self) -> float:
        return sum(sample.seconds for sample in self.samples)

    @property
    def may_go_on(self) -> bool:
        return self.spent < self.budget or len(self.samples) < LEAST

    def ask(self, query: Query) -> None:
        answer = self.contestant.ask(query)
        self.shown.update(set(CARD.findall(answer.body)))
        self.samples.append(Sample(query.kind, answer.seconds, len(answer.body), answer.found))

    def into(self, measured: Measured) -> None:
        name, count = self.contestant.name, len(self.samples)
        for sample in self.samples:
            measured.samples.setdefault(name, {}).setdefault(sample.kind, []).append(sample.seconds)
        measured.found[name] = sum(sample.found for sample in self.samples) / count
        measured.bytes[name] = sum(sample.size for sample in self.samples) / count
        measured.memory[name] = self.memory


def measure(place: Place, effort: Effort, say: Callable[[str], None]) -> Measured:
    """The mix for everyone, then strangers' cards for freshly started pages."""
    measured = Measured()
    say("asking the mix")
    for run in interleaved(place, [*PAGES, *ENGINES], warm_up(place.size), mix(place.size, effort.of_each), effort):
        run.into(measured)
    say("asking for cards nobody has shown")
    cold = Measured()
    for run in interleaved(place, PAGES, warm_up(place.size)[:1], strangers()[: effort.of_each], effort):
        run.into(cold)
        measured.new_cards[run.contestant.name] = len(run.shown) / max(run.shown.total(), 1)
    for name, samples in cold.samples.items():
        measured.samples[name] |= samples
    say("asking what nobody means well")
    with ours_engine(place) as ours:
        _warm(ours, warm_up(place.size), effort.seconds / 4)
        measured.hostile = [ours.ask(query).seconds for query in hostile()]
    return measured


def interleaved(place: Place, who: Iterable, first: list[Query], asked: list[Query], effort: Effort) -> list[Run]:
    """Everybody is up at once, and asked by turns: a round of each kind, then the next. Who has spent their time sits
    out. A server that has had no other's work between its questions is what a visitor meets."""
    with ExitStack() as stack:
        runs = [Run(stack.enter_context(contestant(place)), effort.seconds) for contestant in who]
        for run in runs:
            _warm(run.contestant, first, effort.seconds / 4)
        for turn, questions in enumerate(batched(asked, ROUND)):
            for run in (*runs[turn % len(runs) :], *runs[: turn % len(runs)]):
                for query in questions:
                    if run.may_go_on:
                        run.ask(query)
        for run in runs:
            run.memory = memory(run.contestant.pid)
        return runs


def _warm(contestant: Contestant, first: list[Query], seconds: float) -> None:
    spent = 0.0
    for query in first:
        if spent < seconds:
            spent += contestant.ask(query).seconds
