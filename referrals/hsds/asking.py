"""What a consumer of the API asks: its parameters, and the records that they mean. All of them hold together (AND)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Self

from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime

from referrals.gazetteer import gazetteer
from referrals.models import Address, Resource, ResourceTerm, Term
from referrals.models.resources import ResourceQuerySet
from referrals.search import Search
from referrals.search.reading.places import ZIP_DIGITS
from referrals.terms import Vocabulary
from referrals.vocabulary import Cost, Coverage, Relation, Visibility

from . import ids
from .ids import Wrong
from .objects import TAXONOMIES

PER_PAGE, MOST_PER_PAGE = 50, 500
TRUE, FALSE = frozenset({"true", "1", "yes"}), frozenset({"false", "0", "no", ""})


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of one request, checked."""

    params: QueryDict
    page: int = 1
    per_page: int = PER_PAGE
    ndjson: bool = False

    @classmethod
    def of(cls, params: QueryDict, known: frozenset[str]) -> Self:
        """Raises Wrong if one is unknown or malformed."""
        for name in params:
            if name not in known:
                raise Wrong(f"There is no parameter {name[:40]!r} here. There are: {', '.join(sorted(known))}.")
        format_ = params.get("format", "json")
        if format_ not in {"json", "ndjson"}:
            raise Wrong("format may be json or ndjson.")
        page, per_page = _number(params, "page", 1, 10**9), _number(params, "per_page", PER_PAGE, MOST_PER_PAGE)
        return cls(params, page, per_page, format_ == "ndjson")

    def flag(self, name: str) -> bool:
        value = self.params.get(name, "").lower()
        if value not in TRUE | FALSE:
            raise Wrong(f"{name} may be true or false.")
        return value in TRUE


def _number(params: QueryDict, name: str, otherwise: int, most: int) -> int:
    value = params.get(name, "")
    if not value:
        return otherwise
    if not value.isdecimal() or len(value) > 10 or not 1 <= int(value) <= most:
        raise Wrong(f"{name} may be a whole number from 1 to {most}.")
    return int(value)


def services(params: QueryDict, vocabulary: Vocabulary, today: date) -> ResourceQuerySet:
    """The released records that all parameters mean."""
    found = Resource.objects.released()
    for value in params.getlist("taxonomy_term_id"):
        found = _with_term(found, value, vocabulary)
    for value in params.getlist("taxonomy_id"):
        found = _with_taxonomy(found, value)
    if value := params.get("organization_id", ""):
        found = found.filter(organization__uuid=ids.read(value, "organization_id"))
    if value := params.get("modified_after", ""):
        found = found.filter(last_modified__gte=_moment(value))
    if value := params.get("postcode", ""):
        found = _near(found, value)
    if (value := params.get("search", "")).strip():
        found = found.filter(pk__in=_searched(value, today))
    return found


def at_a_place(found: ResourceQuerySet) -> ResourceQuerySet:
    """Those that may have a public place; the gate decides about each."""
    return found.filter(Exists(Address.objects.filter(resource=OuterRef("pk"), visibility=Visibility.PUBLIC)))


def _with_term(found: ResourceQuerySet, value: str, vocabulary: Vocabulary) -> ResourceQuerySet:
    one = terms_by_id(vocabulary).get(str(ids.read(value, "taxonomy_term_id")))
    if one is None:
        return found.none()
    column = {"kind": "kind", "cost": "cost"}.get(one.facet)
    return found.filter(**{column: one.slug}) if column else found.filter(_carries(term__slug=one.slug))


def _with_taxonomy(found: ResourceQuerySet, value: str) -> ResourceQuerySet:
    wanted = str(ids.read(value, "taxonomy_id"))
    facet = next((facet for facet in TAXONOMIES if ids.taxonomy(facet) == wanted), "")
    ways: dict[str, Callable[[], ResourceQuerySet]] = {
        "": found.none,
        "kind": lambda: found,
        "cost": lambda: found.exclude(cost=Cost.UNKNOWN),
    }
    return ways.get(facet, lambda: found.filter(_carries(term__facet=facet)))()


def _carries(**term: str) -> Exists:
    relations = ResourceTerm.objects.filter(resource=OuterRef("pk"), **term)
    return Exists(relations.exclude(relation=Relation.EXCLUDES))


def _moment(value: str) -> datetime:
    """Of a day its beginning; a moment without a zone is one in UTC."""
    try:
        moment, day = parse_datetime(value.replace(" ", "+")), parse_date(value)
    except ValueError:
        moment = day = None
    if moment is None and day is not None:
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if moment is None:
        raise Wrong("modified_after may be a day or a moment, such as 2026-01-21 or 2026-01-21T12:00:00Z.")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _near(found: ResourceQuerySet, value: str) -> ResourceQuerySet:
    """Who serves the state of a ZIP code: how far somebody is from a place is never computed here."""
    state = gazetteer().zip_code(value)[0] if value.isdecimal() and len(value) == ZIP_DIGITS else ""
    if not state:
        raise Wrong("postcode may be a ZIP code of five digits that is in use.")
    there = found.filter(states__state=state) | found.filter(coverage=Coverage.NATIONAL)
    return found.filter(pk__in=there.values("pk"))


def _searched(words: str, today: date) -> list[int]:
    """The records that the words mean, as on the site's own page: what they say is read, misspellings too."""
    params = QueryDict(mutable=True)
    params["q"] = words
    search = Search(params, today=today, typed=True)
    return [*search.pinned_ids, *(one.pk for one in search.window(0, None) if one.fits)]


@lru_cache(maxsize=2)
def terms_by_id(vocabulary: Vocabulary) -> dict[str, Term]:
    """{id: term} of the whole vocabulary."""
    return {ids.term(one.slug): one for one in vocabulary.terms}
