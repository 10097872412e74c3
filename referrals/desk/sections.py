"""The parts of the desk: one line each here gives a part its place in the navigation and on the first page.

An app that this one does not know adds its part when Django starts (`register`, in its AppConfig.ready).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from referrals.models import Import, LinkCheck, Pasted, Report, Resource, Unhiding


@dataclass(frozen=True, slots=True)
class Section:
    """`address`: the name of its first page; `waiting`: how many things wait there, where that can be said.

    `urls`: the module of addresses that an app of its own brings; they stand `under` a part of the desk's.
    """

    address: str
    label: Promise
    about: Promise
    waiting: Callable[[], int] | None = None
    for_administrators: bool = False
    under: str = ""
    urls: str = ""


def register(section: Section) -> None:
    """Give a part its place, before the first request."""
    SECTIONS.append(section)


def of(user: User | AnonymousUser) -> list[Section]:
    """Those that somebody who may enter the desk may enter. Administrators are superusers, see `people.set_role`."""
    return [section for section in SECTIONS if not section.for_administrators or user.is_superuser]


SECTIONS: list[Section] = [
    Section(
        "desk:review", _("Review"), _("Suggestions that wait for a decision."),
        lambda: Resource.objects.awaiting_review().count(),
    ),
    Section(
        "desk:verify", _("Verify"), _("Contacts whose verification is missing or has run out."),
        lambda: Resource.objects.due(timezone.localdate()).count(),
    ),
    Section(
        "desk:reports", _("Reports"), _("What visitors say is wrong, or confidential."),
        lambda: Report.objects.open().count(),
    ),
    Section(
        "desk:paste", _("Paste"), _("A page of text, an e-mail, a list: what it names comes to review."),
        lambda: Pasted.objects.count(),
    ),
    Section(
        "desk:imports", _("Imports"), _("Lists of contacts: read, compared, written, taken back."),
        lambda: Import.objects.filter(state__in=["uploaded", "checked"]).count(),
    ),
    Section("desk:gaps", _("Gaps"), _("Where the directory is thin or not verified, state by state.")),
    Section("desk:history", _("History"), _("Who changed what, and how it was before.")),
    Section(
        "desk:unhide", _("Hidden places"), _("What two people decide together: to show a place that is hidden."),
        lambda: Unhiding.objects.open().count(),
    ),
    Section(
        "desk:links", _("Web addresses"), _("Addresses that moved, are gone, or do not answer."),
        lambda: LinkCheck.objects.to_decide().count(),
    ),
    Section(
        "desk:people", _("People"), _("Who may do what, who is invited, and who changed that."),
        for_administrators=True,
    ),
]  # fmt: skip
