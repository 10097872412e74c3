"""Who may enter the desk."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required, user_passes_test
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from referrals.release import Audience, audience

PEOPLE = "auth.change_user"  # administrators alone have it


def curators_only[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A page of the desk: a visitor is asked to sign in, whoever may not curate is refused (403)."""
    return login_required(user_passes_test(_may_curate)(view))


def _may_curate(user: User | AnonymousUser) -> bool:
    """By role, which takes one query where the permissions of a person and of their groups take two."""
    if audience(user) < Audience.CURATOR:
        raise PermissionDenied
    return True


def administrators_only[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A page of the desk about people: curators are refused, too."""
    return login_required(permission_required(PEOPLE, raise_exception=True)(view))
