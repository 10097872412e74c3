"""The program that edits: a line in names a record and a word, a line out says when the edit was committed,
by the clock that all processes of a machine share (see visibility, engine)."""

import json
import sys
import time

from referrals import curation
from referrals.models import Resource
from tests.benchmarks.engine import reply


def name(word: str) -> str:
    return f"Edited to say {word}"


def edit(number: int, word: str) -> dict[str, float]:
    """Edit the first published record from that id on."""
    resource = Resource.objects.published().filter(pk__gte=number).order_by("pk")[0]
    begin = time.monotonic()
    curation.edit(resource, by="a benchmark", values={"name": name(word)})
    committed = time.monotonic()
    return {"seconds": committed - begin, "committed": committed}


def main() -> None:
    for line in sys.stdin:
        reply(edit(**json.loads(line)))
