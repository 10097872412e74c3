"""What every template may say about the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest | None = None) -> dict[str, str]:
    return {"desk_name": settings.SITE_NAME, "exit_url": settings.EXIT_URL}
