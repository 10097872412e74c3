"""What became of a body since it was spoken of: another name, another operator, or another body in its place."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .resources import PARTIAL_DATE, Resource


class Succession(models.Model):
    """One such change of one record. `was`: the former name or operator."""

    class Kind(models.TextChoices):
        RENAMED = "renamed", _("Renamed")
        OPERATOR = "operator", _("Another operator")
        SUPERSEDED = "superseded", _("Superseded by another record")

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="successions")
    kind = models.CharField(max_length=10, choices=Kind)
    was = models.CharField(max_length=250, blank=True)
    since = models.CharField(max_length=10, blank=True, help_text=_("2015, 2015-01 or 2015-01-21"))
    successor = models.ForeignKey(Resource, models.CASCADE, null=True, blank=True, related_name="predecessors")

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                name="succession_says_what",
                condition=Q(Q(kind="superseded", successor__isnull=False, was="") & ~Q(successor=F("resource")))
                | (Q(kind__in=["renamed", "operator"], successor__isnull=True) & ~Q(was="")),
            ),
            models.CheckConstraint(name="succession_since_is_a_date", condition=Q(since__regex=PARTIAL_DATE)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.since}"
