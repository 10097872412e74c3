"""The same search answered from the database, by filters alone: what the site falls back on without its index.

It is slower and knows no words, and is the measure of the index: a test compares the two on random filters.
"""

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

from django.db.models import BooleanField, Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from referrals.facets import StateFacet, VictimFacet, any_of, of_kind
from referrals.facets.columns import LATELY
from referrals.filters import ResourceFilter
from referrals.models import Email, Evidence, Link, Phone, Resource, ResourceState
from referrals.search.ranking import ENOUGH, PINNED
from referrals.search.wish import EVERYWHERE, FROM_ELSEWHERE, IN_STATE, NATIONWIDE, NOT_STATED, Found, Wish
from referrals.vocabulary import FOR_PROVIDERS, Coverage, Kind

if TYPE_CHECKING:  # nothing that a server has
    from django_stubs_ext import WithAnnotations

# Where it serves, what was asked for, who can be reached, who was recommended, how current it is.
ORDER = (
    "-fits", "band", "place", "-by_name", "-reachable", "for_clients", "-said",
    F("verified_on").desc(nulls_last=True), "name", "pk",
)  # fmt: skip
ANSWER_EVERYONE = Q(kind=Kind.HOTLINE, always_open=True, coverage=Coverage.NATIONAL)


class Ranked(TypedDict):
    """What a record of the ranking is annotated with, as far as anybody asks for it again."""

    fits: bool
    by_name: bool
    said: bool


class DatabaseEngine:
    """One search. Nothing is computed before it is asked for, and nothing twice."""

    def __init__(self, filterset: ResourceFilter, wish: Wish) -> None:
        self.filterset = filterset
        self.wish = wish

    @cached_property
    def matches(self) -> "QuerySet[WithAnnotations[Resource, Ranked]]":
        """Everything that fits or may fit, in order; only what fits if that is wished."""
        found = ranked(self.filterset, self.wish)
        return found if self.wish.ask else found.filter(fits=True)

    @cached_property
    def pinned(self) -> list[int]:
        """Hotlines answered around the clock that fit, wherever one calls from; where few do, also those that may."""
        if Kind.HOTLINE in self.wish.chosen.get("kind", ()):
            return []
        pool = self.matches if self.wish.chosen and self.count < ENOUGH else self.matches.filter(fits=True)
        hotlines = pool.filter(ANSWER_EVERYONE).order_by("-fits", "-by_name", "-said", "pk")
        return list(hotlines.values_list("pk", flat=True)[:PINNED])

    def known(self, pks: list[int]) -> set[int]:
        """Those of the records that are known to fit."""
        return set(self.matches.filter(pk__in=pks, fits=True).values_list("pk", flat=True))

    def hotlines(self) -> list[int]:
        """National lines that answer now and may serve this person, whatever the need; but those pinned."""
        person = self.filterset.only("victim")
        found = ranked(person, Wish()).filter(ANSWER_EVERYONE).exclude(pk__in=self.pinned)
        return list(found.order_by("-by_name", "-fits", "-said", "pk").values_list("pk", flat=True)[:PINNED])

    def window(self, start: int, stop: int | None) -> list[Found]:
        """Results `start` to `stop` of the ranking; the pinned stand apart from it."""
        rows = self.matches.exclude(pk__in=self.pinned).values_list("pk", "fits")[start:stop]
        return [Found(pk, fits) for pk, fits in rows]

    @cached_property
    def count(self) -> int:
        """How many are known to fit, the pinned ones among them."""
        return self.matches.filter(fits=True).count()

    @cached_property
    def ask_count(self) -> int:
        return self.filterset.qs.count() - self.count

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """{facet: {value: how many would fit if it were chosen}}, given all the other choices."""
        counted = [name for name in self.filterset.facets if name not in {"without", "victim"}]
        counts = {name: self.filterset.facets[name].counts(self.filterset.known_without(name)) for name in counted}
        return {name: dict(count) for name, count in counts.items()} | {"victim": self._victim_counts()}

    @property
    def own(self) -> Counter[str]:
        """How many serve each state and say so."""
        return of_kind(self.filterset.facets, StateFacet).own(self.filterset.known_without("state"))

    @property
    def verified(self) -> Counter[str]:
        """How many of those were verified within a year."""
        facets, records = self.filterset.facets, self.filterset.known_without("state")
        return of_kind(facets, StateFacet).own(facets["freshness"].filter(records, [*LATELY]))

    def _victim_counts(self) -> dict[str, int]:
        """Axis by axis: a choice on another axis narrows, one on the same axis adds."""
        facet = of_kind(self.filterset.facets, VictimFacet)
        counts: dict[str, int] = {}
        chosen = facet.axes(self.wish.values("victim"))
        for axis in {term.group for term in facet.vocabulary.of("victim")}:
            others = [slug for group, slugs in chosen.items() if group != axis for slug in slugs]
            found = facet.counts(self.filterset.known_without("victim", instead=others))
            counts |= {t.slug: found[t.slug] for t in facet.vocabulary.of("victim") if t.group == axis}
        return counts

    def without(self, *facets: str) -> int:
        """How many would be known to fit if these facets were left open."""
        return self.filterset.known_without(*facets).count()


def ranked(filterset: ResourceFilter, wish: Wish) -> "QuerySet[WithAnnotations[Resource, Ranked]]":
    """The filtered set in the order it is shown, annotated `fits`, `by_name` and `band`."""
    records: QuerySet[Resource] = filterset.qs
    return records.annotate(
        fits=_yes(filterset.known),
        by_name=_yes(filterset.exact),
        band=_band(wish.states),
        place=_rank(Q(city__iexact=wish.city) & ~Q(city=""), ~Q(coverage=Coverage.LOCAL)),
        reachable=_yes(_reachable()),
        for_clients=_rank(~Q(kind__in=FOR_PROVIDERS)),
        said=Exists(Evidence.objects.filter(resource=OuterRef("pk"))),
    ).order_by(*ORDER)


def _yes(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _rank(*conditions: Q) -> Case:
    """0 where the first condition holds, 1 where the second does, ..., their number where none does."""
    cases = [When(condition, then=Value(n)) for n, condition in enumerate(conditions)]
    return Case(*cases, default=Value(len(cases)), output_field=IntegerField())


def _band(states: list[str]) -> Case | Value:
    if not states:
        return Value(EVERYWHERE, output_field=IntegerField())
    there = Exists(ResourceState.objects.filter(resource=OuterRef("pk"), state__in=states))
    seated = Q(base_state__in=states) | Q(base_state="")
    return Case(
        When(coverage=Coverage.NATIONAL, then=Value(NATIONWIDE)),
        When(coverage=Coverage.NOT_STATED, then=Value(NOT_STATED)),
        When(seated & Q(there), then=Value(IN_STATE)),
        default=Value(FROM_ELSEWHERE),
        output_field=IntegerField(),
    )


def _reachable() -> Q:
    """There is a way to reach it that is not in doubt."""
    ways = (model.objects.filter(resource=OuterRef("pk"), doubtful=False) for model in (Phone, Link, Email))
    return any_of(Q(Exists(way)) for way in ways)
