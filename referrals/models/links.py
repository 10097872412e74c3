"""What became of a web address: the last answer to the link checker."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.vocabulary import Curation

from .contacts import Link
from .resources import Resource


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def current(self) -> Self:
        """Of addresses that published records still give out."""
        given = Link.objects.filter(resource=models.OuterRef("resource"), url=models.OuterRef("url"), doubtful=False)
        return self.filter(models.Exists(given), resource__curation=Curation.PUBLISHED)

    def to_decide(self) -> Self:
        """Whatever does not simply work, until a curator has decided."""
        return self.current().filter(settled=False).exclude(outcome="works")


class LinkCheck(models.Model):
    """A record's rows of links are written anew with each edit: so it is known by record and address."""

    class Outcome(models.TextChoices):
        MOVED = "moved", _("moved for good")
        GONE = "gone", _("gone")
        FAILING = "failing", _("failing")
        REFUSED = "refused", _("not asked")
        WORKS = "works", _("works")

    class Reason(models.TextChoices):
        NOT_WEB = "not-web", _("it is no web address (http or https)")
        PORT = "port", _("it names a port other than 80 and 443")
        CREDENTIALS = "credentials", _("it holds a user name or password")
        PRIVATE = "private", _("it leads to an address that is not on the public internet")
        NO_NAME = "no-name", _("no server has this name")
        NO_ANSWER = "no-answer", _("the server does not answer")
        SLOW = "slow", _("the server takes too long")
        CERTIFICATE = "certificate", _("its certificate is not valid")
        UNREADABLE = "unreadable", _("the answer cannot be read")
        REDIRECTS = "redirects", _("it redirects too often")
        ERROR = "error", _("the server answers with an error")

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="link_checks")
    url = models.CharField(max_length=500)
    checked_on = models.DateField()
    outcome = models.CharField(max_length=7, choices=Outcome)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("of the last answer"))
    reason = models.CharField(max_length=11, choices=Reason, blank=True)
    moved_to = models.CharField(max_length=500, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text=_("checks in a row that found it failing or gone"))
    failing_since = models.DateField(null=True, blank=True)
    settled = models.BooleanField(default=False, help_text=_("a curator saw this and keeps the address as it is"))

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["checked_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "url"], name="link_check_once"),
            models.CheckConstraint(
                name="link_check_outcome_listed",
                condition=Q(outcome__in=["moved", "gone", "failing", "refused", "works"]),
            ),
            models.CheckConstraint(
                name="link_check_moved_says_where",
                condition=(Q(outcome="moved") & ~Q(moved_to="")) | (~Q(outcome="moved") & Q(moved_to="")),
            ),
            models.CheckConstraint(
                name="link_check_failing_says_since_when",
                condition=Q(outcome__in=["gone", "failing"], failures__gt=0, failing_since__isnull=False)
                | (~Q(outcome__in=["gone", "failing"]) & Q(failures=0, failing_since__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.outcome}"
