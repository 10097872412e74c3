"""Suggest a contact: a form for everybody, no account, nothing asked about whoever fills it in."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from referrals import receipts, release, reports
from referrals.contact import Contact
from referrals.curation.nearby import alike
from referrals.curation.record import Record
from referrals.limits import Limit
from referrals.models import Resource
from referrals.receipts import Ticket
from referrals.views.limited import limited
from referrals.views.suggestion_form import SuggestionForm

QUICKEST = 3  # seconds in which nobody fills the form in
SENDING = Limit("suggest", 20)
MOST_ALIKE = 8
TRAP = "leave_empty"  # a field that people are told to leave empty; programs fill in everything


@limited(SENDING)
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """The form; then, if a listed contact looks like it, the question whether it is that one; then the receipt."""
    now = timezone.now()
    if request.method != "POST":
        return _page(request, SuggestionForm(), receipts.ticket(now))
    form, ticket = SuggestionForm(request.POST), receipts.read(request.POST.get("ticket", ""), now)
    again = request.POST["ticket"] if ticket else receipts.ticket(now)
    wrong = _wrong(request, ticket)
    if wrong or ticket is None:
        return _page(request, form, again, wrong=wrong, status=400)
    if not form.is_valid():
        return _page(request, form, again, status=400)
    near = [] if "none" in request.POST else list(listed_like(form.record()))
    return _page(request, form, again, near=near) if near else _sent(request, form, ticket, now)


def listed_like(values: Record) -> Iterator[Contact]:
    """Contacts that look like this one, the likest first. What waits for review is nobody's business here."""
    found = [one.pk for one in alike(values, limit=MOST_ALIKE) if one.published]
    contacts = release.kept(Resource.objects.filter(pk__in=found), timezone.localdate())
    return (contacts[pk] for pk in found if pk in contacts)


def _sent(request: HttpRequest, form: SuggestionForm, ticket: Ticket, now: datetime) -> HttpResponse:
    values, words = form.record(), form.cleaned_data["words"]
    code = ticket.code(json.dumps(values, sort_keys=True), words)
    reports.suggest(values, code=code, words=words, now=now)
    return render(request, "referrals/reported.html", {"code": receipts.readable(code)})


def _wrong(request: HttpRequest, ticket: Ticket | None) -> str:
    """Why the form as a whole is not taken, in a sentence. It comes back filled in, and can be sent again."""
    if ticket is None:
        return _("The form was open for too long. What you typed is still here: send it again.")
    if request.POST.get(TRAP):
        return _("One field has to stay empty, the one that says so. Empty it and send the form again.")
    if ticket.seconds < QUICKEST:
        return _("That was quicker than a hand. What you typed is still here: send it again.")
    return ""


def _page(
    request: HttpRequest, form: SuggestionForm, ticket: str, *, near: list[Contact] | None = None, wrong: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "ticket": ticket, "near": near or [], "wrong": wrong, "trap": TRAP}
    return render(request, "referrals/suggest.html", context, status=status)
