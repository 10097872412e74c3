"""A view that one visitor may ask only so often. See `referrals.limits` for what is counted, and what is not kept."""

from collections.abc import Callable, Collection
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from referrals import limits
from referrals.limits import Limit
from referrals.views import errors

type View = Callable[..., HttpResponseBase]


def limited(limit: Limit, methods: Collection[str] = ("POST",)) -> Callable[[View], View]:
    """Only requests by these methods count. Too many are answered by a page that says when to come back."""

    def around(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            seconds = wait(limit, request) if request.method in methods else 0
            return errors.too_many(request, seconds) if seconds else view(request, *args, **kwargs)

        return counted

    return around


def wait(limit: Limit, request: HttpRequest) -> int:
    """Count this request; for how many seconds to wait if it was one too many, else 0."""
    return limits.wait(limit, request.META, timezone.now())


def left(limit: Limit, request: HttpRequest) -> int:
    """The same without counting it."""
    return limits.left(limit, request.META, timezone.now())
