"""State × need, or state × victim type: how many contacts serve a state and say so, and how many of them were verified
within a year. Counted by the search itself, so that a cell and the search it opens say the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from referrals import terms
from referrals.models import Term
from referrals.models.history import Moment
from referrals.search import Search
from referrals.search.panel import GROUPS
from referrals.terms import Vocabulary
from referrals.vocabulary import State, by_label, label

NEED, VICTIM = "need", "victim"
LEVELS = (1, 2, 5, 10)  # from how many contacts on a cell is darker
THINNEST = 15  # states


@dataclass(frozen=True, slots=True)
class Asked:
    """Which board: `by` need or victim type; the terms under one `heading`, or all headings. `only`, a term of the
    other facet, narrows what is counted."""

    by: str = NEED
    heading: str = ""
    only: str = ""

    @classmethod
    def of(cls, params: QueryDict, vocabulary: Vocabulary) -> "Asked":
        """As an address says it; what it says wrongly is passed over."""
        by = VICTIM if params.get("by") == VICTIM else NEED
        heading, only = params.get("heading", ""), params.get("only", "")
        other = vocabulary.slugs.get(NEED if by == VICTIM else VICTIM, frozenset())
        known = {term.group for term in vocabulary.of(by)}
        return cls(by, heading if heading in known else "", only if only in other else "")

    @property
    def other(self) -> str:
        return NEED if self.by == VICTIM else VICTIM


@dataclass(frozen=True, slots=True)
class Column:
    """A need or victim type, or a heading with the terms under it."""

    key: str
    label: str
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """`count` contacts, `verified` of them within a year; `address`: the search that shows them."""

    column: Column
    count: int
    verified: int
    address: str

    @property
    def told(self) -> str:
        """Both numbers in words, for who cannot see the colours."""
        if not self.count:
            return "0"
        return f"{self.count}, {_('%(n)s verified within a year') % {'n': self.verified}}"

    @property
    def level(self) -> int:
        return sum(self.count >= least for least in LEVELS)

    @property
    def lately(self) -> str:
        """How much of it was verified within a year: all, some or none."""
        return "all" if self.verified == self.count else "some" if self.verified else "none"


@dataclass(frozen=True, slots=True)
class Row:
    state: str
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        return label(State, self.state)

    @property
    def nobody(self) -> list[Column]:
        return [cell.column for cell in self.cells if not cell.count]

    @property
    def one(self) -> list[Column]:
        """What a single contact stands for."""
        return [cell.column for cell in self.cells if cell.count == 1]

    @property
    def not_verified(self) -> list[Column]:
        return [cell.column for cell in self.cells if cell.count and not cell.verified]


@dataclass(frozen=True)
class Board:
    asked: Asked
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @cached_property
    def thinnest(self) -> list[Row]:
        """The states that lack most."""
        lacking = [row for row in self.rows if row.nobody or row.one]
        return sorted(lacking, key=lambda row: (-len(row.nobody), -len(row.one), row.name))[:THINNEST]


def board(asked: Asked, today: date) -> Board:
    """Counted anew after each change to the directory, and each day."""
    moment, vocabulary = terms.now()
    columns = tuple(_columns(asked, vocabulary, get_language() or ""))
    counts = _counts(asked, tuple(one.slugs for one in columns), today, (moment, vocabulary))
    rows = (Row(state, tuple(_cells(asked, columns, counts, state))) for state, _label in by_label(State))
    return Board(asked, columns, tuple(rows))


def _columns(asked: Asked, vocabulary: Vocabulary, language: str) -> Iterator[Column]:
    under: dict[str, list[Term]] = {}
    for term in vocabulary.of(asked.by):
        under.setdefault(term.group, []).append(term)
    if asked.heading:
        yield from (Column(one.slug, one.label_in(language), (one.slug,)) for one in under[asked.heading])
    else:
        for heading, found in under.items():
            yield Column(heading, str(GROUPS.get(heading, heading)), tuple(term.slug for term in found))


type Counts = list[tuple[dict[str, int], dict[str, int]]]


@lru_cache(maxsize=16)
def _counts(asked: Asked, columns: tuple[tuple[str, ...], ...], today: date, now: tuple[Moment, Vocabulary]) -> Counts:
    """Of each column {state: contacts} and {state: verified within a year}; one search for a column."""
    searches = (Search(_query(asked, slugs), today=today, at=now) for slugs in columns)
    return [(dict(search.own), dict(search.verified)) for search in searches]


def _cells(asked: Asked, columns: tuple[Column, ...], counts: Counts, state: str) -> Iterator[Cell]:
    for column, (own, verified) in zip(columns, counts, strict=True):
        query = _query(asked, column.slugs)
        query["state"] = state
        yield Cell(column, own.get(state, 0), verified.get(state, 0), f"/?{query.urlencode()}")


def _query(asked: Asked, slugs: tuple[str, ...]) -> QueryDict:
    query = QueryDict(mutable=True)
    query.setlist(asked.by, list(slugs))
    if asked.only:
        query[asked.other] = asked.only
    return query
