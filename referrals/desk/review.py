"""The review queue: suggestions, from wherever they came, until somebody decides."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from referrals.models import Resource

from .access import curators_only


@curators_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first."""
    waiting = Resource.objects.awaiting_review().order_by("created", "pk")
    return render(request, "desk/review.html", {"waiting": waiting})
