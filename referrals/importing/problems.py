"""What is wrong with a file, in sentences a person can act on."""

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_QUOTE = 60  # characters of a found value that are repeated in a sentence


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong: where it stands (line 0: the file as a whole), and what was expected there."""

    file: str
    line: int
    field: str
    sentence: str

    def __str__(self) -> str:
        place = [self.file, f"line {self.line}" if self.line else "", self.field]
        return f"{', '.join(part for part in place if part)}: {self.sentence}"


class Refused(Exception):
    """A file was refused as a whole; nothing of it was written. The only error this package raises."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Unexpected(ValueError):
    """A cell that is not what was expected; the text is the sentence of its problem."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"expected {expected}, found {quoted(found)}.")


def quoted(text: str) -> str:
    """A value as it stands in a sentence, cut where it is long."""
    if not text:
        return "nothing"
    return f"“{text}”" if len(text) <= LONGEST_QUOTE else f"“{text[:LONGEST_QUOTE]}…”"
