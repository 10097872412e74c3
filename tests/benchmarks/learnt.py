"""What the shipped directory teaches: which fields go together, which words are used, where contacts are.

Read from fixtures/ alone, without a database, so that every contestant learns the same.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")

# Inhabitants in thousands (census of 2020), which the shipped skew is weighed with: at 100 k contacts a
# state's share follows its people, at 617 it follows who published a list.
INHABITANTS = {
    "AK": 733, "AL": 5024, "AR": 3012, "AS": 50, "AZ": 7152, "CA": 39538, "CO": 5774, "CT": 3606, "DC": 690, "DE": 990,
    "FL": 21538, "GA": 10712, "GU": 154, "HI": 1455, "IA": 3190, "ID": 1839, "IL": 12813, "IN": 6786, "KS": 2938,
    "KY": 4506, "LA": 4658, "MA": 7030, "MD": 6177, "ME": 1362, "MI": 10077, "MN": 5706, "MO": 6155, "MP": 47,
    "MS": 2961, "MT": 1084, "NC": 10439, "ND": 779, "NE": 1962, "NH": 1378, "NJ": 9289, "NM": 2118, "NV": 3105,
    "NY": 20201, "OH": 11799, "OK": 3959, "OR": 4237, "PA": 13003, "PR": 3286, "RI": 1097, "SC": 5118, "SD": 887,
    "TN": 6911, "TX": 29146, "UT": 3272, "VA": 8631, "VI": 87, "VT": 643, "WA": 7705, "WI": 5894, "WV": 1794,
    "WY": 577,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighted:
    """Values to draw from: `random.choices(values, cum_weights=cumulated)`."""

    values: tuple
    cumulated: tuple[float, ...]

    @classmethod
    def of(cls, weights: dict) -> "Weighted":
        return cls(tuple(weights), tuple(accumulate(weights.values())))


@dataclass(frozen=True, slots=True)
class Model:
    """A shipped row as a model for invented ones: fields that go together stay together."""

    kind: str
    scope: str
    tail: str  # how its name ends: "Legal Aid", "Coalition Against Domestic Violence"
    serves_any_victim: bool
    victims: tuple[str, ...]
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    interpreters: bool
    hours: str
    has: frozenset[str]  # phone, email, website, street, text_line: what the row gives


def rows(*path: str) -> list[dict[str, str]]:
    with FIXTURES.joinpath(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def directory() -> list[dict[str, str]]:
    return rows("directory", "resources.csv")


def several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


@cache
def models() -> tuple[Model, ...]:
    """One for each shipped row: drawing among them evenly keeps the shipped skew, and what goes with what."""
    codes = {language["name"]: language["bcp47"] for language in rows("vocabulary", "languages.csv")}
    return tuple(_model(row, codes) for row in directory())


def _model(row: dict[str, str], codes: dict[str, str]) -> Model:
    languages = several(row["languages"])
    return Model(
        kind=row["kind"],
        scope={"national": "national", "state": "states", "local": "local"}[row["scope"]],
        tail=_tail(row["name"]),
        serves_any_victim=row["serves_any_victim"] == "yes",
        victims=several(row["victim_types"]),
        needs=several(row["needs"]),
        languages=tuple(codes[name] for name in languages if name in codes),
        interpreters=any(name == "interpreters" or "+ languages" in name for name in languages),
        hours=row["hours"],
        has=frozenset(name for name in ("phone", "email", "website", "street", "text_line") if row[name]),
    )


def _tail(name: str) -> str:
    """The last words of a name, less the words of states and what stands in brackets."""
    places = {word for state in rows("vocabulary", "states.csv") for word in state["name"].split()}
    words = [word for word in WORD.findall(re.sub(r"\([^)]*\)|, Inc.*", "", name)) if word not in places]
    while words and words[0].islower():
        del words[0]
    kept = words[-3:]
    while kept and kept[0].islower():  # "of Law" alone is no name
        del kept[0]
    return " ".join(word[0].upper() + word[1:] if len(word) > 3 else word for word in kept) or "Center"


@cache
def description_words() -> Weighted:
    """Words of the shipped descriptions by how often they are used; 700 of them, in Zipf's numbers."""
    return Weighted.of(Counter(word for row in directory() for word in WORD.findall(row["description"])))


@cache
def states() -> Weighted:
    """States by the geometric mean of their share of the shipped rows and of the people."""
    shipped = Counter(code for row in directory() for code in several(row["states_served"]))
    return Weighted.of({code: (shipped[code] * people) ** 0.5 for code, people in INHABITANTS.items()})


@cache
def terms(facet: str) -> Weighted:
    """Slugs of a facet ("victim", "need"), used ones in their numbers, the others now and then."""
    file, column = {"victim": ("victim_types.csv", "victim_types"), "need": ("needs.csv", "needs")}[facet]
    used = Counter(slug for row in directory() for slug in several(row[column]))
    return Weighted.of({term["slug"]: used[term["slug"]] + 2 for term in rows("vocabulary", file)})
