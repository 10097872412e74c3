"""An engine in a process of its own, asked over its standard input, as a page is asked over HTTP.

A line in is a query as JSON, a line out is what came of it. The time is taken in here, so that no pipe is in it.
"""

import json
import subprocess
import sys
import time
from dataclasses import asdict
from typing import Any, Protocol

from tests.benchmarks.client import Answer
from tests.benchmarks.query import Query


class Engine(Protocol):
    def answer(self, query: Query) -> int:
        """Do all the work; returns how many were found."""


def serve(engine: Engine) -> None:
    """Answer until the input ends."""
    for line in sys.stdin:
        query = read(json.loads(line))
        begin = time.perf_counter()
        found = engine.answer(query)
        reply({"seconds": time.perf_counter() - begin, "found": found})


def read(values: dict[str, Any]) -> Query:
    filters = tuple((facet, value) for facet, value in values["filters"])
    return Query(values["kind"], tuple(values["words"]), filters, values["page"])


def reply(values: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def tell(process: subprocess.Popen, values: dict[str, Any]) -> dict[str, Any]:
    """Send one line to a program like these and wait for its answer."""
    process.stdin.write(json.dumps(values) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"Program {process.args} ended in mid-work: {process.wait()}.")
    return json.loads(line)


def ask(process: subprocess.Popen, query: Query) -> Answer:
    told = tell(process, asdict(query))
    return Answer(told["seconds"], found=told["found"])
