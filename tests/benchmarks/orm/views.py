"""A search page by the book: filter, count, paginate, and one GROUP BY for each facet."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from referrals.models import Language, Resource, ResourceState, Term
from referrals.vocabulary import Cost, Kind, State

PAGE = 25
FILTERS = {
    "state": "states__state",
    "need": "terms__slug",
    "victim": "terms__slug",
    "kind": "kind",
    "language": "languages__bcp47",
    "cost": "cost",
}
LANGUAGES = Resource.languages.through


@dataclass(frozen=True)
class Facet:
    name: str
    options: list[tuple[str, str, int]]  # value, label, how many


def find(request: HttpRequest) -> HttpResponse:
    found = matching(request)
    page = Paginator(cards(found), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "facets": facets(found), "q": request.GET.get("q", "")}
    return render(request, "orm/find.html", context)


def matching(request: HttpRequest) -> QuerySet[Resource]:
    """Each word somewhere in name or description, and every filter."""
    found = Resource.objects.filter(curation="published")
    for word in request.GET.get("q", "").split():
        found = found.filter(Q(name__icontains=word) | Q(description__icontains=word))
    for name, path in FILTERS.items():
        if value := request.GET.get(name):
            found = found.filter(**{path: value})
    return found.filter(always_open=True) if request.GET.get("open") else found


def cards(found: QuerySet[Resource]) -> QuerySet[Resource]:
    return (
        found.select_related("organization")
        .prefetch_related("phones", "links", "emails", "states", "languages", "terms")
        .order_by("name", "pk")
    )


def facets(found: QuerySet[Resource]) -> list[Facet]:
    """Counts within what was found, some 160 options of them."""
    states = grouped(ResourceState, "state", found)
    kinds = dict(found.order_by().values_list("kind").annotate(Count("pk")))
    costs = dict(found.order_by().values_list("cost").annotate(Count("pk")))
    languages = grouped(LANGUAGES, "language__bcp47", found)
    terms = dict(
        Term.objects.filter(resources__in=found.order_by()).values_list("slug").annotate(Count("resources")).order_by()
    )
    named = Term.objects.filter(facet__in=["need", "victim"])
    return [
        Facet("state", [(code, str(label), states.get(code, 0)) for code, label in State.choices]),
        *(
            Facet(name, [(t.slug, t.label, terms.get(t.slug, 0)) for t in named if t.facet == name])
            for name in ("victim", "need")
        ),
        Facet("kind", [(slug, str(label), kinds.get(slug, 0)) for slug, label in Kind.choices]),
        Facet("language", [(row.bcp47, row.name, languages.get(row.bcp47, 0)) for row in Language.objects.all()]),
        Facet("cost", [(slug, str(label), costs.get(slug, 0)) for slug, label in Cost.choices]),
        Facet("open", [("24-7", "Open 24 hours", found.filter(always_open=True).count())]),
    ]


def grouped(rows: type[Model], column: str, found: QuerySet[Resource]) -> dict[str, int]:
    hanging = rows.objects.filter(resource__in=found.order_by())
    return dict(hanging.order_by().values_list(column).annotate(Count("pk")))
