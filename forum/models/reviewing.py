"""What may describe a person in a post, what became of it, and what nobody but reviewers sees.

No row holds a word of a post: places in it are kept, so that whatever is redacted stands in the post alone.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .sessions import Post, Thread


class Step(models.Model):
    """One line of the history of a session's review: who did what, and to which stretch of which post."""

    class Action(models.TextChoices):
        KEEP = "keep", _("Kept")
        REDACT = "redact", _("Redacted")
        UNDO = "undo", _("Taken back")
        SHOW = "show", _("Session shown")
        HIDE = "hide", _("Session held back")
        PURGE = "purge", _("Source deleted")

    OF_A_POST = (Action.KEEP, Action.REDACT)

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="steps")
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="steps")
    action = models.CharField(max_length=6, choices=Action)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    undoes = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="step_says_who", condition=~Q(by="")),
            models.CheckConstraint(
                name="step_is_about_a_stretch_or_the_session",
                condition=Q(action__in=["keep", "redact"], post__isnull=False, start__lt=F("end"))
                | Q(action__in=["undo", "show", "hide", "purge"], start__isnull=True, end__isnull=True),
            ),
            models.CheckConstraint(
                name="step_takes_back_something",
                condition=Q(action="undo", undoes__isnull=False) | (~Q(action="undo") & Q(undoes__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} by {self.by}"


class Reason(models.TextChoices):
    """Why a stretch may have to go."""

    AGE = "age", _("age and place")
    BIRTH = "birth", _("date of birth")
    CASE = "case", _("case number")
    ALIEN = "alien", _("immigration number")
    IDENTITY = "id", _("identity number")
    NAME = "name", _("name of a person")
    OTHER = "other", _("describes a person")


class FlagQuerySet(models.QuerySet["Flag"]):
    def open(self) -> Self:
        """Those nobody has decided."""
        return self.filter(decided__isnull=True)


class Flag(models.Model):
    """A stretch of a post that may describe a person; a curator keeps or redacts it before the session is shown."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="flags")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=5, choices=Reason)
    decided = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="flags")

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["post", "start"]
        constraints = [
            models.CheckConstraint(name="flag_is_a_span", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="flag_reason_listed", condition=Q(reason__in=["age", "birth", "case", "alien", "id", "name"])
            ),
            models.UniqueConstraint(fields=["post", "start", "end", "reason"], name="flag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} [{self.start}, {self.end})"


class Redaction(models.Model):
    """A stretch of a post that nobody but reviewers sees. Offsets stay the original's."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="redactions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    step = models.OneToOneField(Step, models.SET_NULL, null=True, blank=True, related_name="redaction")

    class Meta:
        ordering = ["post", "start"]
        constraints = [
            models.CheckConstraint(name="redaction_is_a_span", condition=Q(start__lt=F("end"))),
        ]

    def __str__(self) -> str:
        return f"[{self.start}, {self.end})"
