"""How strongly two records look like one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .contacts import contact_keys
from .names import acronyms, alike, name_key

DUPLICATE = 60  # from this score on two records are taken for one until a person says otherwise


@dataclass(frozen=True, slots=True)
class Likeness:
    """How strongly two records look like one: 0 to 100, with what speaks for it in words."""

    score: int
    reasons: tuple[str, ...]


def likeness(one: dict[str, Any], other: dict[str, Any]) -> Likeness:
    """Compare two records (see `curation.record`). An equal phone or site is a hint, never a proof."""
    reasons = [*_alike_in_name(one, other), *_alike_in_contact(one, other)]
    score = min(100, sum(points for points, _ in reasons))
    if _elsewhere(one, other):
        return Likeness(score // 2, (*(reason for _, reason in reasons), "serves other states"))
    return Likeness(score, tuple(reason for _, reason in reasons))


def _alike_in_name(one: dict[str, Any], other: dict[str, Any]) -> Iterable[tuple[int, str]]:
    mine, theirs = _names(one), _names(other)
    if mine & theirs:
        return [(80, "same name")]
    if _acronyms(one) & _acronyms(other):
        return [(60, "same acronym")]
    how = {alike(a, b) for a in mine for b in theirs}
    if "abbreviated" in how:
        return [(70, "same name, abbreviated or misspelt")]
    return [(50, "similar name")] if "similar" in how else []


def _alike_in_contact(one: dict[str, Any], other: dict[str, Any]) -> Iterable[tuple[int, str]]:
    if {p["number"] for p in one["phones"]} & {p["number"] for p in other["phones"]}:
        yield 30, "same phone"
    if contact_keys(one, phones=False) & contact_keys(other, phones=False):
        yield 30, "same site or mail domain"


def _written(record: dict[str, Any]) -> list[str]:
    return [record["name"], *record["aliases"]]


def _names(record: dict[str, Any]) -> set[str]:
    return {key for key in map(name_key, _written(record)) if key}


def _acronyms(record: dict[str, Any]) -> set[str]:
    return {acronym for name in _written(record) for acronym in acronyms(name)}


def _elsewhere(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["states"] and other["states"]) and not set(one["states"]) & set(other["states"])
