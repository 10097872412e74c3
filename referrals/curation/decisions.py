"""Decisions a curator made about suggestions, kept as data and replayed by the functions the desk uses."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from referrals.models import Resource, SourceRecord
from referrals.vocabulary import Curation, Rejection

from . import record
from .actions import edit, merge, publish, reject


class UnknownRecord(LookupError):
    """A decision names a record that is not there."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about the suggestion `source`/`key`, and why.

    `action`: accept, merge or reject. `into`: (source, key) of the record merged into. `reason`: of a
    rejection. `values`: fields the curator set, of the suggestion (accept) or of the survivor (merge).
    """

    source: str
    key: str
    action: str
    why: str
    into: tuple[str, str] | None = None
    reason: str = ""
    values: dict[str, Any] | None = None

    @classmethod
    def from_json(cls, source: str, row: dict[str, Any]) -> "Decision":
        """A row of the shipped file; a missing or unknown field is a TypeError that names it."""
        into = row.get("into")
        return cls(**(row | {"source": source, "into": (into["source"], into["key"]) if into else None}))


@transaction.atomic
def replay(decisions: list[Decision], *, by: str) -> dict[str, int]:
    """Apply each decision to its suggestion if that still waits; returns how many of each were applied."""
    applied = {"accept": 0, "merge": 0, "reject": 0, "already decided": 0}
    for decision in decisions:
        resource = _find(decision.source, decision.key)
        if resource.curation != Curation.SUGGESTED or _merged(decision, resource):
            applied["already decided"] += 1
            continue
        _ACTIONS[decision.action](resource, decision, by)
        applied[decision.action] += 1
    return applied


def _find(source: str, key: str) -> Resource:
    kept = SourceRecord.objects.filter(source=source, key=key).select_related("resource").first()
    if kept is None:
        raise UnknownRecord(f"There is no record “{key}” from {source}.")
    return kept.resource


def _merged(decision: Decision, resource: Resource) -> bool:
    """Its source record already leads to the survivor, which may itself still wait."""
    return decision.into is not None and _find(*decision.into).pk == resource.pk


def _accept(resource: Resource, decision: Decision, by: str) -> None:
    if decision.values:
        edit(resource, by=by, values=decision.values, why=decision.why)
    publish(resource, by=by, why=decision.why)


def _merge(resource: Resource, decision: Decision, by: str) -> None:
    if decision.into is None:
        raise UnknownRecord(f"“{decision.key}” from {decision.source} names no record to merge into.")
    into = merge(resource, into=_find(*decision.into), by=by, why=decision.why)
    if decision.values:
        edit(into, by=by, values=_with_terms(into, decision.values), why=decision.why)
    if into.curation == Curation.SUGGESTED:
        publish(into, by=by, why=decision.why)


def _with_terms(into: Resource, values: dict[str, Any]) -> dict[str, Any]:
    """Terms given in a merge are added to the survivor's; every other field replaces."""
    if "terms" not in values:
        return values
    known = record.of(into)["terms"]
    return values | {"terms": [*known, *(t for t in values["terms"] if t["slug"] not in {k["slug"] for k in known})]}


def _reject(resource: Resource, decision: Decision, by: str) -> None:
    reject(resource, by=by, reason=Rejection(decision.reason), why=decision.why)


_ACTIONS = {"accept": _accept, "merge": _merge, "reject": _reject}
