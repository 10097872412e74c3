"""How this project answers, and nothing else of the benchmark knows it. Change it with the search.

The program `ours serve` answers queries from the database of DATA_DIR (see engine), `ours rebuild` makes its index
from nothing and prints the seconds, or nothing where there is no index to make.
"""

import sys
import time
from pathlib import Path

from django.http import QueryDict
from django.utils import timezone

from referrals.search import Search
from referrals.search.index import INDEX
from tests.benchmarks.engine import serve
from tests.benchmarks.query import Query

PAGE = 25


class Engine:
    """The part of a page that is search: what fits, in order, how many, and the counts of all facets."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.rows: list[int] = []  # ids of the last answer
        self.counts: dict[str, dict[str, int]] = {}  # its facets

    def answer(self, query: Query) -> int:
        """Find, rank, fetch and count, without a card; returns how many are known to fit."""
        search = Search(QueryDict(query.address), today=self.today)
        begin = PAGE * (query.page - 1)
        self.rows = [found.pk for found in search.window(begin, begin + PAGE)]
        self.counts = search.counts
        return search.count


def index_place(data_dir: Path) -> Path:
    return data_dir / INDEX.directory.name


def rebuild() -> bool:
    """Make the index of this DATA_DIR from nothing: it is timed, and the pages are measured on what it leaves."""
    INDEX.catch_up(anew=True)
    return True


def main(command: str) -> None:
    if command == "serve":
        serve(Engine())
    begin = time.perf_counter()
    if command == "rebuild" and rebuild():
        sys.stdout.write(f"{time.perf_counter() - begin:.3f}\n")
