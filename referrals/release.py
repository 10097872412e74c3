"""The release gate: the one place that decides what of a record may leave, and for whom.

Pages, exports, the search text and the API are made from a `Contact`, never from a Resource. What may not
leave is absent from it, not blank: there is no field a template could forget to hide.
"""

import datetime
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from referrals import numbers
from referrals.models import Address, Evidence, Resource
from referrals.vocabulary import SHELTERING_KINDS, SHELTERING_NEEDS, Coverage, Freshness, Relation, Visibility


class Audience(IntEnum):
    """Who is looking, from the public up; each sees what those before it see."""

    VISITOR = 0
    PROVIDER = 1
    CURATOR = 2


def audience(user: AbstractBaseUser | AnonymousUser) -> Audience:
    """Curators and administrators by group or staff; anyone else who signed in is a provider."""
    if not user.is_authenticated or not user.is_active:
        return Audience.VISITOR
    if user.is_superuser or user.groups.filter(name__in=["curator", "administrator"]).exists():
        return Audience.CURATOR
    return Audience.PROVIDER


@dataclass(frozen=True, slots=True)
class ReleasedPhone:
    """`number` as stored (E.164 or short code), `text` as people write it, `href` to dial or text it."""

    number: str
    text: str
    href: str
    extension: str
    menu_key: str
    keyword: str
    use: str
    use_label: str
    label: str
    hours: str
    primary: bool

    @property
    def digits(self) -> str:
        """The number as people type it, with and without the country code."""
        plain = self.number.removeprefix("+")
        return f"{plain} {plain.removeprefix('1')}" if plain.startswith("1") and len(plain) == 11 else plain


@dataclass(frozen=True, slots=True)
class ReleasedLink:
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class ReleasedTerm:
    slug: str
    label: str
    facet: str
    relation: str
    group: str


@dataclass(frozen=True, slots=True)
class ReleasedEvidence:
    """What was said, by whom, asked what, and where it can be read."""

    quote: str
    speaker: str
    role: str
    role_label: str
    stance: str
    stance_label: str
    asked: str
    date: datetime.date | None
    source_label: str
    link_path: str


@dataclass(frozen=True, slots=True)
class ReleasedAddress:
    """What of the place may be said: the city alone, or all of it."""

    street: str
    city: str
    state: str
    postal_code: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A resource as it may be shown. Where it is stands apart: see `address`."""

    id: str
    slug: str
    url: str
    name: str
    discreet_name: str
    organization: str
    aliases: tuple[str, ...]
    kind: str
    kind_label: str
    description: str
    eligibility: str
    serves_any_victim: bool
    terms: tuple[ReleasedTerm, ...]
    languages: tuple[tuple[str, str], ...]
    interpretation: str
    hours: str
    always_open: bool | None
    cost: str
    cost_label: str
    coverage: str
    base_state: str
    states: tuple[str, ...]
    state_names: tuple[str, ...]
    area: str
    city: str
    contact_may_report: str
    contact_may_report_label: str
    phones: tuple[ReleasedPhone, ...]
    links: tuple[ReleasedLink, ...]
    emails: tuple[str, ...]
    freshness: Freshness
    verified_on: date | None
    verified_how: str
    published_by: str
    published_on: str
    published_url: str
    evidence: tuple[ReleasedEvidence, ...]
    withheld: int = 0

    @property
    def phone(self) -> ReleasedPhone | None:
        """The number to call first."""
        return next((phone for phone in self.phones if phone.use == "voice"), None)

    @property
    def reachable(self) -> bool:
        return bool(self.phones or self.links or self.emails)

    @property
    def victim_types(self) -> tuple[ReleasedTerm, ...]:
        return tuple(term for term in self.terms if term.facet == "victim")

    @property
    def needs(self) -> tuple[ReleasedTerm, ...]:
        return tuple(term for term in self.terms if term.facet == "need")

    @property
    def serves(self) -> str:
        """Where it serves, in words."""
        states = ", ".join(self.state_names)
        if self.coverage == Coverage.NATIONAL:
            return _("Nationwide")
        if self.coverage == Coverage.STATES:
            return _("All of %(states)s") % {"states": states}
        if self.coverage == Coverage.LOCAL:
            part = self.area or self.city or _("ask which area")
            return _("Part of %(states)s: %(part)s") % {"states": states, "part": part}
        return _("Where it serves is not stated: ask")

    @property
    def national(self) -> bool:
        return self.coverage == "national"


def contact(resource: Resource, today: date | None = None) -> Contact:
    """What of `resource` may leave, the place apart. Prefetch with `Resource.objects.with_contacts()`."""
    phones = [phone for phone in resource.phones.all() if not phone.doubtful]
    links = [link for link in resource.links.all() if not link.doubtful]
    emails = [email.address for email in resource.emails.all() if not email.doubtful]
    stored = len(resource.phones.all()) + len(resource.links.all()) + len(resource.emails.all())
    states = [row.get_state_display() for row in resource.states.all()]
    return Contact(
        id=str(resource.uuid),
        slug=resource.slug,
        url=resource.get_absolute_url(),
        name=resource.name,
        discreet_name=resource.discreet_name,
        organization=resource.organization.name,
        aliases=tuple(alias.name for alias in resource.organization.aliases.all()),
        kind=resource.kind,
        kind_label=str(resource.get_kind_display()),
        description=resource.description,
        eligibility=resource.eligibility,
        serves_any_victim=resource.serves_any_victim,
        terms=tuple(_term(relation) for relation in resource.term_relations.all()),
        languages=tuple((language.bcp47, language.name) for language in resource.languages.all()),
        interpretation=resource.interpretation,
        hours=resource.hours,
        always_open=resource.always_open,
        cost=resource.cost,
        cost_label=str(resource.get_cost_display()),
        coverage=resource.coverage,
        base_state=resource.base_state,
        states=tuple(row.state for row in resource.states.all()),
        state_names=tuple(map(str, states)),
        area=resource.area,
        city="" if _shelters(resource) else resource.city,
        contact_may_report=resource.contact_may_report,
        contact_may_report_label=str(resource.get_contact_may_report_display()),
        phones=tuple(_phone(phone) for phone in phones),
        links=tuple(ReleasedLink(link.url, link.label) for link in links),
        emails=tuple(emails),
        freshness=resource.freshness(today or timezone.localdate()),
        verified_on=resource.verified_on,
        verified_how=str(resource.get_verified_how_display()),
        published_by=resource.published_by,
        published_on=resource.published_on,
        published_url=resource.published_url,
        evidence=tuple(_said(evidence) for evidence in resource.evidence.all()),
        withheld=stored - len(phones) - len(links) - len(emails),
    )


def _term(relation) -> ReleasedTerm:
    term = relation.term
    return ReleasedTerm(term.slug, term.label, term.facet, relation.relation, term.group)


def _said(evidence: Evidence) -> ReleasedEvidence:
    return ReleasedEvidence(
        quote=evidence.quote,
        speaker=evidence.speaker,
        role=evidence.role,
        role_label=str(evidence.get_role_display()),
        stance=evidence.stance,
        stance_label=str(evidence.get_stance_display()),
        asked=evidence.asked,
        date=evidence.date,
        source_label=evidence.source_label,
        link_path=evidence.link_path,
    )


def _phone(phone) -> ReleasedPhone:
    return ReleasedPhone(
        number=phone.number,
        text=numbers.readable(phone.number),
        href=numbers.href(phone.number, phone.extension, phone.use),
        extension=phone.extension,
        menu_key=phone.menu_key,
        keyword=phone.keyword,
        use=phone.use,
        use_label=str(phone.get_use_display()),
        label=phone.label,
        hours=phone.hours,
        primary=phone.primary,
    )


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
    whole = ReleasedAddress(kept.street, kept.city, kept.state, kept.postal_code)
    if to == Audience.CURATOR:
        return whole
    if _shelters(resource):
        return None
    if kept.visibility == Visibility.PUBLIC:
        return whole
    if kept.visibility == Visibility.CITY and to == Audience.PROVIDER:
        return ReleasedAddress("", kept.city, kept.state, "")
    return None
