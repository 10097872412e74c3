"""How many invented inputs a property is tried on: as many as the test says, or EXAMPLES of them."""

import os

ASKED = os.environ.get("EXAMPLES", "")


def examples(number: int) -> int:
    """`number`, unless more are asked for: `EXAMPLES=10000 pytest …` takes its time."""
    return max(number, int(ASKED or 0))
