"""On a record's page: what became of the body, and a value that one of its sources says."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from referrals import curation
from referrals.curation import record, rules
from referrals.curation.changes import whole
from referrals.importing import cells
from referrals.importing.problems import Unexpected
from referrals.models import Resource, Succession
from referrals.vocabulary import Curation

from .access import curators_only
from .posted import number
from .telling import FIELDS

NAMED = (Curation.PUBLISHED, Curation.SUGGESTED)


@curators_only
@require_POST
def relate(request: HttpRequest, slug: str) -> HttpResponse:
    """Note a new name, a new operator, or a successor; or take such a note out."""
    one = get_object_or_404(Resource.objects.for_curators(), slug=slug)
    by, seen = request.user.get_username(), number(request, "seen") or 0
    try:
        if pk := number(request, "out"):
            curation.unrelate(get_object_or_404(one.successions, pk=pk), by=by, seen=seen)
        else:
            _note(request, one, by, seen)
    except curation.ChangedMeanwhile:
        messages.error(request, _("The record was changed meanwhile. Nothing was done: look again, then decide."))
    except ValueError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Noted: %(name)s.") % {"name": one})
    return redirect("desk:record", slug)


def _note(request: HttpRequest, one: Resource, by: str, seen: int) -> None:
    kind, was = request.POST.get("kind", ""), request.POST.get("was", "").strip().replace("\x00", "")[:250]
    if kind not in Succession.Kind.values:
        raise ValueError(_("Choose what became of it."))
    try:
        since = cells.day(request.POST.get("since", "").strip()) if request.POST.get("since", "").strip() else ""
    except Unexpected:
        raise ValueError(_("Write the day like 2015, 2015-01 or 2015-01-21.")) from None
    superseded = kind == Succession.Kind.SUPERSEDED
    successor = _named(was) if superseded else None
    curation.relate(one, by=by, kind=kind, was="" if superseded else was, since=since, successor=successor, seen=seen)


def _named(typed: str) -> Resource:
    """The record of that name or address. Raises ValueError if there is none, or more than one."""
    slug = typed.rstrip("/").rpartition("/")[2]
    known = Resource.objects.filter(curation__in=NAMED)
    found = list(known.filter(slug=slug)[:1]) or list(known.filter(name__iexact=typed)[:2])
    if len(found) != 1:
        raise ValueError(_("There is no one record of that name: give its address on this site."))
    return found[0]


@curators_only
@require_POST
def take_value(request: HttpRequest, slug: str) -> HttpResponse:
    """One field as one of its sources says it. A hidden place stays hidden."""
    one = get_object_or_404(whole(), slug=slug)
    kept = get_object_or_404(one.source_records, pk=number(request, "source"))
    field = request.POST.get("field", "")
    if field not in record.blank() or field not in kept.values:
        messages.error(request, _("The source says nothing of that field."))
        return redirect("desk:record", slug)
    values = rules.never_unhidden(record.of(one), {field: kept.values[field]})
    why = f"{field} as {kept.source} says it"
    try:
        curation.edit(one, by=request.user.get_username(), values=values, why=why, seen=number(request, "seen") or 0)
    except curation.ChangedMeanwhile:
        messages.error(request, _("The record was changed meanwhile. Nothing was done: look again, then decide."))
    except ValueError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken over: %(field)s.") % {"field": FIELDS[field]})
    return redirect("desk:record", slug)
