"""Behind a one-time link: choose a name and a passphrase, or only a new passphrase.

The link says nothing, works once and for a week. One that was used, revoked or made up gets one and the same answer.
"""

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from referrals import people
from referrals.limits import Limit
from referrals.models import Invitation
from referrals.views.limited import limited
from referrals.views.passphrases import Passphrase, rules

JOINING = Limit("join", 40)


class Joining(Passphrase):
    """The same for somebody new, who needs a name."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        help_text=gettext_lazy("What you sign in with. The history of the desk says it beside whatever you change."),
        validators=[get_user_model().username_validator],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ("name", "password", "again")

    def clean_name(self) -> str:
        name: str = get_user_model().normalize_username(self.cleaned_data["name"])
        if people.is_taken(name):
            raise forms.ValidationError(_("Somebody has that name. Choose another."))
        return name


@login_not_required
@limited(JOINING, ("GET", "POST"))
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The form that the link is for; by POST it is used up."""
    invitation = people.found(token, timezone.now())
    if invitation is None:
        return _ended(request)
    form = _form(request, invitation)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, form, invitation)
    try:
        _let_in(token, invitation, form)
    except people.LinkEnded:
        return _ended(request)
    except people.NotAllowed as refusal:  # somebody took the name in this moment
        form.add_error("name", str(refusal))
        return _asked(request, form, invitation)
    messages.success(request, _("Done. Sign in with it now."))
    return redirect("login")


def _form(request: HttpRequest, invitation: Invitation) -> Passphrase:
    form = (Passphrase if invitation.person else Joining)(request.POST or None)
    form.person = invitation.person
    return form


def _let_in(token: str, invitation: Invitation, form: Passphrase) -> None:
    password, now = form.cleaned_data["password"], timezone.now()
    if invitation.person:
        people.renew(token, password=password, now=now)
    else:
        people.join(token, name=form.cleaned_data["name"], password=password, now=now)


def _asked(request: HttpRequest, form: Passphrase, invitation: Invitation) -> HttpResponse:
    context = {"form": form, "person": invitation.person, "rules": rules()}
    return render(request, "registration/join.html", context, status=400 if form.errors else 200)


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/join.html", {}, status=404)
