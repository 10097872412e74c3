"""Facets: which records answer a choice.

Every facet says of a chosen set of values which records are *known* to fit, and which *may* fit (known, or
silent where silence is not a no: those are shown apart, to ask), and counts records by value.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import and_, or_
from typing import ClassVar

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from referrals.models import Resource, ResourceState, ResourceTerm, Term
from referrals.models.resources import HALF_A_YEAR, YEAR, freshness
from referrals.vocabulary import Cost, Coverage, Freshness, Kind, MayReport, Relation, State

NOTHING = Q(pk__in=[])
EVERYTHING = Q(pk__isnull=False)


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one moment: labels, axes and the hierarchy, read once per search."""

    terms: tuple[Term, ...]

    @classmethod
    def load(cls) -> "Vocabulary":
        return cls(tuple(Term.objects.current().select_related("parent")))

    @cached_property
    def by_slug(self) -> dict[str, Term]:
        return {term.slug: term for term in self.terms}

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for term in self.terms:
            if term.parent:
                children[term.parent.slug].append(term.slug)
        return children

    def of(self, facet: str) -> list[Term]:
        return [term for term in self.terms if term.facet == facet]

    def narrower(self, slug: str) -> set[str]:
        """The term itself and every term below it."""
        found = {slug}
        for child in self._children.get(slug, []):
            found |= self.narrower(child)
        return found

    def broader(self, slug: str) -> set[str]:
        """Every term above it."""
        parent = self.by_slug[slug].parent if slug in self.by_slug else None
        return {parent.slug} | self.broader(parent.slug) if parent else set()


def any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, NOTHING)


def all_of(conditions: Iterable[Q]) -> Q:
    return reduce(and_, conditions, EVERYTHING)


class Facet(django_filters.MultipleChoiceFilter):
    """A choice of several values, any of which fits. Subclasses say which records do."""

    vocabulary: Vocabulary

    def __init__(self, label, choices=(), **kwargs) -> None:
        super().__init__(label=label, choices=choices, **kwargs)

    def known(self, values: list[str]) -> Q:
        """Records that say they fit."""
        raise NotImplementedError

    def possible(self, values: list[str]) -> Q:
        """Records that fit or do not say."""
        return self.known(values)

    def exact(self, values: list[str]) -> Q:
        """Records that fit by name, not only because they serve anyone."""
        return self.known(values)

    def counts(self, records: QuerySet) -> Counter:
        """How many of `records` each value would be known to fit."""
        raise NotImplementedError

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        return qs.filter(self.possible(value)) if value else qs


class ColumnFacet(Facet):
    """A closed list in a column of the record; one of its values may mean "not known"."""

    unknown: ClassVar[str] = ""

    def known(self, values):
        return Q(**{f"{self.field_name}__in": values})

    def possible(self, values):
        return self.known([*values, self.unknown]) if self.unknown else self.known(values)

    def counts(self, records):
        return Counter(records.values_list(self.field_name, flat=True))


class CostFacet(ColumnFacet):
    unknown = Cost.UNKNOWN


class StateFacet(Facet):
    """Who serves a state: there, from elsewhere, nationwide, or without saying where. Never another state's."""

    def known(self, values):
        there = Exists(ResourceState.objects.filter(resource=OuterRef("pk"), state__in=values))
        return Q(there) | Q(coverage__in=[Coverage.NATIONAL, Coverage.NOT_STATED])

    def own(self, records: QuerySet) -> Counter:
        """How many serve each state and say so: where the directory is thin."""
        return Counter(ResourceState.objects.filter(resource__in=records).values_list("state", flat=True))

    def counts(self, records):
        everywhere = records.filter(coverage__in=[Coverage.NATIONAL, Coverage.NOT_STATED]).count()
        own = self.own(records)
        return Counter({code: own[code] + everywhere for code in State.values})


def _has(slugs: Iterable[str], *relations: str) -> Q:
    rows = ResourceTerm.objects.filter(resource=OuterRef("pk"), term__slug__in=list(slugs), relation__in=relations)
    return Q(Exists(rows))


class NeedFacet(Facet):
    """What is offered. A broader offer is worth asking; silence on needs is no match."""

    def known(self, values):
        wanted = set().union(*(self.vocabulary.narrower(slug) for slug in values))
        return _has(wanted, Relation.SERVES, Relation.ONLY)

    def possible(self, values):
        broader = set().union(*(self.vocabulary.broader(slug) for slug in values))
        return self.known([*values, *broader]) if not broader else self.known(values) | _has(broader, Relation.SERVES)

    def counts(self, records):
        return count_terms(self.vocabulary, "need", records, set())


class VictimFacet(Facet):
    """Whom it serves, on four axes: within an axis any of the chosen, between axes all of them.

    Listing some never excludes others: a *no* is only said by `excludes`, or by an `only` that leaves it out.
    """

    def axes(self, values: list[str]) -> dict[str, list[str]]:
        axes = defaultdict(list)
        for slug in values:
            axes[self.vocabulary.by_slug[slug].group].append(slug)
        return axes

    def known(self, values):
        return self._on_all_axes(values, lambda slug: (self._named(slug) | Q(serves_any_victim=True)) & ~self._no(slug))

    def possible(self, values):
        return self._on_all_axes(values, lambda slug: ~self._no(slug))

    def exact(self, values):
        return self._on_all_axes(values, lambda slug: self._named(slug) & ~self._no(slug))

    def _on_all_axes(self, values, condition) -> Q:
        return all_of(any_of(condition(slug) for slug in chosen) for chosen in self.axes(values).values())

    def _named(self, slug: str) -> Q:
        return _has(self.vocabulary.narrower(slug), Relation.SERVES, Relation.ONLY)

    def _no(self, slug: str) -> Q:
        line = self.vocabulary.narrower(slug) | self.vocabulary.broader(slug)
        axis = {term.slug for term in self.vocabulary.of("victim") if term.group == self.vocabulary.by_slug[slug].group}
        leaves_out = _has(axis, Relation.ONLY) & ~_has(line, Relation.ONLY)
        return _has({slug} | self.vocabulary.broader(slug), Relation.EXCLUDES) | leaves_out

    def counts(self, records):
        anyone = set(records.filter(serves_any_victim=True).values_list("pk", flat=True))
        return count_terms(self.vocabulary, "victim", records, anyone)


class LanguageFacet(Facet):
    """Languages answered in. Most records do not say: those are worth asking."""

    def known(self, values):
        return Q(Exists(Resource.languages.through.objects.filter(
            resource_id=OuterRef("pk"), language__bcp47__in=values)))  # fmt: skip

    def possible(self, values):
        return self.known(values) | ~Q(Exists(Resource.languages.through.objects.filter(resource_id=OuterRef("pk"))))

    def counts(self, records):
        rows = Resource.languages.through.objects.filter(resource__in=records)
        return Counter(rows.values_list("language__bcp47", flat=True))


class OpenFacet(Facet):
    """Answers 24 hours, 7 days."""

    def known(self, values):
        return Q(always_open=True)

    def possible(self, values):
        return Q(always_open=True) | Q(always_open__isnull=True)

    def counts(self, records):
        return Counter({"24-7": records.filter(always_open=True).count()})


class FreshnessFacet(Facet):
    """How long ago somebody verified it."""

    today: date

    def known(self, values):
        half, year = self.today - HALF_A_YEAR, self.today - YEAR
        conditions = {
            Freshness.CURRENT: Q(verified_on__gte=half),
            Freshness.AGEING: Q(verified_on__lt=half, verified_on__gte=year),
            Freshness.STALE: Q(verified_on__lt=year),
            Freshness.UNVERIFIED: Q(verified_on__isnull=True),
        }
        return any_of(conditions[value] for value in values)

    def counts(self, records):
        return Counter(freshness(day, self.today) for day in records.values_list("verified_on", flat=True))


class ForumFacet(Facet):
    """Named by a practitioner in a forum session."""

    def known(self, values):
        return Q(pk__in=Resource.objects.named_in_a_forum().values("pk"))

    def counts(self, records):
        return Counter({"forum": records.filter(self.known([])).count()})


class WithoutFacet(Facet):
    """Leaves out a kind, need or victim type; "law-enforcement" is whatever contact may start an investigation."""

    def known(self, values):
        return ~any_of(self._left_out(slug) for slug in values)

    def _left_out(self, slug: str) -> Q:
        if slug == Kind.LAW_ENFORCEMENT:
            return Q(contact_may_report=MayReport.YES)
        if slug in Kind.values:
            return Q(kind=slug)
        return _has(self.vocabulary.narrower(slug), Relation.SERVES, Relation.ONLY)

    def counts(self, records):
        return Counter()


def count_terms(vocabulary: Vocabulary, facet: str, records: QuerySet, anyone: set[int]) -> Counter:
    """How many records are known to fit each term, a broader term counting its narrower ones."""
    slugs: dict[int, set[str]] = defaultdict(set)
    barred: dict[int, set[str]] = defaultdict(set)
    rows = ResourceTerm.objects.filter(resource__in=records, term__facet=facet)
    only: dict[int, set[str]] = defaultdict(set)
    for pk, slug, relation in rows.values_list("resource_id", "term__slug", "relation"):
        if relation == Relation.EXCLUDES:
            barred[pk] |= vocabulary.narrower(slug)
        else:
            slugs[pk] |= {slug} | vocabulary.broader(slug)
        if relation == Relation.ONLY:
            only[pk].add(slug)
    every = {term.slug for term in vocabulary.of(facet)}
    counts: Counter = Counter()
    for pk in slugs.keys() | anyone:
        fits = every if pk in anyone else slugs[pk]
        counts.update(fits - barred[pk] - _left_out(vocabulary, only[pk]))
    return counts


def _left_out(vocabulary: Vocabulary, only: set[str]) -> set[str]:
    """Terms on the axes of these `only` terms that stand neither above nor below one of them."""
    axes = {vocabulary.by_slug[slug].group for slug in only}
    line = set().union(*(vocabulary.narrower(slug) | vocabulary.broader(slug) for slug in only))
    return {t.slug for t in vocabulary.of("victim") if t.group in axes} - line if only else set()
