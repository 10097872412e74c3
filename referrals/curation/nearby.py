"""Which records a candidate may be. Records that share a key (`matching.keys`) are found by an index, then compared, so
that it takes as long in a large directory as in a small one. Their keys are kept with each change."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from referrals.contact import Contact
from referrals.matching import DUPLICATE, STRONG, Key, Likeness, keys, likeness
from referrals.models import ContactKey, Resource, SourceRecord
from referrals.models.resources import RELEASED_TEXT, ResourceQuerySet
from referrals.vocabulary import Curation

from . import record
from .record import Record

MOST = 200  # records compared with one
ROWS_AT_ONCE, MOST_OF_MANY = 500, 20  # rows compared in one go, and records compared with each


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that is published or waits, and how strongly the candidate looks like it."""

    pk: int
    slug: str
    name: str
    published: bool
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a record."""

    pk: int
    slug: str
    name: str
    published: bool
    values: Record

    def like(self, values: Record) -> Alike:
        return Alike(self.pk, self.slug, self.name, self.published, likeness(values, self.values))


def alike(
    values: Record, *, least: int = 30, limit: int = 5, itself: int | None = None, taken_for: int | None = None
) -> list[Alike]:
    """Records like this one, the likest first, from a score of `least` on. One query.

    `itself`: the key of the record the values are of. `taken_for`: that of a record which somebody took it for; it
    comes first, however little alike.
    """
    there = Q(pk__in=_sharing(keys(values), itself))
    if taken_for is not None:
        there |= Q(pk=taken_for)
    if itself is not None:
        there &= ~Q(pk=itself)
    near = Resource.objects.filter(there)
    compared = (known.like(values) for known in _known(near))
    found = [one for one in compared if one.likeness.score >= least or one.pk == taken_for]
    return sorted(found, key=lambda one: (one.pk != taken_for, -one.likeness.score, one.pk))[:limit]


def _sharing(wanted: Iterable[Key], itself: int | None) -> QuerySet[Any, Any]:
    """Ids of the records that share most with these keys."""
    shared = ContactKey.objects.filter(key__in=[key.text for key in wanted]).exclude(resource=itself)
    found = shared.values("resource").annotate(shared=Sum("weight")).order_by("-shared", "resource")
    return found.values("resource")[:MOST]


def compare(
    rows: Iterable[Record], *, least: int = DUPLICATE, by: frozenset[int] = frozenset({STRONG})
) -> Iterator[list[Alike]]:
    """For each of many rows what it may be, as `alike` says it, the likest first; two queries for some hundreds of
    them. `by`: the weights of the keys that bring a record here. Words of a name alone are left out where rows are
    many: they stand in thousands of names, and a misspelt one has another thing in common."""
    for some in batched(rows, ROWS_AT_ONCE):
        wanted = [[key.text for key in keys(values) if key.weight in by] for values in some]
        holders: dict[str, list[int]] = defaultdict(list)
        asked = sorted({text for texts in wanted for text in texts})
        for text, pk in ContactKey.objects.filter(key__in=asked).values_list("key", "resource_id"):
            holders[text].append(pk)
        near = [_most_shared(texts, holders) for texts in wanted]
        known = {one.pk: one for one in _known(Resource.objects.filter(pk__in={pk for pks in near for pk in pks}))}
        for values, pks in zip(some, near, strict=True):
            found = (known[pk].like(values) for pk in pks if pk in known)
            yield sorted((one for one in found if one.likeness.score >= least), key=lambda one: -one.likeness.score)


def _most_shared(texts: list[str], holders: dict[str, list[int]]) -> list[int]:
    shared = Counter(pk for text in texts for pk in holders.get(text, ()))
    return [pk for pk, _times in shared.most_common(MOST_OF_MANY)]


def _known(near: ResourceQuerySet) -> Iterator[Known]:
    """A published record as it is released, one that waits as its source gave it."""
    given = SourceRecord.objects.filter(resource=OuterRef("pk")).order_by("pk").values("values")[:1]
    released = Q(curation=Curation.PUBLISHED, released__isnull=False)
    chosen = Resource.objects.filter(released | Q(curation=Curation.SUGGESTED), pk__in=near.values("pk"))
    for pk, slug, name, text, values in chosen.values_list("pk", "slug", "name", RELEASED_TEXT, Subquery(given)):
        if text is not None:
            yield Known(pk, slug, name, True, _as_compared(Contact.read(text, date.min)))
        elif values is not None:
            yield Known(pk, slug, name, False, values)


def _as_compared(contact: Contact) -> Record:
    return {
        "name": contact.name,
        "aliases": contact.aliases,
        "states": contact.states,
        "phones": [{"number": phone.number} for phone in contact.phones],
        "links": [{"url": link.url} for link in contact.links],
        "emails": [{"address": address} for address in contact.emails],
    }


def remember(rows: Iterable[Resource]) -> None:
    """Keep the keys of these records, read with all their rows; one query where nothing of them changed."""
    wanted = {row.pk: {key.text: key.weight for key in keys(record.of(row))} for row in rows}
    kept: dict[int, set[str]] = defaultdict(set)
    for pk, text in ContactKey.objects.filter(resource__in=wanted).values_list("resource_id", "key"):
        kept[pk].add(text)
    for pk, texts in kept.items():
        if gone := texts - wanted[pk].keys():
            ContactKey.objects.filter(resource=pk, key__in=gone).delete()
    ContactKey.objects.bulk_create(
        ContactKey(resource_id=pk, key=text, weight=weight)
        for pk, found in wanted.items()
        for text, weight in found.items()
        if text not in kept[pk]
    )
