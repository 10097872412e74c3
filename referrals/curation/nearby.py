"""Which records a candidate may be. The database is asked for those that share a name, a word of one, a
number or a domain; only they are compared, so that it takes as long in a large directory as in a small one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from referrals import release
from referrals.contact import Contact
from referrals.matching import Likeness, acronyms, domain, likeness, name_key
from referrals.models import Email, Link, Organization, OrganizationAlias, Phone, Resource, SourceRecord
from referrals.models.resources import ResourceQuerySet

from .record import Record

LONG = 5  # letters: shorter words stand in too many names
WORDS = 2  # of a name, the longest: two spellings of it share one at least, or a number, or a domain
MOST = 200  # records compared


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that is published or waits, and how strongly the candidate looks like it."""

    pk: int
    slug: str
    name: str
    published: bool
    likeness: Likeness


def alike(
    values: Record, *, least: int = 30, limit: int = 5, itself: int | None = None, taken_for: int | None = None
) -> list[Alike]:
    """Records like this one, the likest first, from a score of `least` on. Two queries.

    `itself`: the key of the record the values are of. `taken_for`: that of a record which somebody took it for; it
    comes first, however little alike.
    """
    near = Resource.objects.filter(_shares(values) | Q(pk=taken_for)).exclude(pk=itself).order_by("pk")[:MOST]
    compared = [one for one in _compared(values, near) if one.likeness.score >= least or one.pk == taken_for]
    return sorted(compared, key=lambda one: (one.pk != taken_for, -one.likeness.score, one.pk))[:limit]


def _compared(values: Record, near: ResourceQuerySet) -> Iterator[Alike]:
    """A published record as it is released, one that waits as its source gave it."""
    chosen = Resource.objects.filter(pk__in=near.values("pk"))
    for pk, contact in release.kept(chosen, date.min).items():
        yield Alike(pk, contact.slug, contact.name, True, likeness(values, _as_compared(contact)))
    waiting = SourceRecord.objects.filter(resource__in=chosen.awaiting_review()).order_by("-pk")
    rows = waiting.values_list("resource", "resource__slug", "resource__name", "values")
    for pk, slug, name, given in {row[0]: row for row in rows}.values():
        yield Alike(pk, slug, name, False, likeness(values, given))


def _as_compared(contact: Contact) -> Record:
    return {
        "name": contact.name,
        "aliases": contact.aliases,
        "states": contact.states,
        "phones": [{"number": phone.number} for phone in contact.phones],
        "links": [{"url": link.url} for link in contact.links],
        "emails": [{"address": address} for address in contact.emails],
    }


def _shares(values: Record) -> Q:
    """What two records of one agency have in common, one of it at least."""
    names = [values["name"], *values["aliases"]]
    keys, short = {name_key(name) for name in names}, {one for name in names for one in acronyms(name)}
    known = OrganizationAlias.objects.filter(name__in={*names, *short}).values("organization")
    shared = Q(name_key__in=keys) | Q(organization__in=known)
    shared |= Q(organization__in=Organization.objects.filter(Q(name_key__in=keys) | Q(name__in=short)).values("pk"))
    for word in {word for key in keys for word in _telling(key)}:
        shared |= Q(name_key__contains=word)
    for acronym in short:
        shared |= Q(name__contains=f"({acronym}") | Q(name=acronym)
    return shared | Q(pk__in=Phone.objects.filter(number__in=_numbers(values)).values("resource")) | _domains(values)


def _telling(key: str) -> list[str]:
    return sorted((word for word in key.split() if len(word) >= LONG), key=len, reverse=True)[:WORDS]


def _numbers(values: Record) -> set[str]:
    return {phone["number"] for phone in values["phones"]}


def _domains(values: Record) -> Q:
    shared = Q()
    for found in set(_hosts(values)) - {""}:
        shared |= Q(pk__in=Link.objects.filter(url__icontains=found).values("resource"))
        shared |= Q(pk__in=Email.objects.filter(address__iendswith=found).values("resource"))
    return shared


def _hosts(values: Record) -> Iterator[str]:
    yield from (domain(link["url"]) for link in values["links"])
    yield from (domain(email["address"]) for email in values["emails"])
