"""In which order: coverage before relevance, known before to ask."""

from django.db.models import BooleanField, Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from referrals.facets import any_of
from referrals.filters import ResourceFilter
from referrals.models import Email, Evidence, Link, Phone, ResourceState
from referrals.search.address import Address
from referrals.vocabulary import FOR_PROVIDERS, Coverage

# Bands, in order. Without a chosen state nobody is nearer than another: one band.
IN_STATE, FROM_ELSEWHERE, NATIONWIDE, NOT_STATED, EVERYWHERE = range(5)


# Where it serves, what was asked for, who can be reached, who was recommended, how current it is.
ORDER = (
    "-fits", "band", "-score", "place", "-by_name", "-reachable", "for_clients", "-said",
    F("verified_on").desc(nulls_last=True), "name", "pk",
)  # fmt: skip


def matching_words(records: QuerySet, words: tuple[str, ...]) -> QuerySet:
    """Records that have all the words (each at the beginning of a word), or, if none has, any of them."""
    if not words:
        return records
    conditions = [Q(search_text__contains=f" {word}") for word in words]
    all_words = records.filter(*conditions)
    return all_words if all_words.exists() else records.filter(any_of(conditions))


def ranked(filterset: ResourceFilter, address: Address, words: tuple[str, ...]) -> QuerySet:
    """The filtered set in the order it is shown, annotated `fits`, `by_name`, `band` and `score`."""
    states = list(address.chosen.get("state", ()))
    return filterset.qs.annotate(
        fits=_yes(filterset.known),
        by_name=_yes(filterset.exact),
        band=_band(states),
        place=_place(address.city, words),
        score=_score(words),
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


def _place(city: str, words: tuple[str, ...]) -> Case:
    """Within the state: the named city first, then the whole state, then other parts of it."""
    named = Q(city__iexact=city) if city else Q(pk__in=[])
    for word in words:
        named |= Q(city__iexact=word)
    return _rank(named & ~Q(city=""), ~Q(coverage=Coverage.LOCAL))


def _reachable() -> Q:
    """There is a way to reach it that is not in doubt."""
    ways = (model.objects.filter(resource=OuterRef("pk"), doubtful=False) for model in (Phone, Link, Email))
    return any_of(Q(Exists(way)) for way in ways)


def _score(words: tuple[str, ...]) -> Value:
    """A point for each word found, three more where it is in the name."""
    score = Value(0, output_field=IntegerField())
    for word in words:
        score = score + _points(Q(search_text__contains=f" {word}"), 1)
        score = score + _points(Q(search_names__contains=f" {word}"), 3)
    return score


def _points(condition: Q, points: int) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0), output_field=IntegerField())
