"""A contact as HSDS says it: plain dicts, in the order of the specification. What HSDS has no field for stands in ours,
which `profile` declares. No key is ever null: what is not known is left out.
"""

from typing import Any

from referrals.contact import ReleasedPhone
from referrals.models import Term
from referrals.terms import Vocabulary
from referrals.vocabulary import Cost, Coverage, Kind, Known, PhoneUse, State, english

from . import ids
from .listed import Listed

Object = dict[str, Any]

PHONES = {
    PhoneUse.VOICE: "voice", PhoneUse.TEXT: "text", PhoneUse.TTY: "textphone", PhoneUse.VIDEOPHONE: "video",
    PhoneUse.FAX: "fax",
}  # fmt: skip
TAXONOMIES = {
    "victim": ("Victim types", "Whom a service is for: what happened, age, immigration status, who they are."),
    "need": ("Needs", "What a service offers."),
    "kind": ("Kinds of contact", "What kind of body or tool it is."),
    "cost": ("Costs", "What it costs."),
}
LINK_TYPES = {"victim": "victim_type", "need": "need", "kind": "kind", "cost": "cost"}
COUNTRY = "ocd-division/country:us"
DISTRICTS = {"DC": "district"}
TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "VI"})
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"
KINDS, COSTS, STATES = english(Kind), english(Cost), english(State)
OURS = (
    "discreet_name",
    "coverage",
    "base_state",
    "area",
    "city",
    "serves_any_victim",
    "interpretation",
    "always_open",
    "contact_may_report",
    "published_by",
    "published_on",
    "published_url",
)  # fmt: skip - fields of a service in our profile that are a contact's own


def said(**fields: Any) -> Object:
    """What is known of them."""
    return {name: value for name, value in fields.items() if value not in ("", None, [], ())}


def taxonomy(facet: str) -> Object:
    name, description = TAXONOMIES[facet]
    return said(id=ids.taxonomy(facet), name=name, description=description, version="1")


def term(one: Term) -> Object:
    """A term of the vocabulary with its taxonomy."""
    return said(
        id=ids.term(one.slug), code=one.slug, name=one.label, description=one.definition or one.label,
        parent_id=ids.term(one.parent.slug) if one.parent else None, taxonomy=TAXONOMIES[one.facet][0],
        taxonomy_detail=taxonomy(one.facet), language="en", taxonomy_id=ids.taxonomy(one.facet),
    )  # fmt: skip


def organization(one: Listed) -> Object:
    """The body that a service belongs to. HSDS demands a description: its name, where nobody wrote one."""
    name = one.contact.organization
    return said(
        id=one.organization, name=name, alternate_name="; ".join(one.contact.aliases), description=name,
    )  # fmt: skip


def direct(one: Listed) -> Object:
    """The fields of a service that are its own."""
    contact, first = one.contact, next(iter(one.contact.links), None)
    return said(
        id=one.id, organization_id=one.organization, name=contact.name, description=contact.description,
        url=first and first.url, email=next(iter(contact.emails), ""), status="active",
        interpretation_services="Interpreters" if contact.interpretation == Known.YES else "",
        fees_description=COSTS[contact.cost] if contact.cost != Cost.UNKNOWN else "",
        eligibility_description=contact.eligibility, assured_date=contact.verified,
        last_modified=f"{one.modified:%Y-%m-%dT%H:%M:%SZ}",
        url_label=first and first.label, verified_how=contact.verified_by_way_of,
        **{name: getattr(contact, name) for name in OURS},
    )  # fmt: skip


class Whole:
    """Everything that hangs on one service, table by table."""

    def __init__(self, one: Listed, vocabulary: Vocabulary) -> None:
        self.one, self.contact, self.vocabulary = one, one.contact, vocabulary
        self.ids = ids.Children(one.id)

    def phones(self) -> list[Object]:
        return [self._phone(phone) for phone in self.contact.phones]

    def _phone(self, phone: ReleasedPhone) -> Object:
        digits = phone.extension.isdecimal() and not phone.extension.startswith("0")
        return said(
            id=self.ids.id("phone", phone.number, phone.extension, phone.use), number=phone.number,
            extension=int(phone.extension) if digits else None, type=PHONES[PhoneUse(phone.use)],
            description=phone.label, primary=phone.primary, menu_key=phone.menu_key, keyword=phone.keyword,
            hours=phone.hours, extension_dialed="" if digits else phone.extension,
        )  # fmt: skip

    def urls(self) -> list[Object]:
        """All but the first, which stands in the service."""
        return [
            said(id=self.ids.id("url", link.url), label=link.label, url=link.url) for link in self.contact.links[1:]
        ]

    def contacts(self) -> list[Object]:
        """Mailboxes beside the first."""
        return [said(id=self.ids.id("contact", email), email=email) for email in self.contact.emails[1:]]

    def schedules(self) -> list[Object]:
        """Hours in words; as times only where it never closes, for else they are not known as such."""
        if self.contact.always_open:
            times = {"freq": "WEEKLY", "byday": EVERY_DAY, "opens_at": "00:00:00", "closes_at": "23:59:00"}
            return [said(id=self.ids.id("schedule"), description=self.contact.hours, **times)]
        return [said(id=self.ids.id("schedule"), description=self.contact.hours)] if self.contact.hours else []

    def service_areas(self) -> list[Object]:
        if self.contact.coverage == Coverage.NATIONAL:
            return [self._area("United States", COUNTRY)]
        return [self._area(STATES[code], division(code)) for code in self.contact.states]

    def _area(self, name: str, extent: str) -> Object:
        return said(
            id=self.ids.id("service_area", extent), name=name, description=self.contact.part, extent=extent,
            extent_type="text", uri=extent,
        )  # fmt: skip

    def languages(self) -> list[Object]:
        return [said(id=self.ids.id("language", code), name=name, code=code) for code, name in self.contact.languages]

    def cost_options(self) -> list[Object]:
        if self.contact.cost != Cost.FREE:
            return []
        return [said(id=self.ids.id("cost_option"), option="Free", currency="usd", amount=0)]

    def attributes(self) -> list[Object]:
        """Its terms; the value of one says whether the service is for them, for them alone, or not for them."""
        slugs = [(one.slug, one.relation) for one in self.contact.terms]
        slugs += [(slug, "") for slug in (self.contact.kind, self.contact.cost) if slug != Cost.UNKNOWN]
        found = (
            (self.vocabulary.by_slug[slug], relation) for slug, relation in slugs if slug in self.vocabulary.by_slug
        )
        return [
            said(
                id=self.ids.id("attribute", one.slug), link_id=self.one.id, taxonomy_term_id=ids.term(one.slug),
                link_type=LINK_TYPES[one.facet], link_entity="service", value=relation, taxonomy_term=term(one),
            )
            for one, relation in found
        ]  # fmt: skip

    def evidence(self) -> list[Object]:
        """What practitioners said of it (our profile)."""
        return [
            said(
                id=self.ids.id("evidence", one.quote), quote=one.quote, speaker=one.speaker, role=one.role,
                stance=one.stance, asked=one.asked, date=one.said_on, source=one.source_label,
            )
            for one in self.contact.evidence
        ]  # fmt: skip

    def location(self) -> Object | None:
        """Its public address. What is kept from anybody is no location at all."""
        place = self.one.place
        if place is None:
            return None
        address = said(
            id=self.ids.id("address"), address_1=place.street, city=place.city, state_province=place.state,
            postal_code=place.postal_code, country="US", address_type="physical",
        )  # fmt: skip
        complete = all(address.get(name) for name in ("address_1", "city", "state_province", "postal_code"))
        return said(id=self.ids.id("location"), location_type="physical", addresses=[address]) if complete else None

    def at_location(self) -> Object | None:
        """The service at that place."""
        place = self.location()
        return place and said(id=self.ids.id("service_at_location"), location=place)

    def service(self, *, with_organization: bool = True) -> Object:
        """All of it, nested."""
        there = self.at_location()
        return direct(self.one) | said(
            additional_urls=self.urls(), phones=self.phones(), schedules=self.schedules(),
            service_areas=self.service_areas(), service_at_locations=[there] if there else [],
            languages=self.languages(), organization=organization(self.one) if with_organization else None,
            cost_options=self.cost_options(), contacts=self.contacts(), attributes=self.attributes(),
            evidence=self.evidence(),
        )  # fmt: skip


def division(code: str) -> str:
    """The Open Civic Data division of a state, a territory, or the District."""
    kind = DISTRICTS.get(code) or ("territory" if code in TERRITORIES else "state")
    return f"{COUNTRY}/{kind}:{code.lower()}"
