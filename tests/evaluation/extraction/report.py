"""The figures of the labelled texts as a table, and what went wrong below it."""

from collections.abc import Sequence

from tests.evaluation.extraction.labels import PARTS, labelled_texts
from tests.evaluation.extraction.reading import ours
from tests.evaluation.extraction.scores import Score, Scores

WITH_FALSE_ALARMS = {"phones", "e-mails", "web addresses", "names"}


def report(*, misses: bool, parts: Sequence[str] = ()) -> str:
    """One table for each part. Misses of the set-aside texts are listed only if `misses`: nothing is tuned on them."""
    return "\n\n".join(_part(part, misses=misses or part == "tuning") for part in parts or PARTS)


def _part(part: str, *, misses: bool) -> str:
    texts = labelled_texts(part)
    scores = Scores(texts, ours)
    lines = [f"{part}: {len(texts)} texts"]
    lines += [_line(score) for score in scores.lines.values()]
    for score in scores.lines.values() if misses else ():
        lines += [f"  {score.name}: missed or wrong: {each}" for each in score.misses]
        lines += [f"  {score.name}: false alarm: {each}" for each in score.false]
    return "\n".join(lines)


def _line(score: Score) -> str:
    counts = f"  {score.name:24}{score.right:>5} of {score.labelled:<5}"
    if score.name not in WITH_FALSE_ALARMS:
        return f"{counts}{score.recall:8.3f}"
    return f"{counts} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
