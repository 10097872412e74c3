"""Where in a post a contact stands, and where advice in general."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from referrals.models import Evidence, Term
from referrals.vocabulary import Kind

from .sessions import Post


class Mention(models.Model):
    """Where exactly a resource stands in a post. The check of provenance reads the span again."""

    class Type(models.TextChoices):
        NAME = "name", _("name")
        ACRONYM = "acronym", _("acronym")
        URL = "url", _("web address")
        PHONE = "phone", _("phone")
        EMAIL = "email", _("e-mail")

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="mentions")
    post = models.ForeignKey(Post, models.CASCADE, related_name="mentions")
    type = models.CharField(max_length=7, choices=Type)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    quote_start = models.PositiveIntegerField(help_text=_("of the sentence that is quoted"))
    quote_end = models.PositiveIntegerField()
    redacted = models.BooleanField(default=False, help_text=_("in part at least: it is named there no more"))

    class Meta:
        ordering = ["post", "start"]
        constraints = [
            models.CheckConstraint(name="mention_is_a_span", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(name="mention_quote_is_a_span", condition=Q(quote_start__lt=F("quote_end"))),
            models.UniqueConstraint(fields=["evidence", "post", "start", "end"], name="mention_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Advice(models.Model):
    """Generic advice in an answer ("your local legal aid"): never a resource, but it links to a search."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="advice")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    needs = models.ManyToManyField(Term, blank=True, related_name="+")
    resource_kind = models.CharField(max_length=24, choices=Kind, blank=True)

    class Meta:
        verbose_name_plural = _("advice")
        ordering = ["post", "start"]
        constraints = [
            models.CheckConstraint(name="advice_is_a_span", condition=Q(start__lt=F("end"))),
            models.UniqueConstraint(fields=["post", "start", "end"], name="advice_once"),
        ]

    def __str__(self) -> str:
        return f"[{self.start}, {self.end})"
