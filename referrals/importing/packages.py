"""The tables of an HSDS package, nested again as JSON has them.

They are read into a database that SQLite keeps in a file of its own and deletes with the connection, so that a package
of a hundred thousand services takes no more memory than one of ten.
"""

import csv
import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from referrals.hsds.fields import TABLES

from .problems import Problem, Refused

Object = dict[str, Any]
MOST_ROWS = 2_000_000  # of one table
# Of a nested service: where the rows of a table hang.
CHILDREN = {
    "phones": "phone", "schedules": "schedule", "service_areas": "service_area", "languages": "language",
    "cost_options": "cost_option", "contacts": "contact", "attributes": "attribute", "evidence": "evidence",
    "additional_urls": "url",
}  # fmt: skip
# {table: the column by which its rows are looked up}
KEYS = dict.fromkeys(CHILDREN.values(), "service_id") | {
    "attribute": "link_id", "service_at_location": "service_id", "address": "location_id",
    "service": "id", "organization": "id", "location": "id", "taxonomy_term": "id",
}  # fmt: skip
# A table is called by its name in HSDS, in the singular or the plural.
CALLED = {name: table for table in KEYS for name in (table, f"{table}s", TABLES[table].path.removesuffix(".csv"))}
BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, UnicodeDecodeError, csv.Error, EOFError,
    zlib.error, sqlite3.Error,
)  # fmt: skip


def services(path: Path, file: str) -> Iterator[Object]:
    """Each service with all that hangs on it. Raises Refused where a table cannot be read."""
    with closing(sqlite3.connect("", isolation_level=None)) as kept:
        try:
            _fill(kept, path)
        except BROKEN as error:
            raise Refused([Problem(file, 0, "", f"a table of the package cannot be read ({error}).")]) from error
        for (row,) in kept.execute("SELECT row FROM rows WHERE name = 'service' ORDER BY number"):
            yield _nested(kept, json.loads(row))


def _fill(kept: sqlite3.Connection, path: Path) -> None:
    kept.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
        "CREATE TABLE rows (number INTEGER PRIMARY KEY, name TEXT, key TEXT, row TEXT)"
    )
    with zipfile.ZipFile(path) as zipped:
        for member in zipped.namelist():
            table = CALLED.get(member.rpartition("/")[2].removesuffix(".csv"))
            if table and member.endswith(".csv"):
                with zipped.open(member) as data:
                    rows = ((table, row.get(KEYS[table], ""), json.dumps(row)) for row in _table(data))
                    kept.executemany("INSERT INTO rows (name, key, row) VALUES (?, ?, ?)", rows)
    kept.execute("CREATE INDEX by_key ON rows (name, key)")
    kept.execute("COMMIT")


def _table(data: Any) -> Iterator[Object]:
    with io.TextIOWrapper(data, encoding="utf-8-sig", newline="") as text:
        for number, row in enumerate(csv.DictReader(text, strict=True)):
            if number >= MOST_ROWS:
                raise csv.Error(f"expected at most {MOST_ROWS:,} rows")
            yield {name: value or "" for name, value in row.items() if name}


def _found(kept: sqlite3.Connection, table: str, key: str) -> list[Object]:
    found = kept.execute("SELECT row FROM rows WHERE name = ? AND key = ? ORDER BY number", (table, key))
    return [json.loads(row) for (row,) in found]


def _one(kept: sqlite3.Connection, table: str, key: str) -> Object:
    """The last of that id, as a list that is read from top to bottom leaves it."""
    return next(reversed(_found(kept, table, key)), {})


def _nested(kept: sqlite3.Connection, service: Object) -> Object:
    key = service.get("id", "")
    whole = service | {name: _found(kept, table, key) for name, table in CHILDREN.items()}
    for row in whole["attributes"]:
        row["taxonomy_term"] = _one(kept, "taxonomy_term", row.get("taxonomy_term_id", ""))
    whole["organization"] = _one(kept, "organization", service.get("organization_id", ""))
    whole["service_at_locations"] = _found(kept, "service_at_location", key)
    for row in whole["service_at_locations"]:
        place = row.get("location_id", "")
        row["location"] = _one(kept, "location", place) | {"addresses": _found(kept, "address", place)}
    return whole
