"""Facets that read the terms of the vocabulary a record carries."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from referrals.contact import Contact, ReleasedTerm
from referrals.models import Resource, ResourceTerm
from referrals.terms import Vocabulary
from referrals.vocabulary import Kind, MayReport, Relation

from .base import NOTHING, Facet, all_of, any_of
from .marks import Marks


def _has(slugs: Iterable[str], *relations: str) -> Q:
    rows = ResourceTerm.objects.filter(resource=OuterRef("pk"), term__slug__in=list(slugs), relation__in=relations)
    return Q(Exists(rows))


class NeedFacet(Facet):
    """What is offered. A broader offer is worth asking, unless it leaves this out; silence on needs is no match."""

    def known(self, values: list[str]) -> Q:
        wanted = set().union(*(self.vocabulary.narrower(slug) for slug in values))
        return _has(wanted, Relation.SERVES, Relation.ONLY)

    def possible(self, values: list[str]) -> Q:
        return self.known(values) | any_of(self._broadly(slug) for slug in values)

    def _broadly(self, slug: str) -> Q:
        broader = self.vocabulary.broader(slug)
        return _has(broader, Relation.SERVES) & ~_has({slug, *broader}, Relation.EXCLUDES) if broader else NOTHING

    def counts(self, records: QuerySet[Resource]) -> Counter[str]:
        return count_terms(self.vocabulary, "need", records, set())

    def basis(self, contact: Contact) -> Hashable:
        return relations(contact.needs)

    def marks(self, contact: Contact) -> Marks:
        offered = served(self.vocabulary, contact.needs)
        known = with_broader(self.vocabulary, offered)
        serves = {term.slug for term in contact.needs if term.relation == Relation.SERVES} & offered
        excluded = [term.slug for term in contact.needs if term.relation == Relation.EXCLUDES]
        below, out = (set().union(*map(self.vocabulary.narrower, slugs)) for slugs in (serves, excluded))
        return Marks.of(known, below - known - out)

    def heading(self, value: str) -> str:
        return self.vocabulary.by_slug[value].group


class VictimFacet(Facet):
    """Whom it serves, on four axes: within an axis any of the chosen, between axes all of them.

    Listing some never excludes others: a *no* is only said by `excludes`, or by an `only` that leaves it out.
    """

    by_name = True

    def axes(self, values: list[str]) -> dict[str, list[str]]:
        axes = defaultdict(list)
        for slug in values:
            axes[self.vocabulary.by_slug[slug].group].append(slug)
        return axes

    def known(self, values: list[str]) -> Q:
        return self._on_all_axes(values, lambda slug: (self._named(slug) | Q(serves_any_victim=True)) & ~self._no(slug))

    def possible(self, values: list[str]) -> Q:
        return self._on_all_axes(values, lambda slug: ~self._no(slug))

    def exact(self, values: list[str]) -> Q:
        return self._on_all_axes(values, lambda slug: self._named(slug) & ~self._no(slug))

    def _on_all_axes(self, values: list[str], condition: Callable[[str], Q]) -> Q:
        return all_of(any_of(condition(slug) for slug in chosen) for chosen in self.axes(values).values())

    def _named(self, slug: str) -> Q:
        return _has(self.vocabulary.narrower(slug), Relation.SERVES, Relation.ONLY)

    def _no(self, slug: str) -> Q:
        line = self.vocabulary.narrower(slug) | self.vocabulary.broader(slug)
        axis = {term.slug for term in self.vocabulary.of("victim") if term.group == self.vocabulary.by_slug[slug].group}
        leaves_out = _has(axis, Relation.ONLY) & ~_has(line, Relation.ONLY)
        return _has({slug} | self.vocabulary.broader(slug), Relation.EXCLUDES) | leaves_out

    def counts(self, records: QuerySet[Resource]) -> Counter[str]:
        anyone = set(records.filter(serves_any_victim=True).values_list("pk", flat=True))
        return count_terms(self.vocabulary, "victim", records, anyone)

    def basis(self, contact: Contact) -> Hashable:
        return (contact.serves_any_victim, relations(contact.victim_types))

    def marks(self, contact: Contact) -> Marks:
        possible = self.vocabulary.slugs["victim"] - self._barred(contact)
        named = with_broader(self.vocabulary, served(self.vocabulary, contact.victim_types)) & possible
        known = possible if contact.serves_any_victim else named
        return Marks(frozenset(known), frozenset(possible - known), frozenset(named))

    def _barred(self, contact: Contact) -> set[str]:
        excluded = [term.slug for term in contact.victim_types if term.relation == Relation.EXCLUDES]
        only = {term.slug for term in contact.victim_types if term.relation == Relation.ONLY}
        return set().union(*map(self.vocabulary.narrower, excluded)) | _left_out(self.vocabulary, only)

    def wanted(self, values: list[str]) -> list[list[str]]:
        return list(self.axes(values).values())

    def heading(self, value: str) -> str:
        return self.vocabulary.by_slug[value].group


class WithoutFacet(Facet):
    """Leaves out a kind, need or victim type; "law-enforcement" is whatever contact may start an investigation."""

    leaves_out = True

    def known(self, values: list[str]) -> Q:
        return ~any_of(self._left_out(slug) for slug in values)

    def _left_out(self, slug: str) -> Q:
        if slug == Kind.LAW_ENFORCEMENT:
            return Q(contact_may_report=MayReport.YES)
        if slug in Kind.values:
            return Q(kind=slug)
        return _has(self.vocabulary.narrower(slug), Relation.SERVES, Relation.ONLY)

    def counts(self, records: QuerySet[Resource]) -> Counter[str]:
        return Counter()

    def basis(self, contact: Contact) -> Hashable:
        return (contact.kind, contact.contact_may_report, relations(contact.terms))

    def marks(self, contact: Contact) -> Marks:
        kind = {contact.kind} - {Kind.LAW_ENFORCEMENT}
        reports = {Kind.LAW_ENFORCEMENT.value} if contact.contact_may_report == MayReport.YES else set()
        return Marks.of(with_broader(self.vocabulary, served(self.vocabulary, contact.terms)) | kind | reports)


def relations(terms: Iterable[ReleasedTerm]) -> tuple[str, ...]:
    """What a contact says of its terms, as one plain value."""
    return tuple(f"{term.relation} {term.slug}" for term in terms)


def served(vocabulary: Vocabulary, terms: Iterable[ReleasedTerm]) -> set[str]:
    """The current terms among these that a contact serves."""
    return {term.slug for term in terms if term.relation != Relation.EXCLUDES} & vocabulary.by_slug.keys()


def with_broader(vocabulary: Vocabulary, slugs: Iterable[str]) -> set[str]:
    """These terms and every term above one of them."""
    return set(slugs).union(*map(vocabulary.broader, slugs))


def count_terms(vocabulary: Vocabulary, facet: str, records: QuerySet[Resource], anyone: set[int]) -> Counter[str]:
    """How many records are known to fit each term, a broader term counting its narrower ones.

    Of needs a broader "excludes" takes nothing away: who has a narrower one has it.
    """
    slugs: dict[int, set[str]] = defaultdict(set)
    barred: dict[int, set[str]] = defaultdict(set)
    rows = ResourceTerm.objects.filter(resource__in=records, term__facet=facet)
    only: dict[int, set[str]] = defaultdict(set)
    for pk, slug, relation in rows.values_list("resource_id", "term__slug", "relation"):
        if relation == Relation.EXCLUDES:
            barred[pk] |= vocabulary.narrower(slug) if facet == "victim" else set()
        else:
            slugs[pk] |= {slug} | vocabulary.broader(slug)
        if relation == Relation.ONLY:
            only[pk].add(slug)
    every = {term.slug for term in vocabulary.of(facet)}
    counts: Counter[str] = Counter()
    for pk in slugs.keys() | anyone:
        fits = every if pk in anyone else slugs[pk]
        counts.update(fits - barred[pk] - _left_out(vocabulary, only[pk]))
    return counts


def _left_out(vocabulary: Vocabulary, only: set[str]) -> set[str]:
    """Terms on the axes of these `only` terms that stand neither above nor below one of them."""
    axes = {vocabulary.by_slug[slug].group for slug in only & vocabulary.by_slug.keys()}
    line = set().union(*(vocabulary.narrower(slug) | vocabulary.broader(slug) for slug in only))
    return {t.slug for t in vocabulary.of("victim") if t.group in axes} - line if only else set()
