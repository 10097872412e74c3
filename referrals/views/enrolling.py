"""Setting up an authenticator: its key as picture and text, then a first code, then recovery codes, shown once."""

from collections.abc import Callable

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from referrals import people
from referrals.people import factors


def set_up(request: HttpRequest, device: TOTPDevice, done: Callable[[], str | None]) -> HttpResponse:
    """The page that shows the key, and by POST takes a code. When the code is right, `done` says where to go on from
    the recovery codes (to one's own access, if it says nothing)."""
    context: dict[str, object] = {"picture": _picture(device), "key": factors.key(device)}
    if request.method != "POST":
        return render(request, "registration/authenticator.html", context)
    try:
        codes = factors.confirm(device, request.POST.get("code", ""), now=timezone.now())
    except people.NotAllowed as refusal:
        context |= {"wrong": str(refusal), "seconds": factors.wait(device, timezone.now())}
        return render(request, "registration/authenticator.html", context, status=400)
    return render(request, "registration/codes.html", {"codes": codes, "next": done()})


def _picture(device: TOTPDevice) -> str:
    """The key as a QR code, in an address that holds its own picture: it is drawn here and kept nowhere."""
    return segno.make(device.config_url, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff")
