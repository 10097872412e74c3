"""Why a resource is listed: what was said of it, and which sources carried it."""

import hashlib
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.vocabulary import Speaker, Stance

from .resources import Resource


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def released(self) -> Self:
        """What may be quoted."""
        return self.filter(held=False)


class Evidence(models.Model):
    """One thing said of a resource, word for word, trimmed to the sentence that carries the contact."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="evidence")
    quote = models.TextField()
    quote_sha256 = models.CharField(max_length=64, editable=False)
    speaker = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=11, choices=Speaker)
    stance = models.CharField(max_length=11, choices=Stance)
    asked = models.TextField(blank=True, help_text=_("the question it answers"))
    date = models.DateField(null=True, blank=True)
    source_label = models.CharField(max_length=200)
    link_path = models.CharField(max_length=300, blank=True, help_text=_("address on this site where it stands"))
    held = models.BooleanField(
        default=False, help_text=_("never released: where it stands waits for review, or what carried it was redacted")
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("evidence")
        ordering = ["date", "id"]
        constraints = [
            models.CheckConstraint(name="evidence_has_a_quote", condition=~Q(quote="")),
            models.CheckConstraint(name="evidence_role_listed", condition=Q(role__in=Speaker.values)),
            models.CheckConstraint(name="evidence_stance_listed", condition=Q(stance__in=Stance.values)),
            models.UniqueConstraint(  # two that were held may have become the same by redaction
                fields=["resource", "link_path", "quote_sha256"],
                condition=Q(held=False),
                name="evidence_once_per_resource",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.quote[:60]}”"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.quote_sha256 = digest(self.quote)
        super().save(*args, **kwargs)


def digest(text: str) -> str:
    """SHA-256 of a quote: what is left to compare with once a source has been purged."""
    return hashlib.sha256(text.encode()).hexdigest()


class SourceRecord(models.Model):
    """A record as a source last gave it. Imports compare with it, and follow it to a merged survivor."""

    source = models.CharField(max_length=120)
    key = models.CharField(max_length=300)
    values = models.JSONField(default=dict, help_text=_("the record as last imported"))
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="source_records")
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["source", "key"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="source_key_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.key}"
