"""Asks the shipped directory through its public face, as whoever scripts against it would."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from time import perf_counter
from typing import Any

from django.test import Client

from tests.evaluation.gold import gold
from tests.evaluation.questions import Key
from tests.evaluation.scores import accepted

SESSION = "forum:2015-01-21"
CUT = 10  # nobody reads further with a person in front of them


@dataclass(frozen=True)
class Answer:
    """What came back: the ranked results, the hotlines that stand apart from them, and how long it took."""

    results: list[dict[str, Any]]
    pinned: list[dict[str, Any]]
    seconds: float

    def place_of(self, slugs: Iterable[str]) -> int | None:
        """Where the first of these stands: 0 if pinned, else its rank, None beyond the cut."""
        wanted = set(slugs)
        ranks = [rank for rank, row in enumerate(self.results, start=1) if row["slug"] in wanted]
        if any(row["slug"] in wanted for row in self.pinned):
            return 0
        return min(ranks, default=None)

    def first(self, count: int) -> list[str]:
        return [row["slug"] for row in self.results[:count]]


def ask(client: Client, text: str, filters: dict[str, list[str]]) -> Answer:
    """The answer of `/resources.json`. Anything but an answer is an error, not a miss."""
    asked = {"q": text, "limit": str(CUT), **filters}
    start = perf_counter()
    response = client.get("/resources.json", {name: value for name, value in asked.items() if value})
    body = response.getvalue()  # the file streams: it is made while it is read
    seconds = perf_counter() - start
    if response.status_code != 200:
        raise RuntimeError(f"{text!r} with {filters}: answered {response.status_code}")
    answer = json.loads(body)
    return Answer(answer["results"], answer["pinned"], seconds)


def slugs_of_records() -> dict[Key, str]:
    """The published resource behind each imported record, merges followed."""
    from referrals.models import SourceRecord  # needs Django set up

    records = SourceRecord.objects.filter(resource__curation="published")
    return {(source, key): slug for source, key, slug in records.values_list("source", "key", "resource__slug")}


def slugs_of_gold(slugs: dict[Key, str]) -> dict[str, str]:
    """The published resource behind each contact in gold: found by name among what the session's import recorded."""
    from referrals.matching import name_key

    by_name = {name_key(key): slug for (source, key), slug in slugs.items() if source == SESSION}
    named = {row["id"]: {name_key(name) for name in accepted(row)} & by_name.keys() for row in gold("resources")}
    return {id_: by_name[min(names)] for id_, names in named.items() if names}


@contextmanager
def shipped_site() -> Iterator[Client]:
    """A client of a fresh site that holds what a first run loads. Everything is removed behind it."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment

    from tests.settings import DATA_DIR_OF_TESTS

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("first_run", stdout=StringIO())
        yield Client()
    finally:
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()
        shutil.rmtree(DATA_DIR_OF_TESTS, ignore_errors=True)
