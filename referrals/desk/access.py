"""Who may enter the desk."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse

CURATE = "referrals.change_resource"  # curators and administrators have it; see `people`
PEOPLE = "auth.change_user"  # administrators alone have it


def curators_only[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A page of the desk: a visitor is asked to sign in, whoever may not curate is refused (403)."""
    return login_required(permission_required(CURATE, raise_exception=True)(view))


def administrators_only[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A page of the desk about people: curators are refused, too."""
    return login_required(permission_required(PEOPLE, raise_exception=True)(view))
