"""What every template may say about the site itself."""

from django.conf import settings
from django.http import HttpRequest

from referrals import language
from referrals.views import picking


def site(request: HttpRequest | None = None) -> dict[str, str]:
    return {"desk_name": settings.SITE_NAME, "exit_url": settings.EXIT_URL}


def languages(request: HttpRequest) -> dict[str, list[language.Other]]:
    """The same page in the other languages. Words in the address of a page that reads none go no further."""
    return {"languages": language.others(language.without(language.params_of(request), language.PARAMETER, "q"))}


def picked(request: HttpRequest) -> dict[str, str]:
    """How many contacts are on the visitor's list, for the header."""
    return {"picked": picking.counted(picking.picked(request))}
