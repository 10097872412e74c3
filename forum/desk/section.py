"""Its place on the desk."""

from django.utils.translation import gettext_lazy as _

from forum.models import Thread
from referrals.desk import sections


def register() -> None:
    about = _("Sessions that nobody sees before somebody has read their posts.")
    sections.register(
        sections.Section("desk:posts:sessions", _("Posts"), about, _waiting, under="posts/", urls="forum.desk.urls")
    )


def _waiting() -> int:
    return Thread.objects.waiting().count()
