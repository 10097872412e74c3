"""Other processes for the tests: `python -m tests.referrals.search.worker` reads orders and forks for each job.

It is set up once and opens nothing itself, so that a process costs milliseconds and may be killed at any of them.
"""

import json
import os
import resource
import signal
import sys
import time
from datetime import date

import django

TODAY = date(2026, 11, 24)


def find(query: str = "") -> dict:
    from django.http import QueryDict

    from referrals.search import Search

    search = Search(QueryDict(query), today=TODAY)
    found = sorted(hit.contact.name for hit in [*search.pinned, *search.results[:]])
    return {"standing": search.standing.value, "count": search.count, "names": found}


def catch_up(anew: bool = False) -> dict:
    from referrals.search.index import INDEX, Busy

    try:
        return {"read": INDEX.catch_up(anew=anew)}
    except Busy:
        return {"busy": True}


def find_without_room(size: int, query: str = "") -> dict:
    """Search where no file can be written beyond that size."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return find(query)


def find_while_cut(ending: str, query: str = "") -> dict:
    """Search, empty the files of that ending under the open index, and search again."""
    from referrals.search.index import INDEX

    find(query)
    for path in INDEX.directory.glob(f"*.{ending}"):
        os.truncate(path, 0)
    return find(query)


JOBS = {job.__name__: job for job in (find, catch_up, find_without_room, find_while_cut)}


def start(name: str, *arguments) -> tuple[int, int]:
    """A process for one job, and where to read what it says."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        os.close(reading)
        os.write(writing, json.dumps(JOBS[name](*arguments)).encode())
        os._exit(0)
    except BaseException as trouble:
        os.write(2, f"{trouble!r}\n".encode())
        os._exit(1)


def end(pid: int, reading: int) -> dict:
    with os.fdopen(reading) as said:
        words = said.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return {"ended": ended, **(json.loads(words) if words else {})}


def warm_up() -> None:
    """Read, once for all jobs, what every process reads at first."""
    from referrals.search.analysis import analyzers
    from referrals.search.dictionary import NoDictionary
    from referrals.search.reading import read

    analyzers()
    read("late in Durham 27701", (), NoDictionary())


def main() -> None:
    django.setup()
    warm_up()

    for line in sys.stdin:
        order = json.loads(line)
        children = [start(*job) for job in order["jobs"]]
        if order["kill_after"] is not None:
            time.sleep(order["kill_after"])
            for pid, _ in children:
                os.kill(pid, signal.SIGKILL)
        print(json.dumps([end(*child) for child in children]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
