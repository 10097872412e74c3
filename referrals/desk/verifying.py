"""What is due to be verified, and one key for “contacted, nothing changed”.

How often a contact is used is not counted: that would be a record of searches. What people lean on most stands in its
place: hotlines and shelters, and whatever practitioners recommended.
"""

from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from referrals.contact import Contact
from referrals.models import Email, Link, Phone, Resource
from referrals.models.resources import HALF_A_YEAR, RELEASED_TEXT, YEAR
from referrals.views.resource import to_ask
from referrals.vocabulary import Kind, Method

from .access import curators_only
from .deciding import decide, shown

# After how long a verification is due again; every other kind: after a year.
OFTENER = (Kind.HOTLINE, Kind.SHELTER_PROGRAM)
KEYS = {Method.PHONE: "p", Method.EMAIL: "e", Method.WEBSITE: "w", Method.IN_PERSON: "i"}
ON_A_SHEET = 40  # contacts on a call sheet


def interval(kind: str) -> timedelta:
    """How long a verification of a contact of this kind holds."""
    return HALF_A_YEAR if kind in OFTENER else YEAR


def due(today: date) -> QuerySet[Resource]:
    """Published contacts that can be reached, whose verification is missing or has run out: those that people lean on
    most come first, then the never verified, then the longest ago."""
    oftener, others = today - interval(Kind.HOTLINE), today - interval(Kind.RESEARCH)
    out = Q(verified_on__isnull=True) | Q(verified_on__lt=others) | Q(verified_on__lt=oftener, kind__in=OFTENER)
    leaned_on = Case(When(kind__in=OFTENER, then=Value(0)), default=Value(1))
    reached = (Exists(model.objects.filter(resource=OuterRef("pk"), doubtful=False)) for model in (Phone, Link, Email))
    found = Resource.objects.released().filter(out, reduce(or_, reached)).annotate(named=Count("evidence"))
    return found.order_by(leaned_on, "-named", F("verified_on").asc(nulls_first=True), "name", "pk")


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The first that is due, or the one after `after`; under it the call sheet, which is what is printed."""
    if request.method == "POST":
        one = get_object_or_404(Resource.objects.published(), slug=request.POST.get("slug", ""))
        return decide(request, [one], back=request.get_full_path())
    today = timezone.localdate()
    rows = due(today).annotate(text=RELEASED_TEXT).defer("released")
    sheet = [(row, Contact.read(row.text, today)) for row in _from(rows, request.GET.get("after", ""))[:ON_A_SHEET]]
    context = {
        "count": due(today).count(),
        "first": sheet[0] if sheet else None,
        "to_ask": list(to_ask(sheet[0][1])) if sheet else [],
        "sheet": sheet,
        "methods": [(value, label, KEYS[Method(value)]) for value, label in Method.choices],
        "today": today,
    }
    return shown(request, "desk/verify.html", context)


def _from(rows: QuerySet[Resource], after: str) -> QuerySet[Resource]:
    """From behind that record on; from the beginning if it is not due."""
    slugs = list(rows.values_list("slug", flat=True)) if after else []
    return rows[slugs.index(after) + 1 :] if after in slugs else rows
