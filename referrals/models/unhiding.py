"""A proposal to show what is kept hidden of a place: one person proposes it, another decides."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from referrals.vocabulary import Visibility

from .resources import Resource


class UnhidingQuerySet(models.QuerySet["Unhiding"]):
    def open(self) -> Self:
        """Those that wait for a second person."""
        return self.filter(outcome="")


class Unhiding(models.Model):
    """For curators only: it names a place that is hidden until it is confirmed."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="unhidings")
    visibility = models.CharField(max_length=6, choices=Visibility, blank=True, help_text=_("of the address"))
    city = models.CharField(max_length=100, blank=True, help_text=_("of a place that shelters people"))
    why = models.CharField(max_length=300, blank=True)
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    alone = models.BooleanField(default=False, help_text=_("nobody else was there to confirm it"))

    objects = UnhidingQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["resource"], condition=Q(outcome=""), name="unhiding_one_open"),
            models.CheckConstraint(
                name="unhiding_shows_something",
                condition=Q(visibility__in=[Visibility.CITY, Visibility.PUBLIC]) | (Q(visibility="") & ~Q(city="")),
            ),
            models.CheckConstraint(name="unhiding_says_who", condition=~Q(proposed_by="")),
            models.CheckConstraint(
                name="unhiding_decided_says_who",
                condition=Q(outcome="", decided_by="", decided_at__isnull=True)
                | (Q(outcome__in=["confirmed", "withdrawn"], decided_at__isnull=False) & ~Q(decided_by="")),
            ),
            models.CheckConstraint(
                name="unhiding_takes_two",
                condition=~Q(outcome="confirmed") | ~Q(decided_by=F("proposed_by")) | Q(alone=True),
            ),
        ]

    def __str__(self) -> str:
        return f"proposed by {self.proposed_by}"  # never the place
