"""Pages that say what this directory is, and whether it is well."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from referrals.models import Resource
from referrals.search import Search
from referrals.views.hotlines import NATIONAL
from referrals.vocabulary import Freshness


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What is listed and why, what "verified" means, what is not kept, how to be removed."""
    marks = [{"freshness": str(freshness), "checked": freshness.label} for freshness in Freshness]
    return render(request, "referrals/about.html", {"count": Resource.objects.published().count(), "marks": marks})


@login_not_required
@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Leaving safely, and what leaving cannot do."""
    return render(request, "referrals/safety.html", {"lines": NATIONAL})


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready: the database answers and is migrated. Of the index it says how far it is: without it pages are answered
    from the database, so that a server whose index is being made need not be taken out."""
    try:
        standing = Search(QueryDict(), today=timezone.localdate()).standing
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse(f"ready, search index {standing.value}\n", content_type="text/plain")
