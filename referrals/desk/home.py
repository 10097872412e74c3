"""The first page of the desk: what waits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .access import curators_only
from .sections import of


@curators_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every part of the desk with how many things wait there."""
    waiting = [(section, section.waiting() if section.waiting else None) for section in of(request.user)]
    return render(request, "desk/home.html", {"waiting": waiting})
