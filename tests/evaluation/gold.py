"""Gold, vocabulary and directory as the evaluation reads them from the repository's files."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from referrals.extraction import Knowledge, KnownName, Text, without_bodies
from referrals.lexicon import Term

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
FIXTURES = ROOT / "fixtures"
FACETS = {"kinds": "kind", "needs": "need", "victim_types": "victim", "states": "state"}


@cache
def gold(name: str) -> Any:
    return json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _values(cell: str | None) -> tuple[str, ...]:
    return tuple(value for value in (cell or "").split("|") if value)


@cache
def vocabulary() -> tuple[Term, ...]:
    return tuple(
        _term(facet, row) for file, facet in FACETS.items() for row in rows(FIXTURES / "vocabulary" / f"{file}.csv")
    )


def _term(facet: str, row: dict[str, str]) -> Term:
    slug, label = (row["code"], row["name"]) if facet == "state" else (row["slug"], row["label"])
    synonyms = _values(row["aliases"] if facet == "state" else row["synonyms"])
    return Term(facet, slug, label, synonyms, _values(row.get("weak_synonyms")))


@cache
def bodies() -> tuple[KnownName, ...]:
    return tuple(
        KnownName(row["name"], _values(row["aliases"]), row["kind"], (), row["level"] in {"federal", "national"})
        for row in rows(FIXTURES / "vocabulary" / "bodies.csv")
    )


@cache
def directory() -> tuple[KnownName, ...]:
    return tuple(_known(row) for row in rows(FIXTURES / "directory" / "resources.csv"))


def _known(row: dict[str, str]) -> KnownName:
    digits = row["phone"].replace("-", "")
    phones = (f"+1{digits}",) if len(digits) == 10 else _values(digits)
    key = f"{row['name']} {row['state']}".strip()
    national = row["scope"] == "national"
    return KnownName(
        row["name"],
        (),
        row["kind"],
        _values(row["states_served"]),
        national,
        key,
        _values(row["website"]),
        phones,
    )


def knowledge(*, names: bool, with_bodies: bool) -> Knowledge:
    """What the extractor is told in one of the four settings.

    Names of bodies are taken out of the vocabulary's synonyms in every setting; `with_bodies` gives them
    as names.
    """
    terms = without_bodies(vocabulary(), bodies())
    people = tuple({reply["author"] for question in gold("forum")["questions"] for reply in question["replies"]})
    hosts = tuple(gold("forum")["hosts"])
    return Knowledge(terms, directory() if names else (), bodies() if with_bodies else (), people + hosts)


def posts() -> tuple[Text, ...]:
    """The session's posts in reading order; key "7/3" is reply 3 of question 7, "7/" the question itself."""
    return tuple(text for question in gold("forum")["questions"] for text in _posts_of(question))


def _posts_of(question: dict[str, Any]) -> list[Text]:
    asked = question["text"]
    replies = {reply["n"]: reply for reply in question["replies"]}
    order = sorted(replies, reverse=True)
    return [
        Text(f"{question['n']}/", asked, "", "", asked=True),
        *(Text(f"{question['n']}/{n}", replies[n]["text"], asked, replies[n]["author"]) for n in order),
    ]


def post_key(row: dict[str, Any]) -> str:
    return f"{row['question']}/{'' if row['reply'] is None else row['reply']}"
