"""The release gate: the one place that decides what of a record may leave, and for whom.

Pages, exports, the search index and the API are made from a `Contact`, never from a Resource. What may not
leave is absent from it, not blank: there is no field a template could forget to hide.

The gate is passed once per change: curation keeps its verdict in the row of a published record
(`Resource.released`, in the transaction of the change), and takes it out when the record is not published.
A search then reads one column of one table, and there is no second place that could decide otherwise.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from referrals import numbers
from referrals.contact import Contact, ReleasedEvidence, ReleasedLink, ReleasedPhone, ReleasedTerm
from referrals.models import Address, Evidence, Phone, Resource, ResourceTerm, Succession
from referrals.models.resources import RELEASED_TEXT, ResourceQuerySet
from referrals.vocabulary import SHELTERING_KINDS, SHELTERING_NEEDS, Relation, Visibility

_OFFERED = Prefetch("term_relations", ResourceTerm.objects.select_related("term"))


class Audience(IntEnum):
    """Who is looking, from the public up; each sees what those before it see."""

    VISITOR = 0
    PROVIDER = 1
    CURATOR = 2


def audience(user: User | AnonymousUser) -> Audience:
    """Curators and administrators by group or staff; anyone else who signed in is a provider."""
    if not user.is_authenticated or not user.is_active:
        return Audience.VISITOR
    if user.is_superuser or user.groups.filter(name__in=["curator", "administrator"]).exists():
        return Audience.CURATOR
    return Audience.PROVIDER


@dataclass(frozen=True, slots=True)
class ReleasedAddress:
    """What of the place may be said: the city alone, or all of it."""

    street: str
    city: str
    state: str
    postal_code: str


def contact(resource: Resource, today: date | None = None) -> Contact:
    """What of `resource` may leave, the place apart. Prefetch with `Resource.objects.with_contacts()`."""
    phones = [phone for phone in resource.phones.all() if not phone.doubtful]
    links = [link for link in resource.links.all() if not link.doubtful]
    emails = [email.address for email in resource.emails.all() if not email.doubtful]
    stored = len(resource.phones.all()) + len(resource.links.all()) + len(resource.emails.all())
    return Contact(
        **{name: getattr(resource, name) for name in _AS_STORED},
        id=str(resource.uuid),
        organization=resource.organization.name,
        aliases=tuple(alias.name for alias in resource.organization.aliases.all()),
        terms=tuple(_term(relation) for relation in resource.term_relations.all()),
        languages=tuple((language.bcp47, language.name) for language in resource.languages.all()),
        states=tuple(row.state for row in resource.states.all()),
        city="" if _keeps_its_place(resource) else resource.city,
        phones=tuple(_phone(phone) for phone in phones),
        links=tuple(ReleasedLink(link.url, link.label) for link in links),
        emails=tuple(emails),
        verified=resource.verified_on.isoformat() if resource.verified_on else "",
        verified_by_way_of=resource.verified_how,
        evidence=tuple(_said(evidence) for evidence in resource.evidence.all() if not evidence.held),
        withheld=stored - len(phones) - len(links) - len(emails),
        today=today or timezone.localdate(),
    )


def kept(rows: ResourceQuerySet, today: date, key: str = "pk") -> dict[Any, Contact]:
    """{key: contact} of those of the records that are released, as the gate let them out with their last change."""
    return {one: Contact.read(text, today) for one, text in rows.released().values_list(key, RELEASED_TEXT)}


@dataclass(frozen=True, slots=True)
class ReleasedSuccession:
    """What became of a body: `was`, its former name or operator, or the `name` and `slug` of the contact that stands in
    its place now; `since` as far as it is known."""

    kind: str
    was: str
    since: str
    name: str
    slug: str

    @property
    def told(self) -> str:
        """In words of the page, without the names."""
        return {
            Succession.Kind.RENAMED: _("Renamed; it was called"),
            Succession.Kind.OPERATOR: _("It was run by"),
            Succession.Kind.SUPERSEDED: _("In its place there is now"),
        }[Succession.Kind(self.kind)]

    def after(self, day: str) -> bool:
        """Whether it happened, as far as is known, after that day (YYYY-MM-DD, or nothing for not known)."""
        return not day or not self.since or self.since > day[: len(self.since)]


def successions(resources: Collection[int]) -> dict[int, list[ReleasedSuccession]]:
    """{record: what became of it}. A successor that is not published is not named."""
    rows = Succession.objects.filter(resource__in=resources)
    shown = rows.filter(Q(successor__isnull=True) | Q(successor__in=Resource.objects.released()))
    found: dict[int, list[ReleasedSuccession]] = defaultdict(list)
    told = shown.values_list("resource_id", "kind", "was", "since", "successor__name", "successor__slug")
    for resource, kind, was, since, name, slug in told:
        found[resource].append(ReleasedSuccession(kind, was, since, name or "", slug or ""))
    return dict(found)


# Fields of the row that leave as they are. Whatever is not named here or above stays inside.
_AS_STORED = (
    "slug", "name", "discreet_name", "kind", "description", "eligibility", "serves_any_victim", "interpretation",
    "hours", "always_open", "cost", "coverage", "base_state", "area", "contact_may_report", "published_by",
    "published_on", "published_url",
)  # fmt: skip


def _term(relation: ResourceTerm) -> ReleasedTerm:
    term = relation.term
    return ReleasedTerm(term.slug, term.label, term.facet, relation.relation, term.group)


def _said(evidence: Evidence) -> ReleasedEvidence:
    return ReleasedEvidence(
        quote=evidence.quote,
        speaker=evidence.speaker,
        role=evidence.role,
        stance=evidence.stance,
        asked=evidence.asked,
        said_on=evidence.date.isoformat() if evidence.date else "",
        source_label=evidence.source_label,
        link_path=evidence.link_path,
    )


def _phone(phone: Phone) -> ReleasedPhone:
    return ReleasedPhone(
        number=phone.number,
        text=numbers.readable(phone.number),
        href=numbers.href(phone.number, phone.extension, phone.use),
        extension=phone.extension,
        menu_key=phone.menu_key,
        keyword=phone.keyword,
        use=phone.use,
        label=phone.label,
        hours=phone.hours,
        primary=phone.primary,
    )


def _keeps_its_place(resource: Resource) -> bool:
    """It shelters people, and no two people agreed to say where."""
    return not resource.place_agreed and _shelters(resource)


def _shelters(resource: Resource) -> bool:
    if resource.kind in SHELTERING_KINDS:
        return True
    offered = (r.term.slug for r in resource.term_relations.all() if r.relation != Relation.EXCLUDES)
    return not SHELTERING_NEEDS.isdisjoint(offered)


def address(resource: Resource, to: Audience) -> ReleasedAddress | None:
    """The part of the place this audience may see: of "city only" the city, for providers; hidden, unknown or
    malformed, or where people are sheltered: for curators alone."""
    kept = Address.objects.filter(resource=resource).first()
    if kept is None:
        return None
    prefetch_related_objects([resource], _OFFERED)
    return _seen_of(kept, resource, to)


def public_places(resources: Collection[int]) -> dict[int, ReleasedAddress]:
    """{record: address} of those of the records whose place everybody may see; three queries at most."""
    kept = Address.objects.filter(resource__in=resources, visibility=Visibility.PUBLIC)
    offered = "resource__term_relations__term"  # who shelters people is seen by what it offers
    rows = kept.select_related("resource").defer("resource__released").prefetch_related(offered)
    seen = {row.resource_id: _seen_of(row, row.resource, Audience.VISITOR) for row in rows}
    return {pk: place for pk, place in seen.items() if place is not None}


def _seen_of(kept: Address, resource: Resource, to: Audience) -> ReleasedAddress | None:
    whole = ReleasedAddress(kept.street, kept.city, kept.state, kept.postal_code)
    if to == Audience.CURATOR:
        return whole
    if _keeps_its_place(resource):
        return None
    if kept.visibility == Visibility.PUBLIC:
        return whole
    if kept.visibility == Visibility.CITY and to == Audience.PROVIDER:
        return ReleasedAddress("", kept.city, kept.state, "")
    return None
