"""The page of the form: who changed what meanwhile is told, and what was typed stays."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from referrals import curation, terms
from referrals.curation import record
from referrals.curation.changes import whole
from referrals.curation.record import Record
from referrals.desk.access import curators_only
from referrals.desk.deciding import COOKIE, PATH, Decided
from referrals.desk.posted import number
from referrals.desk.telling import Line, Words, action, beside
from referrals.models import Change, Resource
from referrals.views import once
from referrals.vocabulary import Curation

from .forms import RecordForm

WHY = 200


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """A record as a form; `field` (repeatable): only these. `verify=1`: then back to what is due."""
    one = get_object_or_404(whole(), slug=slug)
    kept, (_moment, vocabulary) = record.of(one), terms.now()
    every = record.blank()
    only = [name for name in request.GET.getlist("field") if name in every] or list(every)
    form = RecordForm(kept, only, vocabulary, get_language() or "", request.POST or None)
    if request.method != "POST":
        return _page(request, one, form)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    return _saved(request, one, form, kept)


def _saved(request: HttpRequest, one: Resource, form: RecordForm, kept: Record) -> HttpResponse:
    back = _back(request, one)
    wanted = record.normal(kept | form.values)
    seen, why = number(request, "seen"), request.POST.get("why", "")[:WHY].strip()
    if wanted == kept and seen == one.revision:
        messages.info(request, _("Nothing was changed."))
        return redirect(back)
    try:
        curation.edit(one, by=request.user.get_username(), values=form.values, why=why, seen=seen or 0)
    except curation.ChangedMeanwhile as met:
        return _page(request, one, form, meanwhile=met.change, status=409)
    except curation.NotPublishable as refusal:
        return _page(request, one, form, problems=refusal.problems, status=422)
    response = redirect(back)
    decided = Decided(_("Changed: %(name)s.") % {"name": one}, (one.changes.all()[0].pk,))
    once.say(response, COOKIE, asdict(decided), PATH)
    return response


def _back(request: HttpRequest, one: Resource) -> str:
    """To the page that led here."""
    if "verify" in request.GET:
        return resolve_url("desk:verify")
    page = "desk:suggestion" if one.curation == Curation.SUGGESTED else "desk:record"
    return resolve_url(page, one.slug)


def _page(
    request: HttpRequest, one: Resource, form: RecordForm, *, meanwhile: Change | None = None,
    problems: list[str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "resource": one,
        "form": form,
        "headed": list(form.parts()),
        "problems": problems or [],
        "meanwhile": meanwhile,
        "did": action(meanwhile) if meanwhile else "",
        "differing": _differing(form) if meanwhile else [],
        "back": _back(request, one),
        "longest_why": WHY,
    }
    return render(request, "desk/edit.html", context, status=status)


def _differing(form: RecordForm) -> list[Line]:
    """What the record says now, beside what was typed."""
    typed = record.normal(form.kept | form.values)
    words = Words.now(get_language() or "")
    now, wanted = ({name: values[name] for name in form.only} for values in (form.kept, typed))
    return [line for line in beside(words, now, wanted) if line.differs]
