"""People, for administrators: who has which role, who was invited, and what was changed by whom."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from referrals import people as access
from referrals.models import Invitation, PersonChange
from referrals.models.people import Role
from referrals.people import factors

from .access import administrators_only
from .posted import back, number

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ON_A_PAGE = 30  # lines of the history
LABEL = 80  # characters


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, the open invitations, and the history; by POST somebody is invited, or an invitation is revoked."""
    if request.method == "POST":
        return _revoked(request) if request.POST.get("do") == "revoke" else _invited(request)
    everybody = get_user_model().objects.prefetch_related("groups").order_by("-is_active", "username")
    history = Paginator(PersonChange.objects.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "people": [(one, Role(access.role_of(one)).label) for one in everybody],
        "invitations": Invitation.objects.open(timezone.now()).select_related("person"),
        "roles": Role.choices,
        "page": history,
    }
    return render(request, "desk/people.html", context)


def _invited(request: HttpRequest) -> HttpResponse:
    label = request.POST.get("label", "").strip().replace("\x00", "")[:LABEL]
    try:
        token = access.invite(role=request.POST.get("role", ""), label=label, **_by(request))
    except access.NotAllowed as refusal:
        messages.error(request, str(refusal))
        return back("desk:people")
    return _link(request, token, {"label": label})


def _revoked(request: HttpRequest) -> HttpResponse:
    open_ones = Invitation.objects.select_related("person")
    invitation = get_object_or_404(open_ones, pk=number(request, "invitation"))
    try:
        access.revoke(invitation, **_by(request))
        messages.success(request, _("The link works no more."))
    except access.NotAllowed as refusal:
        messages.error(request, str(refusal))
    return back("desk:people")


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: role, access and history; by POST one of these is changed."""
    one = get_object_or_404(get_user_model().objects.prefetch_related("groups"), pk=pk)
    if request.method == "POST":
        return _changed(request, one)
    changes = PersonChange.objects.filter(person=one.get_username())
    context: dict[str, Any] = {
        "person": one,
        "role": access.role_of(one),
        "role_label": Role(access.role_of(one)).label,
        "roles": Role.choices,
        "has_authenticator": factors.authenticator(one) is not None,
        "is_self": one.pk == request.user.pk,
        "changes": changes[:ON_A_PAGE],
        "seen": changes.values_list("pk", flat=True).first() or 0,
    }
    return render(request, "desk/person.html", context)


_ACTS: dict[str, tuple[Callable[..., None], "StrPromise"]] = {
    "role": (access.change_role, gettext_lazy("The role is changed.")),
    "deactivate": (access.deactivate, gettext_lazy("They cannot sign in any more.")),
    "factor": (access.take_factor, gettext_lazy("They set up a new authenticator when they next sign in.")),
    "reactivate": (access.reactivate, gettext_lazy("They may sign in again.")),
}


def _changed(request: HttpRequest, one: User) -> HttpResponse:
    do, arguments = request.POST.get("do", ""), _by(request) | {"seen": number(request, "seen")}
    try:
        if do == "reset":
            return _link(request, access.reset(one, **arguments), {"person": one})
        if do not in _ACTS:
            raise access.NotAllowed(_("Choose what to change."))
        act, told = _ACTS[do]
        act(one, **arguments, **({"role": request.POST.get("role", "")} if do == "role" else {}))
        messages.success(request, told)
    except access.NotAllowed as refusal:
        messages.error(request, str(refusal))
    return back("desk:person", pk=one.pk)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user.get_username(), "now": timezone.now()}


def _link(request: HttpRequest, token: str, context: dict[str, Any]) -> HttpResponse:
    """The page that shows a link, once: the answer to the form, which nobody keeps."""
    link = request.build_absolute_uri(reverse("join", args=[token]))
    return render(request, "desk/link.html", context | {"link": link})
