"""What the flagger finds."""

from dataclasses import dataclass
from typing import Literal

Reason = Literal["age", "birth", "case", "alien", "id", "name"]


@dataclass(frozen=True, slots=True)
class Flag:
    """Characters [start, end) of a text, and why they may have to go."""

    start: int
    end: int
    reason: Reason
