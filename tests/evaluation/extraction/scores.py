"""Precision, recall and F1 of a reading against the labels, with every miss and false alarm.

A name is found where a found name covers the labelled one and little else: the shared part is at least 0.8 of
the stretch that both take together. A contact point is found where a found one touches it and says the same.
What is labelled optional counts neither way. Everything is counted over all texts, never averaged.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.evaluation.extraction.labels import Labelled, LabelledText, Point, Span
from tests.evaluation.extraction.reading import Found, Reader, Reading, web_address

ENOUGH = 0.8
POINT_LINES = {"phones": "phones", "emails": "e-mails", "websites": "web addresses"}


@dataclass
class Score:
    """Counts of one line of the report: `right` of `labelled` and of `given`, and what went wrong, in words."""

    name: str
    right: int = 0
    labelled: int = 0
    given: int = 0
    misses: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Scores:
    """All lines of one part and one reader."""

    def __init__(self, texts: tuple[LabelledText, ...], reader: Reader) -> None:
        names = (*POINT_LINES.values(), "uses of phones", "names", "organizations", "pairing", "states", "nationwide")
        names = (*names, "kinds", "stances", "rejected", "traps", "reading order", "reading order, damaged")
        self.lines = {name: Score(name) for name in names}
        for labelled in texts:
            self._score(labelled, reader(labelled))

    def _score(self, labelled: LabelledText, reading: Reading) -> None:
        self._points(labelled, reading)
        self._names(labelled, reading)
        matched = dict(_matched(labelled, reading))
        self._fields(labelled, reading, matched)
        self._suggestions(labelled, reading)
        if labelled.forum:
            self._order(labelled, reading)

    # --- contact points ------------------------------------------------------------------------------------

    def _points(self, labelled: LabelledText, reading: Reading) -> None:
        owned = [point for each in labelled.contacts if not each.optional for point in each.points]
        free = [point for each in labelled.contacts if each.optional for point in each.points] + [*labelled.unowned]
        for type_, name in POINT_LINES.items():
            score = self.lines[name]
            given = [point for found in reading.found for point in found.points if point.type == type_]
            wanted = [point for point in owned if point.type == type_]
            right = [point for point in wanted if any(_same(point, other) for other in given)]
            score.right += len(right)
            score.labelled += len(wanted)
            score.misses += [_say(labelled, point.span, point.value) for point in wanted if point not in right]
            real = wanted + [point for point in free if point.type == type_]
            false = [point for point in given if not any(_same(other, point) for other in real)]
            spare = [p for p in given if p not in false and not any(_same(other, p) for other in wanted)]
            score.given += len(given) - len(spare)
            score.false += [_say(labelled, point.span, point.value) for point in false]
            if type_ == "phones":
                self._uses(labelled, right, given)

    def _uses(self, labelled: LabelledText, wanted: list[Point], given: list[Point]) -> None:
        for point in wanted:
            use = next(other.use for other in given if _same(point, other))
            self._tally("uses of phones", use == point.use, _say(labelled, point.span, f"{point.use}, read as {use}"))

    # --- names ---------------------------------------------------------------------------------------------

    def _names(self, labelled: LabelledText, reading: Reading) -> None:
        score = self.lines["names"]
        wanted = [span for each in labelled.contacts if not each.optional for span in each.names]
        free = [span for each in labelled.contacts if each.optional for span in each.names]
        given = [span for found in reading.found for span in found.names]
        right = [span for span in wanted if any(_alike(span, other) for other in given)]
        score.right += len(right)
        score.labelled += len(wanted)
        score.misses += [_say(labelled, span) for span in wanted if span not in right]
        pieces = set(_pieces(labelled, reading))
        false = [s for s in given if s not in pieces and not any(_alike(other, s) for other in wanted + free)]
        spare = [s for s in given if s not in false and not any(_alike(other, s) for other in wanted)]
        # One found name may answer one labelled name only, so what is found twice is a false alarm.
        score.given += max(len(given) - len(spare), len(right))
        score.false += [_say(labelled, span) for span in false]

    def _suggestions(self, labelled: LabelledText, reading: Reading) -> None:
        wanted = [each for each in labelled.contacts if each.contact or each.optional]
        for found in reading.found:
            if found.contact:
                good = any(_names_it(each, found) for each in wanted)
                self._tally("rejected", not good, "")
                if not good:
                    spans = (*found.names, *(point.span for point in found.points))
                    self.lines["rejected"].false.append(_say(labelled, spans[0], found.name))
        for span, surface in labelled.traps:
            fell = any(_touch(span, other) for found in reading.found for other in found.names)
            self._tally("traps", fell, "")
            if fell:
                self.lines["traps"].false.append(_say(labelled, span, surface))

    # --- what is said of an organization -------------------------------------------------------------------

    def _fields(self, labelled: LabelledText, reading: Reading, matched: dict[int, Found]) -> None:
        for number, each in enumerate(labelled.contacts):
            found = matched.get(number)
            if each.optional:
                continue
            if each.contact:
                self._tally("organizations", found is not None, f"{labelled.name}: {each.name}")
            self._pairs(labelled, reading, each)
            if found is None or not each.contact:
                continue
            said = f"{labelled.name}: {each.name}: "
            states = _listed(each.states), _listed(found.states)
            self._tally("states", found.states == each.states, said + f"{states[0]}, read as {states[1]}")
            self._tally("nationwide", found.national == each.national, said + f"read as {found.national}")
            self._tally("kinds", found.kind in each.kinds, said + f"{sorted(each.kinds)}, read as {found.kind}")
            self._tally("stances", found.stance == each.stance, said + f"{each.stance}, read as {found.stance}")

    def _pairs(self, labelled: LabelledText, reading: Reading, each: Labelled) -> None:
        for point in each.points:
            holders = [found for found in reading.found if any(_same(point, other) for other in found.points)]
            right = any(_touch(name, other) for found in holders for name in each.names for other in found.names)
            with_ = ", ".join(found.name for found in holders) or "nobody"
            self._tally("pairing", right, _say(labelled, point.span, f"{point.value} of {each.name} is given {with_}"))

    # --- transcripts ---------------------------------------------------------------------------------------

    def _order(self, labelled: LabelledText, reading: Reading) -> None:
        name = "reading order, damaged" if labelled.damaged else "reading order"
        questions = labelled.forum["questions"] if labelled.forum else []
        for number, question in enumerate(questions):
            given = reading.answers[number] if number < len(reading.answers) else ()
            for answer in question["answers"]:
                said = f"{labelled.name}: question {number + 1}: {answer} is not among {[list(a) for a in given]}"
                self._tally(name, tuple(answer) in given, said)

    def _tally(self, name: str, right: bool, miss: str) -> None:
        score = self.lines[name]
        score.right += right
        score.labelled += 1
        score.given += 1
        if not right and miss:
            score.misses.append(miss)


def _matched(labelled: LabelledText, reading: Reading) -> Iterator[tuple[int, Found]]:
    """Labelled organizations, by number, with what was found for each."""
    for number, each in enumerate(labelled.contacts):
        found = next((found for found in reading.found if _names_it(each, found)), None)
        if found:
            yield number, found


def _pieces(labelled: LabelledText, reading: Reading) -> Iterator[Span]:
    """Found stretches that are a part of a name wrapped inside a cell, of which the label quotes another part."""
    for each in labelled.contacts:
        for found in reading.found:
            if _names_it(each, found):
                yield from (span for span in found.names if labelled.text[slice(*span)] in each.name)


def _names_it(each: Labelled, found: Found) -> bool:
    return any(_alike(span, other) for span in each.names for other in found.names)


def _alike(span: Span, other: Span) -> bool:
    shared = min(span[1], other[1]) - max(span[0], other[0])
    return shared > 0 and shared / (max(span[1], other[1]) - min(span[0], other[0])) >= ENOUGH


def _touch(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _same(point: Point, other: Point) -> bool:
    return point.type == other.type and _touch(point.span, other.span) and _value(point) == _value(other)


def _value(point: Point) -> str:
    return web_address(point.value) if point.type == "websites" else point.value.lower()


def _listed(states: frozenset[str]) -> str:
    return ", ".join(sorted(states)) or "none"


def _say(labelled: LabelledText, span: Span, value: str = "") -> str:
    line = labelled.text.count("\n", 0, span[0]) + 1
    quoted = " ".join(labelled.text[slice(*span)].split())
    return f"{labelled.name}, line {line}: {quoted}" + (f" ({value})" if value and value != quoted else "")
