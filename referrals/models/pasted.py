"""Text that a curator pasted, until what it names is decided."""

from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from referrals.vocabulary import Curation

from .evidence import SourceRecord

LONGEST = 50_000  # characters
KEPT = timedelta(days=30)


class PastedQuerySet(models.QuerySet["Pasted"]):
    def done(self, now: datetime) -> Self:
        """Those whose suggestions are all decided, or that lay about for too long."""
        waiting = SourceRecord.objects.filter(source=OuterRef("source"), resource__curation=Curation.SUGGESTED)
        return self.filter(Q(at__lt=now - KEPT) | Q(Q(sent=True), ~Exists(waiting)))


class Pasted(models.Model):
    """For curators only. The text may name people: it is in no page but theirs, no search and no export."""

    text = models.TextField(max_length=LONGEST)
    label = models.CharField(max_length=100, help_text=_("where it is from"))
    link = models.CharField(max_length=500, blank=True)
    said_on = models.CharField(max_length=10, blank=True, help_text=_("2015, 2015-01 or 2015-01-21"))
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    source = models.CharField(max_length=80, unique=True, help_text=_("of the suggestions it brought"))
    sent = models.BooleanField(default=False, help_text=_("its suggestions are in the queue"))

    objects = PastedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="pasted_says_who", condition=~Q(by=""))]

    def __str__(self) -> str:
        return self.label

    @property
    def day(self) -> date | None:
        """The day it was said, if all of it is known."""
        return date.fromisoformat(self.said_on) if len(self.said_on) == 10 else None
