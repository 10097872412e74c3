"""One's own access: passphrase, authenticator, recovery codes, and where one is signed in.

Whatever changes how somebody gets in asks for the passphrase again, so that an unlocked screen is not enough.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from referrals import people
from referrals.limits import Limit
from referrals.people import factors, own
from referrals.views.enrolling import set_up
from referrals.views.limited import limited
from referrals.views.passphrases import Passphrase, passphrase_field, rules

PROVED, FOR = "proved", timedelta(minutes=5)  # in the session: when the passphrase was last given
ASKED = Limit("own passphrase", 20)
BEGUN = "authenticator"  # in the session: which authenticator is being set up


class SignedIn(HttpRequest):
    """A request behind `login_required`."""

    user: User


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedIn) -> HttpResponse:
    """All of it at a glance; by POST all other sessions end."""
    if request.method == "POST":
        ended = own.sign_out_elsewhere(request.user, now=timezone.now(), session=request.session.session_key)
        messages.success(request, _("Signed out everywhere else (%(count)s).") % {"count": ended})
        return redirect("account")
    context = {
        "has_authenticator": factors.authenticator(request.user) is not None,
        "needs_authenticator": factors.needs_factor(request.user),
        "codes_left": factors.recovery_codes_left(request.user),
        "sign_ins": request.user.sign_ins.filter(expire_date__gt=timezone.now()).order_by("-used_at"),
        "here": request.session.session_key,
    }
    return render(request, "registration/account.html", context)


class Proof(forms.Form):
    """The passphrase once more, of somebody who is signed in."""

    current = passphrase_field(gettext_lazy("Your passphrase now"), complete="current-password")

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not self.person.check_password(current):
            raise forms.ValidationError(_("That is not your passphrase."))
        return current


class NewPassphrase(Proof, Passphrase):
    """The passphrase now, and the one to be."""

    field_order = ("current", "password", "again")


@login_required
@limited(ASKED)
@require_http_methods(["GET", "HEAD", "POST"])
def passphrase(request: SignedIn) -> HttpResponse:
    """A new passphrase; all other sessions end."""
    form = NewPassphrase(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        new, session = form.cleaned_data["password"], request.session.session_key
        own.choose_passphrase(request.user, new, now=timezone.now(), session=session)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your passphrase is changed, and you are signed out everywhere else."))
        return redirect("account")
    return _form(request, form, _("Change passphrase"), {"rules": rules()})


def proved(view: Callable[[SignedIn], HttpResponse]) -> Callable[[SignedIn], HttpResponseBase]:
    """A page for whoever gave the passphrase in the last five minutes; others are asked for it first, here."""

    @wraps(view)
    def asked(request: SignedIn) -> HttpResponseBase:
        given = request.session.get(PROVED, 0)
        if timezone.now().timestamp() - given <= FOR.total_seconds():
            return view(request)
        return _prove(request)

    return login_required(require_http_methods(["GET", "HEAD", "POST"])(asked))


@limited(ASKED)
def _prove(request: HttpRequest) -> HttpResponse:
    form = Proof(request.POST if "current" in request.POST else None, person=request.user)
    if form.is_valid():
        request.session[PROVED] = timezone.now().timestamp()
        return redirect(request.path)
    return _form(request, form, _("Give your passphrase first"))


@proved
def authenticator(request: SignedIn) -> HttpResponse:
    """Set up an authenticator, the first or in place of the one there is; providers may also go without."""
    if request.POST.get("do") == "remove":
        return _removed(request)
    device = factors.begun(request.user, request.session.get(BEGUN))
    if device is None:
        device = factors.begin(request.user)
        request.session[BEGUN] = device.pk
    return set_up(request, device, done=lambda: None)


def _removed(request: SignedIn) -> HttpResponse:
    try:
        own.drop_own_factor(request.user, now=timezone.now())
        messages.success(request, _("From now on your passphrase alone is asked."))
    except people.NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("account")


@proved
def codes(request: SignedIn) -> HttpResponse:
    """New recovery codes, shown once; the old ones work no more."""
    if factors.authenticator(request.user) is None:
        return redirect("account")
    if request.method != "POST":
        return render(request, "registration/new_codes.html", {"codes_left": factors.recovery_codes_left(request.user)})
    return render(request, "registration/codes.html", {"codes": factors.renew_codes(request.user, now=timezone.now())})


def _form(request: HttpRequest, form: forms.Form, title: str, more: dict[str, Any] | None = None) -> HttpResponse:
    context = {"form": form, "heading": title} | (more or {})
    return render(request, "registration/own_form.html", context, status=400 if form.errors else 200)
