"""Decisions of the desk's forms: accept, merge, reject, each with what can be taken back, each told in words."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from referrals import curation, pasting
from referrals.models import Change, Resource
from referrals.views import once
from referrals.vocabulary import Attempt, Curation, Method, Rejection

from .access import curators_only
from .posted import number, whole
from .telling import action

COOKIE = "decided"
PATH = "/curate/"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was just done, for the page after: in words, and the lines of the history that take it back."""

    told: str
    changes: tuple[int, ...]


def shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of the desk, which says once what was decided just before."""
    said = once.heard(request, COOKIE)
    decided = Decided(said["told"], tuple(said["changes"])) if said else None
    response = render(request, template, context | {"decided": decided})
    once.forget(request, response, COOKIE, PATH)
    return response


def accept(one: Resource, request: HttpRequest, seen: int | None) -> None:
    curation.publish(one, by=request.user.get_username(), seen=seen)


def merge(one: Resource, request: HttpRequest, seen: int | None) -> None:
    """Into the record that is named, or else into the one it may be."""
    named = request.POST.get("into") or (one.may_be and one.may_be.slug)
    known = Resource.objects.filter(curation__in=(Curation.PUBLISHED, Curation.SUGGESTED)).exclude(pk=one.pk)
    into = known.filter(slug=named).first() if named else None
    if into is None:
        raise ValueError(_("Choose the record to merge into."))
    take, into_seen = tuple(request.POST.getlist("take")), number(request, f"seen-{into.pk}")
    curation.merge(one, into=into, by=request.user.get_username(), take=take, seen=seen, into_seen=into_seen)


def reject(one: Resource, request: HttpRequest, seen: int | None) -> None:
    reason = request.POST.get("reject", "")
    if reason not in Rejection.values:
        raise ValueError(_("Choose the reason for which to reject."))
    curation.reject(one, by=request.user.get_username(), reason=Rejection(reason), seen=seen)


def verify(one: Resource, request: HttpRequest, seen: int | None) -> None:
    """Somebody contacted the agency, on that day and in that way, and the record is right."""
    how, on = request.POST.get("verify", ""), request.POST.get("on", "") or f"{timezone.localdate()}"
    if how not in Method.values:
        raise ValueError(_("Say how the agency was contacted."))
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise ValueError(_("The day is written like 2026-11-26.")) from None
    if day > timezone.localdate():
        raise ValueError(_("That day has not come yet."))
    curation.verify(one, by=request.user.get_username(), on=day, how=Method(how), seen=seen)


def tried(one: Resource, request: HttpRequest, seen: int | None) -> None:
    """Somebody tried to verify it today, and reached nobody."""
    outcome = request.POST.get("tried", "")
    if outcome not in Attempt.values:
        raise ValueError(_("Say what came of the attempt."))
    by, today = request.user.get_username(), timezone.localdate()
    curation.tried(one, by=by, on=today, outcome=Attempt(outcome), seen=seen)


def retire(one: Resource, request: HttpRequest, seen: int | None) -> None:
    curation.retire(one, by=request.user.get_username(), why=request.POST.get("why", "")[:200], seen=seen)


def restore(one: Resource, request: HttpRequest, seen: int | None) -> None:
    curation.restore(one, by=request.user.get_username(), seen=seen)


ACTIONS: dict[str, Callable[[Resource, HttpRequest, int | None], None]] = {
    "accept": accept,
    "merge": merge,
    "reject": reject,
    "verify": verify,
    "tried": tried,
    "retire": retire,
    "restore": restore,
}


def decide(request: HttpRequest, chosen: list[Resource], *, back: str, onward: str = "") -> HttpResponse:
    """Do what the button says to each of the records; whatever is refused is told, and the rest is done.

    `back`: the page of the form; `onward`: where to go when all of it was done.
    """
    act = next((name for name in ACTIONS if name in request.POST), None)
    if act is None or not chosen:
        messages.error(request, _("Nothing was done: choose what to decide, and how."))
        return redirect(back)
    done = [one for one in chosen if _done(request, act, one)]
    response = redirect(onward if onward and len(done) == len(chosen) else back)
    if done:
        pasting.forget(timezone.now())  # of what was pasted nothing lies about once it is decided
        decided = Decided(_told(act, done), tuple(one.changes.all()[0].pk for one in done))
        once.say(response, COOKIE, asdict(decided), PATH)
    return response


def _done(request: HttpRequest, act: str, one: Resource) -> bool:
    try:
        ACTIONS[act](one, request, number(request, f"seen-{one.pk}"))
    except curation.ChangedMeanwhile as met:
        messages.error(request, _meanwhile(met.change))
    except ValueError as refusal:  # NotPublishable is one
        messages.error(request, f"{one}: {refusal}")
    else:
        return True
    return False


def _meanwhile(change: Change | None) -> str:
    if change is None:
        return _("The record was changed meanwhile. Nothing was done: look again, then decide.")
    said = {"name": change.resource, "by": change.by, "at": f"{change.at:%Y-%m-%d %H:%M}", "action": action(change)}
    return _("%(name)s: %(by)s changed it meanwhile (%(action)s, %(at)s). Nothing was done: look again.") % said


TOLD = {
    "accept": gettext_lazy("Published: %(names)s."),
    "merge": gettext_lazy("Merged: %(names)s."),
    "reject": gettext_lazy("Rejected, and remembered: %(names)s."),
    "verify": gettext_lazy("Verified: %(names)s."),
    "tried": gettext_lazy("Tried, nobody reached: %(names)s. It comes again in some days."),
    "retire": gettext_lazy("Retired: %(names)s."),
    "restore": gettext_lazy("Back in review: %(names)s."),
}
NAMED = 3


def _told(act: str, done: list[Resource]) -> str:
    more = f" (+{len(done) - NAMED})" if len(done) > NAMED else ""
    return TOLD[act] % {"names": ", ".join(map(str, done[:NAMED])) + more}


@curators_only
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the decisions that are named, the last first; then look at the record again."""
    named = [*filter(None, map(whole, request.POST.getlist("change")[:100]))]
    changes = list(Change.objects.filter(pk__in=named).order_by("-pk"))
    back = None
    for change in changes:
        try:
            back = curation.undo(change, by=request.user.get_username())
        except (curation.CannotUndo, curation.NotPublishable) as refusal:
            messages.error(request, f"{change.resource}: {refusal}")
        else:
            messages.success(request, _("Taken back: %(name)s.") % {"name": back})
    if not changes:
        messages.error(request, _("There is nothing to take back."))
    if back and len(changes) == 1 and back.curation == Curation.SUGGESTED:
        return redirect("desk:suggestion", back.slug)
    return redirect("desk:review")
