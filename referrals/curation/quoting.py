"""What is quoted of a record, told anew because where it stands was reviewed or redacted.

The history says that it happened, never from what words to what: the words may be why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from referrals.models import Evidence, Resource
from referrals.vocabulary import Curation

from .changes import changing

QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Quoted:
    """What of a piece of evidence depends on the text it was taken from; `held`: it is never released."""

    quote: str
    asked: str
    held: bool


@transaction.atomic
def requote(resource: Resource, wanted: Mapping[int, Quoted], *, by: str, why: str = "") -> int:
    """Make the evidence of a record say this: {id: how it is quoted}; returns how many rows changed.

    Two quotes of one place that have become the same are shown once. A line in the history and a new number only where
    the public may see the difference.
    """
    kept = {row.pk: row for row in resource.evidence.select_for_update().order_by("pk")}
    told = _shown_once(kept, wanted)
    changed = [pk for pk, one in told.items() if one != _as_it_is(kept[pk])]
    if changed and resource.curation == Curation.PUBLISHED:
        with changing(resource, action=QUOTE, by=by, why=why, standing_only=True):
            _write(kept, {pk: told[pk] for pk in changed})
    elif changed:
        _write(kept, {pk: told[pk] for pk in changed})
    return len(changed)


def _as_it_is(row: Evidence) -> Quoted:
    return Quoted(row.quote, row.asked, row.held)


def _shown_once(kept: Mapping[int, Evidence], wanted: Mapping[int, Quoted]) -> dict[int, Quoted]:
    """Those in `wanted`, but that of two equal quotes from one place the later one is held."""
    shown = {(row.link_path, row.quote) for pk, row in kept.items() if pk not in wanted and not row.held}
    told = {}
    for pk in (pk for pk in kept if pk in wanted):
        place = (kept[pk].link_path, wanted[pk].quote)
        told[pk] = replace(wanted[pk], held=wanted[pk].held or place in shown)
        shown |= {place} if not told[pk].held else set()
    return told


def _write(kept: Mapping[int, Evidence], told: Mapping[int, Quoted]) -> None:
    Evidence.objects.filter(pk__in=told).update(held=True)  # so that none stands in another's way
    for pk, one in told.items():
        row = kept[pk]
        row.quote, row.asked, row.held = one.quote, one.asked, one.held
        row.save(update_fields=["quote", "quote_sha256", "asked", "held"])
