"""What holds of every response: headers that keep a visit private, and that no refusal is an empty page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone

from referrals.people import sessions
from referrals.views import errors

FEATURES_NOT_USED = (
    "accelerometer", "autoplay", "camera", "display-capture", "fullscreen", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in FEATURES_NOT_USED)


class PrivacyHeaders:
    """No dynamic page is kept by a browser or a proxy, and none asks for a device."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        # Hashed static files say "immutable", the open API "no-cache" with an ETag; all else is gone with the page.
        kept = response.headers.get("Cache-Control", "")
        if kept != "no-cache" and "immutable" not in kept:
            response.headers["Cache-Control"] = "no-store"
        return response


class SessionUse:
    """Whoever is signed in and goes on working stays so. Stands behind the sessions, which save what it noted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and request.session.session_key:  # whoever did not ask who it is need not now
            sessions.note_use(request.session, timezone.now())
        return response


class KindRefusals:
    """Django has a handler for each error but one: a method that an address does not take is answered with nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return errors.not_allowed(request, response.headers["Allow"])
        return response
