"""How many records each further choice would find, given all the others.

A record's known values under one heading of a facet stand in one short column ("minors young-adults"), so that
counting all options reads about twenty columns once instead of some hundred and sixty lists.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from tantivy import Query

from referrals.facets import FreshnessFacet, VictimFacet, of_kind
from referrals.facets.columns import EVERYWHERE, LATELY
from referrals.search import schema
from referrals.search.clauses import either, every, silent
from referrals.search.fitting import Fitting, day_ranges

MOST_COMBINATIONS = 65_000  # of values under one heading
NOT_COUNTED = "without"


class Counting:
    """The counts of one search."""

    def __init__(self, fitting: Fitting) -> None:
        self.fitting = fitting
        self.wish = fitting.wish
        self.facets = fitting.facets

    def without(self, *facets: str) -> int:
        """How many would be known to fit if these facets were left open."""
        return self.fitting.how_many(self.fitting.fitting(facets))

    @cached_property
    def seen(self) -> dict[str, Counter[str]]:
        """{facet: {mark: how many records carry it}}, given all choices but those of the facet."""
        chosen = self.wish.chosen.keys() - {NOT_COUNTED}
        seen = self._carried(self.fitting.fits, [n for n in self.facets if n not in chosen and n != NOT_COUNTED])
        for name in chosen - {"victim"}:
            seen |= self._carried(self.fitting.fitting([name]), [name])
        return seen | ({"victim": self._axis_by_axis()} if "victim" in chosen else {})

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """{facet: {value: how many would fit if it were chosen}}."""
        return {name: dict(self.facets[name].counted(seen)) for name, seen in self.seen.items()}

    @cached_property
    def own(self) -> Counter[str]:
        """How many serve each state and say so. Alone, it does not take counting everything else."""
        everything = "seen" in vars(self)
        seen = self.seen if everything else self._carried(self.fitting.fitting(["state"]), ["state"])
        return Counter({mark: count for mark, count in seen["state"].items() if mark != EVERYWHERE})

    @cached_property
    def verified(self) -> Counter[str]:
        """How many of those were verified within a year."""
        lately = either([self.fitting.clauses.days(*self._days[value]) for value in LATELY])
        within = every([self.fitting.fitting(["state"]), silent(lately)])
        return self._carried(within, ["state"])["state"]

    def _axis_by_axis(self) -> Counter[str]:
        """A choice on another axis narrows, one on the same axis adds."""
        chosen = of_kind(self.facets, VictimFacet).axes(self.wish.values("victim"))
        still_open = [axis for axis in self._headings("victim") if axis not in chosen]
        seen = self._carried(self.fitting.fits, ["victim"], still_open)["victim"]
        for axis in chosen:
            others = [slug for group, slugs in chosen.items() if group != axis for slug in slugs]
            narrowed = self.fitting.fitting(instead={"victim": others})
            seen += self._carried(narrowed, ["victim"], [axis])["victim"]
        return seen

    def _carried(
        self, query: Query, facets: Iterable[str], headings: list[str] | None = None
    ) -> dict[str, Counter[str]]:
        """How many of the records carry each mark of these facets, of these headings or all."""
        columns = {
            schema.column(name, heading): name
            for name in facets
            for heading in (self._headings(name) if headings is None else headings)
        }
        found = self.fitting.searcher.aggregate(query, {c: self._read(c) for c in columns}) if columns else {}
        counts: dict[str, Counter[str]] = {name: Counter() for name in facets}
        for column, name in columns.items():
            for bucket in found[column]["buckets"]:
                for mark in self._marks(column, bucket):
                    counts[name][mark] += bucket["doc_count"]
        return counts

    def _headings(self, facet: str) -> list[str]:
        if facet not in {"victim", "need"}:
            return [""]
        return sorted({term.group for term in self.fitting.vocabulary.of(facet)})

    def _read(self, column: str) -> dict[str, Any]:
        """How the index is asked to count a column."""
        if column == "freshness":
            ranges = [{"key": value, "from": first, "to": last + 1} for value, (first, last) in self._days.items()]
            return {"range": {"field": "day", "ranges": ranges}}
        return {"terms": {"field": f"counted.{column}", "size": MOST_COMBINATIONS}}

    def _marks(self, column: str, bucket: dict[str, Any]) -> list[str]:
        key: str = bucket["key"]
        if column == "freshness":
            return [key] if key in self._days else []
        return key.split(" ")

    @cached_property
    def _days(self) -> dict[str, tuple[int, int]]:
        return day_ranges(of_kind(self.facets, FreshnessFacet))
