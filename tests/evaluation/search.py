"""Prints how well the search answers hand-made questions, and before that whether near-duplicates are found:
`python -m tests.evaluation.search`.

Two files of questions over the whole directory (`queries/README.md`) and gold's over the session's contacts. A
pinned hotline that is right counts as found first. Misses are listed for `tuning` and `gold` alone: whoever reads
those of `held_out` while changing the search has no honest figure left.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.test import Client

from tests.evaluation.asking import Answer, ask, shipped_site, slugs_of_gold, slugs_of_records
from tests.evaluation.questions import DIRECTORY, FILES, GoldQuery, Key, Query, gold_queries, queries

NAMES = ("duplicates", *FILES, "gold")
SHOWN = 5  # how many results must be free of what must not be there
DEPTHS = (1, 3, 5)
NATIONAL_HOTLINE = (DIRECTORY, "National Human Trafficking Hotline | US")


@dataclass(frozen=True)
class Outcome:
    """One question and what came of it."""

    query: Query
    answer: Answer
    place: int | None
    violations: list[str]

    def within(self, depth: int) -> bool:
        return self.place is not None and self.place <= depth

    def line(self) -> str:
        """A miss as a person reads it: what was asked, what came first, what was expected."""
        came = "; ".join(_named(row) for row in self.answer.results[:3]) or "nothing"
        wanted = "; ".join(key for _, key in self.query.right[:3]) + (" …" if len(self.query.right) > 3 else "")
        filters = " ".join(f"{name}={','.join(values)}" for name, values in self.query.filters.items())
        found = f"first at {self.place}" if self.place else "not among the results"
        asked = f"  {self.query.id} {self.query.text!r} {filters}".rstrip()
        return f"{asked} ({self.query.category}): {found}\n    came: {came}\n    expected: {wanted}"

    def warning(self) -> str:
        return f"  {self.query.id} {self.query.text!r} must not show: {'; '.join(self.violations)}"


def _named(row: dict) -> str:
    return f"{row['name']} ({', '.join(row['states']) or ('national' if row['national'] else 'place unknown')})"


def outcomes(client: Client, name: str, slugs: dict[Key, str]) -> list[Outcome]:
    return [_outcome(query, ask(client, query.text, query.filters), slugs) for query in queries(name)]


def _outcome(query: Query, answer: Answer, slugs: dict[Key, str]) -> Outcome:
    right = [slugs[key] for key in query.right]  # a row that is not published is a mistake in the file
    return Outcome(query, answer, answer.place_of(right), _violations(query, answer, slugs))


def _violations(query: Query, answer: Answer, slugs: dict[Key, str]) -> list[str]:
    """Names among the first results that must not be there: listed ones, and those of other states alone."""
    unwanted = {slugs[key] for key in query.must_not if key in slugs}
    return [_named(row) for row in answer.results[:SHOWN] if row["slug"] in unwanted or _elsewhere(row, query.place)]


def _elsewhere(row: dict, place: str) -> bool:
    return bool(place and row["states"] and not row["national"] and place not in row["states"])


def report(name: str, found: Sequence[Outcome], *, misses: bool) -> str:
    lines = [f"{name}: {len(found)} questions", _header(), _row("all", found)]
    lines += _grouped(found, lambda outcome: outcome.query.lang)
    lines += _grouped(found, lambda outcome: outcome.query.category)
    seconds = sum(outcome.answer.seconds for outcome in found) / len(found)
    lines.append(f"  mean time of a query: {seconds * 1000:.0f} ms")
    if misses:
        lines += [outcome.line() for outcome in found if not outcome.within(3)]
        lines += [
            f"  {o.query.id} {o.query.text!r} must not show: {'; '.join(o.violations)}" for o in _violating(found)
        ]
    return "\n".join(lines)


def _violating(found: Iterable[Outcome]) -> list[Outcome]:
    return [outcome for outcome in found if outcome.violations]


def _header() -> str:
    return f"  {'':24}{'of':>5}" + "".join(f"{f'first {depth}':>15}" for depth in DEPTHS) + f"{'must not':>10}"


def _row(label: str, found: Sequence[Outcome]) -> str:
    cells = ""
    for depth in DEPTHS:
        right = sum(outcome.within(depth) for outcome in found)
        cells += f"{f'{right} ({right / len(found):.1%})':>15}"
    return f"  {label:24}{len(found):>5}{cells}{len(_violating(found)):>10}"


def _grouped(found: Sequence[Outcome], group: Callable[[Outcome], str]) -> list[str]:
    groups = defaultdict(list)
    for outcome in found:
        groups[group(outcome)].append(outcome)
    return [_row(label, groups[label]) for label in sorted(groups)]


# --- Gold --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Measure:
    """One thing gold asks of an answer, where it asks it."""

    name: str
    asked: Callable[[GoldQuery], bool]
    holds: Callable[[GoldQuery, Answer, dict[str, str]], bool]


def _all_expected(query: GoldQuery, answer: Answer, slugs: dict[str, str]) -> bool:
    return all(_within(answer, slugs.get(id_), 5) for id_ in query.expected)


def _best_first(query: GoldQuery, answer: Answer, slugs: dict[str, str]) -> bool:
    return _within(answer, slugs.get(query.best or ""), 1)


def _none_unwanted(query: GoldQuery, answer: Answer, slugs: dict[str, str]) -> bool:
    return not set(answer.first(SHOWN)) & {slugs[id_] for id_ in query.must_not if id_ in slugs}


def _falls_back(query: GoldQuery, answer: Answer, slugs: dict[str, str]) -> bool:
    return answer.place_of([slugs["nhth"]]) is not None


def _within(answer: Answer, slug: str | None, depth: int) -> bool:
    place = answer.place_of([slug]) if slug else None
    return place is not None and place <= depth


MEASURES = (
    Measure("all expected in the first five", lambda query: bool(query.expected), _all_expected),
    Measure("best first", lambda query: query.best is not None, _best_first),
    Measure("must_not absent from the first five", lambda query: bool(query.must_not), _none_unwanted),
    Measure("national hotline as a fallback", lambda query: query.fallback, _falls_back),
)


def gold_report(client: Client, slugs: dict[str, str], *, misses: bool) -> str:
    answers = [(query, ask(client, query.text, query.filters)) for query in gold_queries()]
    lines = [f"gold: {len(answers)} questions"]
    for measure in MEASURES:
        asked = [(query, answer) for query, answer in answers if measure.asked(query)]
        wrong = [(query, answer) for query, answer in asked if not measure.holds(query, answer, slugs)]
        lines.append(f"  {measure.name:40}{len(asked) - len(wrong)} of {len(asked)}")
        lines += [_gold_miss(query, answer) for query, answer in wrong if misses]
    seconds = sum(answer.seconds for _, answer in answers) / len(answers)
    return "\n".join([*lines, f"  mean time of a query: {seconds * 1000:.0f} ms"])


def _gold_miss(query: GoldQuery, answer: Answer) -> str:
    came = "; ".join(row["name"] for row in answer.results[:SHOWN]) or "nothing"
    pinned = f" (pinned: {'; '.join(row['name'] for row in answer.pinned)})" if answer.pinned else ""
    return (
        f"    {query.id} {query.text!r} ({query.category})\n      came: {came}{pinned}\n"
        f"      expected: {', '.join(query.expected)}; best: {query.best}; must not: {', '.join(query.must_not)}"
    )


# --- The command -------------------------------------------------------------------------------------------


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="How well the search answers hand-made questions.")
    parser.add_argument("--only", choices=NAMES, help="one of the parts")
    parser.add_argument("--misses", action="store_true", help="list every miss, also those of held_out")
    options = parser.parse_args(arguments)
    for text in reports([options.only] if options.only else NAMES, all_misses=options.misses):
        sys.stdout.write(text + "\n\n")
        sys.stdout.flush()


def reports(names: Iterable[str], *, all_misses: bool) -> Iterable[str]:
    with shipped_site() as client:
        slugs = slugs_of_records()
        ask(client, "warm up", {})  # the first request makes what later ones find made
        for name in names:
            misses = all_misses or name != "held_out"
            if name == "duplicates":
                from tests.evaluation import duplicates  # its tables stand in a Django that is set up

                yield duplicates.report(duplicates.evaluate())
            elif name == "gold":
                by_id = slugs_of_gold(slugs) | {"nhth": slugs[NATIONAL_HOTLINE]}
                yield gold_report(client, by_id, misses=misses)
            else:
                yield report(name, outcomes(client, name, slugs), misses=misses)


if __name__ == "__main__":
    main(sys.argv[1:])
