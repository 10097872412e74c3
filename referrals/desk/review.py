"""The review queue: suggestions, from wherever they came, until somebody decides."""

from typing import TYPE_CHECKING, Any, TypedDict
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from referrals.curation import nearby, record
from referrals.curation.changes import whole
from referrals.models import Pasted, Resource, SourceRecord
from referrals.vocabulary import Curation, Rejection

from .access import curators_only
from .deciding import decide, shown
from .telling import Words, beside

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class FromText(TypedDict):
        """The text a source record comes from, while it is there."""

        pasted: int | None

    type Source = WithAnnotations[SourceRecord, FromText]

# What two records of one body most often differ in, and a merge may take over.
TAKEN = (
    "description", "phones", "links", "emails", "hours", "terms", "languages", "states", "coverage", "area", "cost",
    "eligibility",
)  # fmt: skip
AT_ONCE = 50  # suggestions on a page of the queue, which is as many as are decided, and taken back, in one step
KEYS = {reason: str(number) for number, reason in enumerate(Rejection.values, start=1)}


def waiting(source: str = "") -> QuerySet[Resource]:
    """Suggestions, the oldest first; those of one source if it is named."""
    found = Resource.objects.awaiting_review().order_by("created", "pk")
    return found.filter(source_records__source=source).distinct() if source else found


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """What waits; several can be decided at once. `after`: on to the one behind that."""
    source = request.GET.get("source", "").replace("\x00", "")
    if after := request.GET.get("after", "").replace("\x00", ""):
        return redirect(_next(after, source))
    if request.method == "POST":
        chosen = waiting(source).filter(slug__in=request.POST.getlist("chosen"))
        return decide(request, list(chosen), back=request.get_full_path())
    sources = SourceRecord.objects.filter(resource__in=waiting()).values_list("source", flat=True)
    rows = waiting(source).select_related("may_be").prefetch_related("states", "evidence")
    page = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "waiting": page.object_list,
        "source": source,
        "sources": sorted(set(sources)),
        "reasons": Rejection.choices,
    }
    return shown(request, "desk/review.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def suggestion(request: HttpRequest, slug: str) -> HttpResponse:
    """One suggestion: what was said of it, what it may be, and the decision."""
    one, sources = _read(slug)
    source = request.GET.get("source", "").replace("\x00", "")
    if request.method == "POST":
        return decide(request, [one], back=request.get_full_path(), onward=_onward(one, source))
    if one.curation != Curation.SUGGESTED:  # somebody decided
        return redirect("desk:record", slug)
    context = _compared(one, sources, request.GET.get("with", ""))
    context |= {"source": source, "following": _onward(one, source)}
    return shown(request, "desk/suggestion.html", context)


def _onward(one: Resource, source: str) -> str:
    """Where to go once it is decided."""
    return _address(reverse("desk:review"), after=one.slug, source=source)


def _next(slug: str, source: str) -> str:
    """The next of that source that waits, whether that one waits still or not; from the beginning after the last."""
    others = waiting(source).exclude(slug=slug)
    one = Resource.objects.filter(slug=slug).first()
    behind = Q(created__gt=one.created) | Q(created=one.created, pk__gt=one.pk) if one else Q()
    following = others.filter(behind).first() or others.first()
    path = reverse("desk:suggestion", args=[following.slug]) if following else reverse("desk:review")
    return _address(path, source=source)


def _address(path: str, **parameters: str) -> str:
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{path}?{query}" if query else path


def _read(slug: str) -> "tuple[Resource, list[Source]]":
    """A record and what each source says of it; with the text that a curator pasted, while it is there."""
    pasted = Pasted.objects.filter(source=OuterRef("source")).values("pk")[:1]
    one = get_object_or_404(Resource.objects.for_curators().select_related("may_be"), slug=slug)
    return one, list(one.source_records.annotate(pasted=Subquery(pasted)))


def _compared(one: Resource, sources: "list[Source]", wished: str) -> dict[str, Any]:
    alike = nearby.alike(sources[0].values if sources else record.of(one), itself=one.pk, taken_for=one.may_be_id)
    near = next((near for near in alike if near.slug == wished), next(iter(alike), None))
    rows = {row.pk: row for row in whole().filter(pk__in=[one.pk, near.pk] if near else [one.pk])}
    values = record.of(rows[one.pk])
    other = record.of(rows[near.pk]) if near else {}
    words = Words.of(rows.values(), get_language() or "")
    return {
        "suggestion": rows[one.pk],
        "lines": list(beside(words, values, other)),
        "near": near,
        "into": near and rows[near.pk],
        "alike": [another for another in alike if another is not near],
        "taken": TAKEN,
        "sources": sources,
        "pasted": next((kept.pasted for kept in sources if kept.pasted), None),
        "reasons": [(value, label, KEYS[value]) for value, label in Rejection.choices],
    }
