"""What visitors send in: reports of a problem, and suggestions of a contact. Nothing in a row says who it was.

The few words that may come with either are for curators, and are deleted when it is decided, at the latest after 30
days. Of the receipt's code a keyed hash is kept.
"""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .history import Change
from .resources import Resource

WORDS = 200  # characters
KEPT = timedelta(days=30)


class ReceivedQuerySet[Row: Received](models.QuerySet[Row]):
    def forget_words(self, now: datetime) -> int:
        """Delete words that nobody decided about in time; returns how many."""
        return self.filter(at__lt=now - KEPT).exclude(words="").update(words="")


class Received(models.Model):
    """One thing sent in by a form."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="%(class)ss")
    at = models.DateTimeField()
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    words = models.CharField(max_length=WORDS, blank=True, help_text=_("for curators, until it is decided"))

    class Meta:
        abstract = True


class ReportQuerySet(ReceivedQuerySet["Report"]):
    def open(self) -> Self:
        """Those nobody has decided yet."""
        return self.filter(outcome__in=Report.OPEN)


class Report(Received):
    """A visitor says that something about a contact is wrong."""

    class Problem(models.TextChoices):
        DEAD = "dead", _("The number is dead")
        MOVED = "moved", _("They moved")
        HOURS = "hours", _("The hours are wrong")
        CLOSED = "closed", _("They no longer serve people")
        OTHER = "other", _("Something else is wrong")
        CONFIDENTIAL = "confidential", _("This is confidential: hide it now")

    class Field(models.TextChoices):
        PHONE = "phone", _("Phone")
        LINK = "link", _("Web site")
        EMAIL = "email", _("E-mail")
        ADDRESS = "address", _("Address")
        CITY = "city", _("City")

    class Outcome(models.TextChoices):
        RECEIVED = "received", _("Received")
        LOOKING = "looking", _("Being looked at")
        FIXED = "fixed", _("Fixed")
        WITHHELD = "withheld", _("Withheld")
        HIDDEN = "hidden", _("Stays hidden")
        SHOWN = "shown", _("Shown again")
        NO_CHANGE = "no-change", _("No change needed")
        SPAM = "spam", _("Spam")

    OPEN = (Outcome.RECEIVED, Outcome.LOOKING)

    problem = models.CharField(max_length=12, choices=Problem)
    field = models.CharField(max_length=7, choices=Field, blank=True, help_text=_("what is confidential"))
    about = models.CharField(max_length=500, blank=True, help_text=_("which number or address, until it is decided"))
    signed_in = models.BooleanField(default=False)
    hidden = models.ForeignKey(
        Change, models.SET_NULL, null=True, blank=True, related_name="+", help_text=_("the line by which it hid it")
    )
    outcome = models.CharField(max_length=9, choices=Outcome, default=Outcome.RECEIVED)
    handled_by = models.CharField(max_length=150, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="report_problem_listed",
                condition=Q(problem__in=["dead", "moved", "hours", "closed", "other", "confidential"]),
            ),
            models.CheckConstraint(
                name="report_confidential_says_what",
                condition=Q(problem="confidential", field__in=["phone", "link", "email", "address", "city"])
                | (~Q(problem="confidential") & Q(field="", about="")),
            ),
            models.CheckConstraint(
                name="report_handled_says_who",
                condition=Q(outcome="received", handled_by="", handled_at__isnull=True)
                | (
                    Q(outcome__in=["looking", "fixed", "withheld", "hidden", "shown", "no-change", "spam"])
                    & Q(handled_at__isnull=False)
                    & ~Q(handled_by="")
                ),
            ),
            models.CheckConstraint(
                name="report_decided_keeps_no_words",
                condition=Q(outcome__in=["received", "looking"]) | Q(words="", about=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_problem_display()} ({self.get_outcome_display()})"  # never the words


class Tip(Received):
    """What the form adds to a suggested record: its receipt, and the words that came with it."""

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"suggested by form, {self.at:%Y-%m-%d}"
