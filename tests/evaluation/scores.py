"""Figures of the extractor against the hand-made gold of one session.

A candidate is found for a gold resource when one of its mentions overlaps a gold mention of the resource
and its name is an accepted name, or the overlapping surface is an accepted one. Every candidate counts as a
suggestion, also bodies that are only mentioned (is_contact false). A suggestion is in no gold list when none
of its mentions overlaps a gold mention or a nested name.
"""

from dataclasses import dataclass, field
from typing import Any

from referrals.extraction import Advice, Candidate, Mention, advice, extract
from referrals.extraction.known import normal
from tests.evaluation.gold import gold, knowledge, post_key, posts


@dataclass(frozen=True)
class Figure:
    """How many of how many, and what is missing or wrong, one line each."""

    name: str
    right: int
    of: int
    wrong: list[str] = field(default_factory=list)


def _overlap(mention: Mention, row: dict[str, Any]) -> bool:
    return mention.text_key == post_key(row) and mention.start < row["end"] and row["start"] < mention.end


def accepted(resource: dict[str, Any]) -> set[str]:
    names = [resource["canonical_name"], *resource["accept_names"], *resource["aliases_in_text"]]
    return {normal(name) for name in names}


def _is_for(candidate: Candidate, resource: dict[str, Any]) -> bool:
    names = accepted(resource)
    touching = [m for m in candidate.mentions for row in resource["mentions"] if _overlap(m, row)]
    return bool(touching) and (
        normal(candidate.name) in names or any(normal(mention.surface) in names for mention in touching)
    )


class Evaluation:
    """One setting: with or without the directory's names, with or without the bodies."""

    def __init__(self, *, names: bool, with_bodies: bool) -> None:
        self.label = f"names {'yes' if names else 'no'}, bodies {'yes' if with_bodies else 'no'}"
        known = knowledge(names=names, with_bodies=with_bodies)
        self.candidates = extract(posts(), known)
        self.advice: dict[str, list[Advice]] = {text.key: advice(text, known) for text in posts()}
        self.resources: list[dict[str, Any]] = gold("resources")
        self.found = {row["id"]: [c for c in self.candidates if _is_for(c, row)] for row in self.resources}

    def figures(self) -> list[Figure]:
        return [
            self._named("resources", self.resources),
            self._named("referral contacts", [row for row in self.resources if row["is_referral_contact"]]),
            self._flagged(),
            self._mentions("mentions exact", {"name", "acronym", "url", "phone", "email"}),
            self._mentions("web addresses", {"url"}),
            self._mentions("phone", {"phone"}),
            self._strangers(),
            self._non_resources(),
            self._field("kind", self._kind_right),
            self._field("states", self._states_right),
            self._field("national", self._national_right),
            self._merged(),
            self._advice_found(exact=False),
            self._advice_found(exact=True),
            self._false_advice(),
        ]

    def _named(self, name: str, rows: list[dict[str, Any]]) -> Figure:
        missing = [row["id"] for row in rows if not self.found[row["id"]]]
        return Figure(name, len(rows) - len(missing), len(rows), missing)

    def _flagged(self) -> Figure:
        rows = [row for row in self.resources if not row["is_referral_contact_doubtful"] and self.found[row["id"]]]
        wrong = [r["id"] for r in rows if self.found[r["id"]][0].is_contact != r["is_referral_contact"]]
        return Figure("is_contact right", len(rows) - len(wrong), len(rows), wrong)

    def _mentions(self, name: str, types: set[str]) -> Figure:
        rows = [(res, row) for res in self.resources for row in res["mentions"] if row["type"] in types]
        wrong = [f"{post_key(row)} {row['surface']}" for res, row in rows if not self._exact(res, row)]
        return Figure(name, len(rows) - len(wrong), len(rows), wrong)

    def _exact(self, resource: dict[str, Any], row: dict[str, Any]) -> bool:
        spans = {(m.text_key, m.start, m.end) for c in self.found[resource["id"]] for m in c.mentions}
        return (post_key(row), row["start"], row["end"]) in spans

    def _strangers(self) -> Figure:
        notes = gold("notes")
        listed = [row for resource in self.resources for row in resource["mentions"]] + notes["nested"]
        strange = [c.name for c in self.candidates if not any(_overlap(m, row) for m in c.mentions for row in listed)]
        return Figure("suggestions in no gold list", len(strange), len(self.candidates), strange)

    def _non_resources(self) -> Figure:
        rows = gold("notes")["named_but_not_resources"]
        wrong = [row["surface"] for row in rows if any(_overlap(m, row) for c in self.candidates for m in c.mentions)]
        return Figure("non-resources suggested", len(wrong), len(rows), wrong)

    def _field(self, name: str, right: Any) -> Figure:
        rows = [(row, self.found[row["id"]][0]) for row in self.resources if self.found[row["id"]]]
        if name == "national":
            rows = [(row, candidate) for row, candidate in rows if row["use"] != "mere_mention"]
        wrong = [f"{row['id']}: {getattr(c, name)}" for row, c in rows if not right(row, c)]
        return Figure(f"{name} right", len(rows) - len(wrong), len(rows), wrong)

    @staticmethod
    def _kind_right(row: dict[str, Any], candidate: Candidate) -> bool:
        slugs = gold("crosswalk")["kinds"]
        return any(candidate.kind in slugs[kind] for kind in {row["kind"], *row["accept_kinds"]})

    @staticmethod
    def _states_right(row: dict[str, Any], candidate: Candidate) -> bool:
        return list(candidate.states) in [row["states"], *row.get("accept_states", [])]

    @staticmethod
    def _national_right(row: dict[str, Any], candidate: Candidate) -> bool:
        return candidate.national in [row["national"], *row.get("accept_national", [])]

    def _merged(self) -> Figure:
        rows = [row for row in self.resources if self.found[row["id"]]]
        split = [row["id"] for row in rows if len(self.found[row["id"]]) > 1]
        return Figure("one candidate each", len(rows) - len(split), len(rows), split)

    def _advice_found(self, *, exact: bool) -> Figure:
        rows = [row for row in gold("generic_advice") if row["level"] == "advice"]
        missed = [f"{post_key(row)} {row['surface']}" for row in rows if not self._advised(row, exact)]
        name = "advice exact" if exact else "advice found"
        return Figure(name, len(rows) - len(missed), len(rows), [] if exact else missed)

    def _advised(self, row: dict[str, Any], exact: bool) -> bool:
        pieces = [(piece.start, piece.end) for piece in self.advice[post_key(row)]]
        span = (row["start"], row["end"])
        return span in pieces if exact else any(_share(span, piece) >= 0.5 for piece in pieces)

    def _false_advice(self) -> Figure:
        spans = [(post_key(row), (row["start"], row["end"])) for row in gold("generic_advice")]
        pieces = [(key, piece) for key, found in self.advice.items() for piece in found]
        false = [
            f"{key} {piece.surface}"
            for key, piece in pieces
            if not any(key == other and _share(span, (piece.start, piece.end)) for other, span in spans)
        ]
        return Figure("advice in no gold row", len(false), len(pieces), false)


def _share(span: tuple[int, int], other: tuple[int, int]) -> float:
    """The part of `span` that `other` covers."""
    return max(0, min(span[1], other[1]) - max(span[0], other[0])) / (span[1] - span[0])


def four_settings() -> list[Evaluation]:
    """With and without the directory's names, with and without the bodies."""
    return [Evaluation(names=names, with_bodies=known) for names in (True, False) for known in (True, False)]
