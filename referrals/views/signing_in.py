"""Signing in: a passphrase, then a code for whoever has an authenticator or needs one.

What is refused is refused in the same words whoever it is, so that nobody learns who has an account.
"""

import logging
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from referrals.limits import Limit
from referrals.people import factors, sessions
from referrals.views import errors, halfway
from referrals.views.enrolling import set_up
from referrals.views.limited import left, wait

QUARTER = 15 * 60  # seconds
WRONG = Limit("sign-in", 100, QUARTER)  # wrong passphrases of one address: an office has many people behind one
WRONG_FOR_ONE = 10  # of one address for one name: nobody else is kept out, wherever they are
log = logging.getLogger("referrals.signing_in")


class SignIn(LoginView):
    """The first step. Ten wrong passphrases for one name from one address, and that pair has to wait."""

    http_method_names = ("get", "head", "post")  # Django's form pages take a PUT for a POST

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if seconds := max(left(limit, request) for limit in self._limits()):
            log.warning("too many wrong passphrases from one address")
            return errors.too_many(request, seconds)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        person, to = form.get_user(), self.get_success_url()
        if not factors.needs_factor(person) and factors.authenticator(person) is None:
            return _let_in(self.request, person, to)
        half = halfway.begin(self.request, person, to)
        return redirect("sign-in-authenticator" if half.device else "sign-in-code")

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        if form.has_error("__all__"):  # both were given, and do not belong together
            log.warning("refused: a wrong name or passphrase")
            for limit in self._limits():
                wait(limit, self.request)
        return super().form_invalid(form)

    def _limits(self) -> tuple[Limit, Limit]:
        name = self.request.POST.get("username", "")
        return WRONG, Limit(f"sign-in as {name.casefold()}", WRONG_FOR_ONE, QUARTER)


class SignOut(LogoutView):
    """Signed out, the browser is asked to forget whatever this site left in it."""

    http_method_names = ("post",)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the authenticator, or one of the recovery codes."""
    half = halfway.found(request)
    if half is None or half.device:
        return _again(request)
    if request.method != "POST":
        return render(request, "registration/code.html")
    if factors.check(half.person, request.POST.get("code", ""), now=timezone.now()):
        return _let_in(request, half.person, half.next)
    log.warning("refused: a wrong code for %r", half.person.get_username())
    if not halfway.count_wrong(request):
        return _again(request)
    seconds = factors.wait(factors.authenticator(half.person), timezone.now())
    return render(request, "registration/code.html", {"wrong": True, "seconds": seconds}, status=400)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def authenticator(request: HttpRequest) -> HttpResponse:
    """The second step of whoever needs an authenticator and has none yet: set it up, and get recovery codes, once."""
    half = halfway.found(request)
    device = half and factors.begun(half.person, half.device)
    if half is None or device is None:
        return _again(request)

    def done() -> str:
        _let_in(request, half.person, half.next)
        return half.next

    return set_up(request, device, done)


def _let_in(request: HttpRequest, person: User, to: str) -> HttpResponse:
    halfway.let_in(request, person)
    sessions.forget_ended(timezone.now())
    log.info("signed in: %r", person.get_username())
    return redirect(to)


def _again(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Please give your name and passphrase again."))
    return redirect("login")
