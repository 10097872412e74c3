"""The review queue: suggestions, from wherever they came, until somebody decides."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from referrals.curation import nearby, record
from referrals.curation.changes import whole
from referrals.models import Resource, SourceRecord
from referrals.vocabulary import Curation, Rejection

from .access import curators_only
from .deciding import decide, shown
from .telling import Words, beside

# What two records of one body most often differ in, and a merge may take over.
TAKEN = (
    "description", "phones", "links", "emails", "hours", "terms", "languages", "states", "coverage", "area", "cost",
    "eligibility",
)  # fmt: skip
KEYS = {reason: str(number) for number, reason in enumerate(Rejection.values, start=1)}


def waiting(source: str = "") -> QuerySet[Resource]:
    """Suggestions, the oldest first; those of one source if it is named."""
    found = Resource.objects.awaiting_review().order_by("created", "pk")
    return found.filter(source_records__source=source).distinct() if source else found


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """What waits; several can be decided at once."""
    source = request.GET.get("source", "").replace("\x00", "")
    if request.method == "POST":
        chosen = waiting(source).filter(slug__in=request.POST.getlist("chosen"))
        return decide(request, list(chosen), back=request.get_full_path())
    sources = SourceRecord.objects.filter(resource__in=waiting()).values_list("source", flat=True)
    rows = waiting(source).select_related("may_be").prefetch_related("states", "evidence")
    context = {
        "waiting": rows,
        "source": source,
        "sources": sorted(set(sources)),
        "reasons": Rejection.choices,
    }
    return shown(request, "desk/review.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def suggestion(request: HttpRequest, slug: str) -> HttpResponse:
    """One suggestion: what was said of it, what it may be, and the decision."""
    one = get_object_or_404(Resource.objects.select_related("may_be"), slug=slug)
    source = request.GET.get("source", "").replace("\x00", "")
    if request.method == "POST":
        return decide(request, [one], back=request.get_full_path(), onward=_after(one, source))
    if one.curation != Curation.SUGGESTED:  # somebody decided
        return redirect("desk:record", slug)
    context = _compared(one, request.GET.get("with", ""))
    context |= {"source": source, "following": _after(one, source)}
    return shown(request, "desk/suggestion.html", context)


def _after(one: Resource, source: str) -> str:
    """Where to go once it is decided: the next of that source that waits, from the beginning again after the last."""
    slugs = list(waiting(source).values_list("slug", flat=True))
    place = slugs.index(one.slug) + 1 if one.slug in slugs else 0
    others = [slug for slug in slugs[place:] + slugs[:place] if slug != one.slug]
    query = f"?{urlencode({'source': source})}" if source else ""
    return (reverse("desk:suggestion", args=others[:1]) if others else reverse("desk:review")) + query


def _compared(one: Resource, wished: str) -> dict[str, Any]:
    sources = list(one.source_records.all())
    alike = nearby.alike(sources[0].values if sources else record.of(one), itself=one.pk, taken_for=one.may_be_id)
    near = next((near for near in alike if near.slug == wished), next(iter(alike), None))
    rows = {row.pk: row for row in whole().filter(pk__in=[one.pk, near.pk] if near else [one.pk])}
    values = record.of(rows[one.pk])
    other = record.of(rows[near.pk]) if near else {}
    words = Words.now(get_language() or "")
    return {
        "suggestion": rows[one.pk],
        "lines": list(beside(words, values, other)),
        "near": near,
        "into": near and rows[near.pk],
        "alike": [another for another in alike if another is not near],
        "taken": TAKEN,
        "sources": sources,
        "reasons": [(value, label, KEYS[value]) for value, label in Rejection.choices],
    }
