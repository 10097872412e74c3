"""The rules over the whole database: what no constraint on one row can hold."""

import json
import re
from collections.abc import Iterator

from referrals import release
from referrals.lexicon import fold
from referrals.models import Resource
from referrals.vocabulary import Visibility

from . import record, rules

AT_ONCE = 500  # records in memory


def problems() -> Iterator[str]:
    """A sentence for each thing wrong, naming the record by its slug; never the place it would give away."""
    published = Resource.objects.published().with_contacts().select_related("organization", "address")
    for resource in published.order_by("pk").iterator(chunk_size=AT_ONCE):
        yield from (f"{resource.slug}: {sentence}" for sentence in _of_one(resource))
    yield from _merged()


def _of_one(resource: Resource) -> Iterator[str]:
    kept = record.of(resource)
    yield from _sentences(resource, kept)
    if resource.released != release.contact(resource).packed():
        yield "What is released of it is not what the gate lets out: save it again."
    if _gives_away(resource, kept):
        yield "What is released of it holds its confidential place."


def _sentences(resource: Resource, kept: record.Record) -> list[str]:
    said = any(not one.held for one in resource.evidence.all())
    return rules.problems(kept, named_in_a_forum=said, unhidden=resource.place_agreed)


def _gives_away(resource: Resource, kept: record.Record) -> bool:
    """Whether the street or postal code of a hidden place stands in what is released."""
    released, place = resource.released, kept["address"]
    shown = resource.place_agreed or not rules.shelters_people(kept)
    if not released or not place or (place["visibility"] == Visibility.PUBLIC and shown):
        return False
    found = set(re.findall(r"\w+", fold(json.dumps(released, ensure_ascii=False))))
    parts = (set(re.findall(r"\w+", fold(place[part]))) for part in ("street", "postal_code"))
    return any(words and words <= found for words in parts)


def _merged() -> Iterator[str]:
    for resource in Resource.objects.filter(merged_into__merged_into__isnull=False).order_by("pk"):
        yield f"{resource.slug}: It was merged into a record that was itself merged; it must point at the survivor."
