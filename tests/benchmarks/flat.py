"""The table Datasette serves: one row a published contact, full text over it, an index on each facet column.

`python -m tests.benchmarks.flat 10k flat.db` makes it with sqlite-utils, the way Datasette's manual does.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import sqlite_utils

from tests.benchmarks import learnt
from tests.benchmarks.population import TODAY, Entry, entries, size_of
from tests.benchmarks.query import Query

PATH = "/flat/contacts"
PAGE = 25
COLUMNS = ("kind", "cost", "coverage", "open", "freshness")  # facets with one value a row
ARRAYS = ("states", "needs", "victims", "languages")  # facets with several, as JSON arrays
# What of a query goes where; equality is the default.
FILTERS = {"state": "states__arraycontains", "need": "needs__arraycontains", "victim": "victims__arraycontains",
           "kind": "kind", "language": "languages__arraycontains", "cost": "cost", "open": "open"}  # fmt: skip


def rows(size: int) -> Iterator[dict[str, Any]]:
    victims = set(learnt.terms("victim").values)
    labels = {row["slug"]: row["label"] for file in ("victim_types", "needs")
              for row in learnt.rows("vocabulary", f"{file}.csv")}  # fmt: skip
    published = (entry for entry in entries(size) if entry.published)
    return (_row(number, entry, victims, labels) for number, entry in enumerate(published, 1))


def _row(number: int, entry: Entry, victims: set[str], labels: dict[str, str]) -> dict[str, Any]:
    record = entry.record
    slugs = [term["slug"] for term in record["terms"] if term["relation"] != "excludes"]
    return {
        "id": number,
        "name": record["name"], "organization": record["organization"], "description": record["description"],
        "kind": record["kind"], "cost": record["cost"], "coverage": record["coverage"], "hours": record["hours"],
        "open": "24-7" if record["always_open"] else None, "freshness": freshness(entry),
        "city": record["city"], "states": record["states"], "languages": record["languages"],
        "needs": [slug for slug in slugs if slug not in victims],
        "victims": [slug for slug in slugs if slug in victims],
        "terms": "; ".join(labels[slug] for slug in slugs),
        "phone": "".join(phone["number"] for phone in record["phones"][:1]),
        "website": "".join(link["url"] for link in record["links"]),
        "email": "".join(email["address"] for email in record["emails"]),
        "verified_on": entry.verified_on and entry.verified_on.isoformat(),
    }  # fmt: skip


def freshness(entry: Entry) -> str:
    if not entry.verified_on:
        return "unverified"
    days = (TODAY - entry.verified_on).days
    return "current" if days <= 183 else "ageing" if days <= 365 else "stale"


def address(query: Query) -> str:
    """The query as Datasette takes it. Its pages go on after a key; the keys here have no gap."""
    pairs = [("_size", str(PAGE)), ("_facet_size", "max")]
    pairs += [("_facet", column) for column in COLUMNS] + [("_facet_array", column) for column in ARRAYS]
    pairs += [("_search", " ".join(query.words))] if query.words else []
    pairs += [(FILTERS[facet], value) for facet, value in query.filters]
    pairs += [("_next", str(PAGE * (query.page - 1)))] if query.page > 1 else []
    return f"{PATH}?{urlencode(pairs)}"


def build(size: int, path: Path) -> None:
    database = sqlite_utils.Database(path)
    table = database["contacts"]
    table.insert_all(rows(size), pk="id", batch_size=1_000)
    table.enable_fts(["name", "description", "terms"], fts_version="FTS5", tokenize="porter")
    for column in (*COLUMNS, *ARRAYS):
        table.create_index([column])
    table.optimize()
    database.analyze()
    database.vacuum()


if __name__ == "__main__":
    build(size_of(sys.argv[1]), Path(sys.argv[2]))
