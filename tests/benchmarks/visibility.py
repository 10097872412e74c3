"""From an edit to its being found by every worker.

Two server processes share one DATA_DIR, each with one worker and a port of its own, so that each can be asked.
A third process edits through curation. Both are polled for an invented word until they show it.
"""

import secrets
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from string import ascii_lowercase

from tests.benchmarks.client import Client
from tests.benchmarks.contestants import KEEP_ALIVE, served
from tests.benchmarks.editing import name
from tests.benchmarks.engine import tell
from tests.benchmarks.places import Place
from tests.benchmarks.processes import running

EDITS = 7
LONGEST = 120  # seconds until an edit is given up
PAUSE = 0.002  # seconds between two looks: both servers and the editor share the machine with this
SERVER = ["gunicorn", "referrals.wsgi", "--keep-alive", KEEP_ALIVE]


def measure(place: Place) -> dict[str, list[float]]:
    """{"edit": seconds an edit took, "visible": seconds from its commit until both workers showed it}."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    measured: dict[str, list[float]] = {"edit": [], "visible": []}
    with (
        served(place, SERVER, "/healthz") as (one, _),
        served(place, SERVER, "/healthz") as (other, _),
        running("tests.benchmarks.program", "editing", env=place.environment(), **pipes) as editor,
        ThreadPoolExecutor(2) as watchers,
    ):
        for client in (one, other):
            client.get(_address("nothing"))
        for number in range(EDITS):
            word = "zq" + "".join(secrets.choice(ascii_lowercase) for _ in range(12))  # new also to a kept directory
            watching = [watchers.submit(_seen, client, word) for client in (one, other)]
            told = tell(editor, {"number": place.size // 2 + 31 * number, "word": word})
            measured["edit"].append(told["seconds"])
            measured["visible"].append(max(seen.result() for seen in watching) - told["committed"])
    return measured


def _address(word: str) -> str:
    return f"/resources.json?q={word}&limit=5"


def _seen(client: Client, word: str) -> float:
    """When the worker first showed the edit."""
    said = name(word).encode()
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        if said in client.get(_address(word)).body:
            return time.monotonic()
        time.sleep(PAUSE)
    raise TimeoutError(f"An edit was not seen within {LONGEST} seconds.")
