"""Places that are hidden, and the proposals to show one: who proposed what when, and the second person's decision."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from referrals import curation, people
from referrals.curation import unhiding
from referrals.models import Address, Resource, Unhiding
from referrals.vocabulary import Curation, Visibility

from .access import curators_only
from .posted import back, number

ON_A_PAGE = 50
CHOICES = (Visibility.CITY, Visibility.PUBLIC)
LIVING = (Curation.PUBLISHED, Curation.SUGGESTED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal, and since when the one who looks may confirm it: never, if only somebody else may."""

    proposal: Unhiding
    since: datetime | None

    @property
    def ready(self) -> bool:
        return self.since is not None and self.since <= timezone.now()


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """What is proposed, and every place that is hidden; by POST, a proposal is confirmed or withdrawn."""
    if request.method == "POST":
        return _decided(request)
    by = request.user.get_username()
    alone_since = people.alone_since(by)
    proposed = Unhiding.objects.open().prefetch_related("resource__address")
    waiting = [Waiting(one, unhiding.may_confirm_from(one, by=by, alone_since=alone_since)) for one in proposed]
    hidden = (
        Resource.objects.filter(curation__in=LIVING)
        .keeping_a_place()
        .select_related("address")
        .defer("released")
        .order_by("name", "pk")
    )
    page = Paginator(hidden, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/unhiding.html", {"waiting": waiting, "page": page})


def _decided(request: HttpRequest) -> HttpResponse:
    pk, seen = number(request, "proposal"), number(request, "seen")
    act, told = _ACTS.get(request.POST.get("do", ""), (None, ""))
    if act is None or pk is None or seen is None:
        messages.error(request, _("Choose what to do with the proposal."))
        return back("desk:unhide")
    proposal = get_object_or_404(Unhiding.objects.select_related("resource"), pk=pk)
    try:
        act(proposal, by=request.user.get_username(), now=timezone.now(), seen=seen)
        messages.success(request, told % {"name": proposal.resource})
    except curation.ChangedMeanwhile:
        messages.error(request, _("The record was changed meanwhile. Nothing was done: look again, then decide."))
    except (unhiding.CannotShow, curation.NotPublishable) as refusal:
        messages.error(request, str(refusal))
    return back("desk:unhide")


_ACTS = {
    "confirm": (unhiding.confirm, gettext_lazy("Shown from now on: %(name)s")),
    "withdraw": (unhiding.withdraw, gettext_lazy("It stays hidden: %(name)s")),
}


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """What of one place is hidden, and the form that proposes to show it."""
    resource = get_object_or_404(Resource.objects.filter(curation__in=LIVING), slug=slug)
    typed = {name: request.POST.get(name, "").strip().replace("\x00", "") for name in ("visibility", "city", "why")}
    wrong = _proposed(request, resource, typed) if request.method == "POST" else ""
    if request.method == "POST" and not wrong:
        messages.success(request, _("Proposed. Another person confirms it."))
        return back("desk:unhide")
    address = Address.objects.filter(resource=resource).first()
    context = {"resource": resource, "address": address, "choices": _choices(address), "typed": typed, "wrong": wrong}
    return render(request, "desk/unhiding_propose.html", context, status=422 if wrong else 200)


def _proposed(request: HttpRequest, resource: Resource, typed: dict[str, str]) -> str:
    """Propose what was typed; the sentence that says why not, if it could not be."""
    if len(typed["city"]) > 100 or len(typed["why"]) > 300:
        return _("The city has at most 100 characters, the reason at most 300.")
    if typed["visibility"] not in {"", *CHOICES}:
        return _("Choose what to show that is hidden now.")
    try:
        unhiding.propose(resource, by=request.user.get_username(), now=timezone.now(),
                         visibility=typed["visibility"], city=typed["city"], why=typed["why"])  # fmt: skip
    except unhiding.CannotShow as refusal:
        return str(refusal)
    return ""


def _choices(address: Address | None) -> list[Visibility]:
    """What more of the address could be shown."""
    return [one for one in CHOICES if address and one != address.visibility]
