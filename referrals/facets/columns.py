"""Facets that read a column or a list of the record."""

from collections import Counter
from collections.abc import Hashable
from datetime import date
from typing import ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from referrals.contact import Contact
from referrals.models import Resource, ResourceState
from referrals.models.resources import HALF_A_YEAR, YEAR, freshness
from referrals.vocabulary import Cost, Coverage, Freshness, State

from .base import Facet, any_of
from .marks import NOT_SAID, Marks

STATES = tuple(State.values)  # an enumeration makes the list anew each time
LATELY = (Freshness.CURRENT, Freshness.AGEING)  # verified within a year
EVERYWHERE = "US"  # the mark of a contact that serves every state, or does not say which


class ColumnFacet(Facet):
    """A closed list in a column of the record; one of its values may mean "not known"."""

    field_name: str
    unknown: ClassVar[str] = ""

    def known(self, values: list[str]) -> Q:
        return Q(**{f"{self.field_name}__in": values})

    def possible(self, values: list[str]) -> Q:
        return self.known([*values, self.unknown]) if self.unknown else self.known(values)

    def counts(self, records: QuerySet[Resource]) -> Counter[str]:
        return Counter(records.values_list(self.field_name, flat=True))

    def basis(self, contact: Contact) -> Hashable:
        value: str = getattr(contact, self.field_name)
        return value

    def marks(self, contact: Contact) -> Marks:
        value = getattr(contact, self.field_name)
        return Marks.of((), [NOT_SAID]) if value == self.unknown else Marks.of([value])


class CostFacet(ColumnFacet):
    unknown = Cost.UNKNOWN


class StateFacet(Facet):
    """Who serves a state: there, from elsewhere, nationwide, or without saying where. Never another state's."""

    def known(self, values: list[str]) -> Q:
        there = Exists(ResourceState.objects.filter(resource=OuterRef("pk"), state__in=values))
        return Q(there) | Q(coverage__in=[Coverage.NATIONAL, Coverage.NOT_STATED])

    def own(self, records: QuerySet[Resource]) -> Counter[str]:
        """How many serve each state and say so: where the directory is thin."""
        placed = records.filter(coverage__in=[Coverage.STATES, Coverage.LOCAL])
        return Counter(ResourceState.objects.filter(resource__in=placed).values_list("state", flat=True))

    def counts(self, records: QuerySet[Resource]) -> Counter[str]:
        everywhere = records.filter(coverage__in=[Coverage.NATIONAL, Coverage.NOT_STATED]).count()
        own = self.own(records)
        return Counter({code: own[code] + everywhere for code in STATES})

    def basis(self, contact: Contact) -> Hashable:
        return (contact.coverage, contact.states)

    def marks(self, contact: Contact) -> Marks:
        everywhere = contact.coverage in {Coverage.NATIONAL, Coverage.NOT_STATED}
        return Marks.of([EVERYWHERE] if everywhere else contact.states)

    def wanted(self, values: list[str]) -> list[list[str]]:
        return [[*values, EVERYWHERE]]

    def counted(self, seen: Counter[str]) -> Counter[str]:
        return Counter({code: seen[code] + seen[EVERYWHERE] for code in STATES})


class LanguageFacet(Facet):
    """Languages answered in. Most records do not say: those are worth asking."""

    def known(self, values: list[str]) -> Q:
        return Q(Exists(Resource.languages.through.objects.filter(
            resource_id=OuterRef("pk"), language__bcp47__in=values)))  # fmt: skip

    def possible(self, values: list[str]) -> Q:
        return self.known(values) | ~Q(Exists(Resource.languages.through.objects.filter(resource_id=OuterRef("pk"))))

    def counts(self, records: QuerySet[Resource]) -> Counter[str]:
        rows = Resource.languages.through.objects.filter(resource__in=records)
        return Counter(rows.values_list("language__bcp47", flat=True))

    def basis(self, contact: Contact) -> Hashable:
        return contact.languages

    def marks(self, contact: Contact) -> Marks:
        codes = [code for code, _ in contact.languages]
        return Marks.of(codes, () if codes else [NOT_SAID])


class OpenFacet(Facet):
    """Answers 24 hours, 7 days."""

    def known(self, values: list[str]) -> Q:
        return Q(always_open=True)

    def possible(self, values: list[str]) -> Q:
        return Q(always_open=True) | Q(always_open__isnull=True)

    def counts(self, records: QuerySet[Resource]) -> Counter[str]:
        return Counter({"24-7": records.filter(always_open=True).count()})

    def basis(self, contact: Contact) -> Hashable:
        return contact.always_open

    def marks(self, contact: Contact) -> Marks:
        return Marks.of(["24-7"] if contact.always_open else (), [NOT_SAID] if contact.always_open is None else ())


class FreshnessFacet(Facet):
    """How long ago somebody verified it. That changes with the day, so the index holds the day, not a mark."""

    today: date

    @property
    def days(self) -> dict[str, tuple[date | None, date | None]]:
        """{value: (first day, day after the last)}, None where there is no end. Unverified has no days."""
        half, year = self.today - HALF_A_YEAR, self.today - YEAR
        return {Freshness.CURRENT: (half, None), Freshness.AGEING: (year, half), Freshness.STALE: (None, year)}

    def known(self, values: list[str]) -> Q:
        return any_of(self._on(self.days[value]) if value in self.days else UNVERIFIED for value in values)

    def _on(self, days: tuple[date | None, date | None]) -> Q:
        first, behind = days
        begun = Q(verified_on__gte=first) if first else Q()
        return (begun & Q(verified_on__lt=behind)) if behind else begun

    def counts(self, records: QuerySet[Resource]) -> Counter[str]:
        return Counter(freshness(day, self.today) for day in records.values_list("verified_on", flat=True))

    def basis(self, contact: Contact) -> Hashable:
        return None

    def marks(self, contact: Contact) -> Marks:
        return Marks()


UNVERIFIED = Q(verified_on__isnull=True)


class ForumFacet(Facet):
    """Named by a practitioner in a forum session."""

    def known(self, values: list[str]) -> Q:
        return Q(pk__in=Resource.objects.named_in_a_forum().values("pk"))

    def counts(self, records: QuerySet[Resource]) -> Counter[str]:
        return Counter({"forum": records.filter(self.known([])).count()})

    def basis(self, contact: Contact) -> Hashable:
        return bool(contact.evidence)

    def marks(self, contact: Contact) -> Marks:
        return Marks.of(["forum"] if contact.evidence else ())
