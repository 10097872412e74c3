"""Who changed what, and the number every change takes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .resources import Resource


class Change(models.Model):
    """One named action on one record. For curators only: it may hold what is confidential in the record."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="changes")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=20)
    why = models.TextField(blank=True)
    fields = models.JSONField(default=dict, help_text=_("field → [before, after]"))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="change_says_who", condition=~Q(by="")),
            models.CheckConstraint(name="change_says_what", condition=~Q(action="")),
        ]

    def __str__(self) -> str:
        return f"{self.action} by {self.by}"


class RevisionQuerySet(models.QuerySet):
    def take(self) -> int:
        """The next number. Taken last in a transaction: the row stays locked until the commit, so that the
        order of numbers is the order of commits, on both databases."""
        if not self.filter(pk=1).update(value=F("value") + 1):
            self.create(pk=1, value=1)
        return self.latest_number()

    def latest_number(self) -> int:
        return self.filter(pk=1).values_list("value", flat=True).first() or 0


class Revision(models.Model):
    """One row: the number of the last change to any resource."""

    value = models.PositiveBigIntegerField(default=0)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="revision_is_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.value)
