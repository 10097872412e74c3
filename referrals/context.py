"""What every template may say about the site itself."""

from django.conf import settings
from django.http import HttpRequest

from referrals import language


def site(request: HttpRequest | None = None) -> dict[str, str]:
    return {"desk_name": settings.SITE_NAME, "exit_url": settings.EXIT_URL}


def languages(request: HttpRequest) -> dict[str, list[language.Other]]:
    """The same page in the other languages."""
    return {"languages": language.others(language.without_language(request.GET))}
