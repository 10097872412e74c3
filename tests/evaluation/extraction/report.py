"""The figures of the labelled texts as a table, and what went wrong below it."""

from collections.abc import Sequence

from tests.evaluation.extraction.general import general_reader
from tests.evaluation.extraction.labels import PARTS, labelled_texts
from tests.evaluation.extraction.reading import ours, ours_without_directory
from tests.evaluation.extraction.scores import Score, Scores

READERS = {"as the site runs it": ours, "knowing no organization": ours_without_directory}
WITH_FALSE_ALARMS = {"phones", "e-mails", "web addresses", "names"}


def report(*, misses: bool, parts: Sequence[str] = (), against: str = "") -> str:
    """One table for each part. Misses of the set-aside texts are listed only if `misses`: nothing is tuned on them.

    `against` is a Python with a general recogniser, which gets a column of its own.
    """
    return "\n\n".join(_part(part, misses=misses or part == "tuning", against=against) for part in parts or PARTS)


def _part(part: str, *, misses: bool, against: str) -> str:
    texts = labelled_texts(part)
    readers = READERS | ({"a general recogniser": general_reader(against, texts)} if against else {})
    columns = {name: Scores(texts, reader) for name, reader in readers.items()}
    lines = [f"{part}: {len(texts)} texts", f"  {'':24}" + "".join(f"{name:^26}" for name in columns)]
    scores = [list(column.lines.values()) for column in columns.values()]
    lines += [f"  {row[0].name:24}" + "".join(map(_cell, row)) for row in zip(*scores, strict=True)]
    for score in scores[0] if misses else ():
        lines += [f"  {score.name}: missed or wrong: {each}" for each in score.misses]
        lines += [f"  {score.name}: false alarm: {each}" for each in score.false]
    return "\n".join(lines)


def _cell(score: Score) -> str:
    if score.name in WITH_FALSE_ALARMS:
        return f"  P {score.precision:.2f} R {score.recall:.2f} F1 {score.f1:.3f}"
    return f"{score.right:>9} of {score.labelled:<4}{score.recall:7.3f}   "
