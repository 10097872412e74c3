"""What is due to be verified: a key for “nothing changed”, one for “could not reach”, a sheet to call from."""

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from referrals.contact import Contact
from referrals.models import Resource
from referrals.models.resources import RELEASED_TEXT
from referrals.views.resource import to_ask
from referrals.vocabulary import Attempt, Method

from .access import curators_only
from .deciding import decide, shown
from .telling import FIELDS

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

KEYS = {Method.PHONE: "p", Method.EMAIL: "e", Method.WEBSITE: "w", Method.IN_PERSON: "i"}
TRIED_KEYS = {outcome: str(number) for number, outcome in enumerate(Attempt.values, start=1)}
ON_A_SHEET = 40  # contacts on a call sheet
QUICK = ("phones", "links", "emails", "hours", "name")  # what is put right while somebody is on the phone
OFTEN_TRIED = 3  # from here on the page asks whether the contact is right at all


class Released(TypedDict):
    """What is read with a record."""

    text: str


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The first that is due, or the one after `after`; under it the call sheet, which is what is printed."""
    if request.method == "POST":
        one = get_object_or_404(Resource.objects.published(), slug=request.POST.get("slug", ""))
        return decide(request, [one], back=request.get_full_path())
    today = timezone.localdate()
    rows = Resource.objects.due(today)
    behind = _behind(rows, request.GET.get("after", "").replace("\x00", ""))
    sheet = [(row, Contact.read(row.text, today)) for row in _whole(behind)[:ON_A_SHEET]]
    context = {
        "count": rows.order_by().count(),
        "first": sheet[0] if sheet else None,
        "to_ask": list(to_ask(sheet[0][1])) if sheet else [],
        "sheet": sheet,
        "methods": [(value, label, KEYS[Method(value)]) for value, label in Method.choices],
        "attempts": [(value, label, TRIED_KEYS[value]) for value, label in Attempt.choices],
        "often_tried": OFTEN_TRIED,
        "quick": [(name, FIELDS[name]) for name in QUICK],
        "today": today,
    }
    return shown(request, "desk/verify.html", context)


def _whole(rows: QuerySet[Resource]) -> "QuerySet[WithAnnotations[Resource, Released]]":
    return rows.annotate(text=RELEASED_TEXT).defer("released")


def _behind(rows: QuerySet[Resource], slug: str) -> QuerySet[Resource]:
    """From behind that record on, in the order of `due`; from the beginning if it is not due."""
    one = rows.filter(slug=slug).first() if slug else None
    if one is None:
        return rows
    last = Q(due_on=one.due_on, name__gt=one.name) | Q(due_on=one.due_on, name=one.name, pk__gt=one.pk)
    return rows.filter(Q(leaned_on__lt=one.leaned_on) | Q(Q(due_on__gt=one.due_on) | last, leaned_on=one.leaned_on))
