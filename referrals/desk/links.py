"""Web addresses that do not simply work: what the last check found, and what to do about each."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from referrals import curation
from referrals.links import deciding, running
from referrals.models import LinkCheck
from referrals.vocabulary import label

from .access import curators_only
from .posted import back, number

ON_A_PAGE = 50
AT_ONCE, SECONDS = 10, 12.0  # what one press of the button asks; the command asks for more

_ACTS = {
    "move": (deciding.move, gettext_lazy("The record gives out the new address: %(name)s")),
    "doubt": (deciding.doubt, gettext_lazy("The address is withheld: %(name)s")),
    "keep": (deciding.keep, gettext_lazy("The address stays as it is: %(name)s")),
}


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    """By outcome; by POST, an address is decided about, or some more are asked."""
    if request.method == "POST":
        return _checked(request) if request.POST.get("do") == "check" else _decided(request)
    waiting = LinkCheck.objects.to_decide()
    counts = dict(waiting.order_by().values_list("outcome").annotate(Count("pk")))
    chosen = request.GET.get("outcome", "")
    shown = waiting.filter(outcome=chosen) if chosen in counts else waiting
    page = Paginator(shown.select_related("resource").order_by("outcome", "resource__name", "pk"), ON_A_PAGE)
    outcomes = [(one, label(LinkCheck.Outcome, one), counts[one]) for one in LinkCheck.Outcome.values if one in counts]
    context: dict[str, object] = {
        "page": page.get_page(request.GET.get("page")),
        "outcomes": outcomes,
        "chosen": chosen,
    }
    context |= {"due": running.due(timezone.localdate()).count(), "at_once": AT_ONCE}
    return render(request, "desk/links.html", context)


def _checked(request: HttpRequest) -> HttpResponse:
    counts = running.run(limit=AT_ONCE, today=timezone.localdate(), seconds=SECONDS)
    n = counts.total()
    said = ngettext("%(n)s address was checked, %(works)s works.", "%(n)s addresses were checked, %(works)s work.", n)
    messages.success(request, said % {"n": n, "works": counts[LinkCheck.Outcome.WORKS]})
    return back("desk:links")


def _decided(request: HttpRequest) -> HttpResponse:
    act, told = _ACTS.get(request.POST.get("do", ""), (None, ""))
    pk, seen = number(request, "check"), number(request, "seen")
    if act is None or pk is None or seen is None:
        messages.error(request, _("Choose what to do with the address."))
        return back("desk:links")
    check = get_object_or_404(LinkCheck.objects.to_decide().select_related("resource"), pk=pk)
    if act is deciding.move and not check.moved_to:
        messages.error(request, _("This address has not moved."))
        return back("desk:links")
    try:
        act(check, by=request.user.get_username(), seen=seen)
        messages.success(request, told % {"name": check.resource})
    except curation.ChangedMeanwhile:
        messages.error(request, _("The record was changed meanwhile. Nothing was done: look again, then decide."))
    except curation.NotPublishable as refusal:
        messages.error(request, str(refusal))
    return back("desk:links")
