"""The hand-made questions as the evaluation reads them from the repository's files."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.evaluation.gold import gold

QUERIES = Path(__file__).parent / "queries"
FILES = ("tuning", "held_out")
DIRECTORY = "starter-directory"

Key = tuple[str, str]  # source and key, which tell a record for good while names and slugs may change


@dataclass(frozen=True)
class Query:
    """What is asked, and what a knowledgeable colleague would answer."""

    id: str
    text: str
    lang: str
    filters: dict[str, list[str]]
    right: tuple[Key, ...]
    must_not: tuple[Key, ...]
    place: str
    category: str


def queries(name: str) -> tuple[Query, ...]:
    """All of one file: `tuning` or `held_out`."""
    return tuple(_query(row) for row in raw(name))


def raw(name: str) -> list[dict[str, Any]]:
    return json.loads((QUERIES / f"{name}.json").read_text(encoding="utf-8"))["queries"]


def _query(row: dict[str, Any]) -> Query:
    return Query(
        id=row["id"],
        text=row["query"],
        lang=row["lang"],
        filters=row["filters"],
        right=tuple(map(_key, row["right"])),
        must_not=tuple(map(_key, row.get("must_not", []))),
        place=row.get("place", ""),
        category=row["category"],
    )


def _key(row: dict[str, Any]) -> Key:
    """As the importer keys the rows of the starter directory."""
    return (DIRECTORY, f"{row['name']} | {row['state'] or 'US'}")


@dataclass(frozen=True)
class GoldQuery:
    """A question over the session's contacts. What each list asks for is in the notes' conventions."""

    id: str
    text: str
    lang: str
    filters: dict[str, list[str]]
    expected: tuple[str, ...]
    best: str | None
    must_not: tuple[str, ...]
    fallback: bool
    category: str


def gold_queries() -> tuple[GoldQuery, ...]:
    return tuple(_gold_query(row) for row in gold("queries")["queries"])


def _gold_query(row: dict[str, Any]) -> GoldQuery:
    return GoldQuery(
        id=row["id"],
        text=row["query"],
        lang=row["lang"],
        filters=dict(_facet(*item) for item in row["filters"].items()) | {"evidence": ["forum"]},
        expected=tuple(row["expected_ids"]),
        best=row["best_id"],
        must_not=tuple(row["must_not_ids"]),
        fallback=row["fallback"],
        category=row["category"],
    )


def _facet(name: str, value: str) -> tuple[str, list[str]]:
    """Gold's words in the vocabulary's: facet of the address, and any of these slugs."""
    slugs = gold("crosswalk")["filters"].get(name, {}).get(value, [value])
    return {"victim_type": "victim"}.get(name, name), slugs
