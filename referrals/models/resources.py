"""The resource: what a person can turn to. Drafts and records share one table, told apart by `curation`."""

import uuid
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from referrals.vocabulary import (
    SHELTERING_KINDS,
    SHELTERING_NEEDS,
    Attempt,
    Cost,
    Coverage,
    Curation,
    Freshness,
    Kind,
    Known,
    MayReport,
    Method,
    Rejection,
    Relation,
    State,
    Visibility,
)

from .organizations import Organization
from .terms import Language, Term

PARTIAL_DATE = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?\Z"  # 2015, 2015-01 or 2015-01-21, or nothing
WEB_ADDRESS = r"^https?://[^\s<>\"]+\Z"  # what a page may link to: no script, no blank

HALF_A_YEAR = timedelta(days=183)
YEAR = timedelta(days=365)


def freshness(verified_on: date | None, today: date) -> Freshness:
    """How current a verification of that day is: it ages at 6 and at 12 months."""
    if verified_on is None:
        return Freshness.UNVERIFIED
    age = today - verified_on
    if age <= HALF_A_YEAR:
        return Freshness.CURRENT
    return Freshness.AGEING if age <= YEAR else Freshness.STALE


RELEASED_TEXT = Cast("released", models.TextField())  # a column of `values_list`, for `Contact.read`


class ResourceQuerySet(models.QuerySet["Resource"]):
    def published(self) -> Self:
        """What the public may find. Every public query starts here."""
        return self.filter(curation=Curation.PUBLISHED)

    def for_curators(self) -> Self:
        """All but what is being imported: nobody sees, or decides about, a record before the whole file is in."""
        return self.exclude(curation=Curation.STAGED)

    def released(self) -> Self:
        """Published, with what the release gate let out beside it."""
        return self.published().filter(released__isnull=False)

    def due(self, today: date) -> Self:
        """What is to be verified by today: what people lean on most first, then the longest ago."""
        return self.published().filter(due_on__lte=today).order_by("-leaned_on", "due_on", "name", "pk")

    def awaiting_review(self) -> Self:
        return self.filter(curation=Curation.SUGGESTED)

    def keeping_a_place(self) -> Self:
        """With a place that is hidden, in part or whole: its address, or where people are sheltered."""
        places = self.model.address.related.related_model._default_manager
        shelters = ResourceTerm.objects.filter(term__slug__in=SHELTERING_NEEDS).exclude(relation=Relation.EXCLUDES)
        partly = places.filter(visibility__in=[Visibility.HIDDEN, Visibility.CITY])
        kept = (Q(pk__in=rows.values("resource")) for rows in (shelters, partly))  # three sets, each from its index
        return self.filter(reduce(or_, kept, Q(kind__in=SHELTERING_KINDS)))

    def named_in_a_forum(self) -> Self:
        """With a quote of what a practitioner said, in an answer or in a question."""
        said = self.model.evidence.rel.related_model._default_manager.filter(resource=models.OuterRef("pk"), held=False)
        return self.filter(models.Exists(said))

    def with_rows(self) -> Self:
        """All that a record consists of, in a fixed number of queries; never the address."""
        return self.select_related("organization").prefetch_related(
            "organization__aliases", "phones", "links", "emails", "states", "languages",
            models.Prefetch("term_relations", ResourceTerm.objects.select_related("term__parent")),
        )  # fmt: skip

    def with_contacts(self) -> Self:
        """All that the release gate reads: the record, and what was said of it."""
        return self.with_rows().prefetch_related("evidence")


class Resource(models.Model):
    """A hotline, service, organization or tool, and how to reach it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="resources")
    name = models.CharField(max_length=250)
    name_key = models.CharField(max_length=250, db_index=True, editable=False, help_text=_("name as compared"))
    discreet_name = models.CharField(
        max_length=60, help_text=_("says nothing of trafficking or abuse: for titles, wallet cards, neutral vCards")
    )
    kind = models.CharField(max_length=24, choices=Kind)
    description = models.TextField(blank=True)
    eligibility = models.TextField(blank=True)
    serves_any_victim = models.BooleanField(default=False)
    terms = models.ManyToManyField(Term, through="ResourceTerm", related_name="resources")
    languages = models.ManyToManyField(Language, blank=True, related_name="resources")
    interpretation = models.CharField(max_length=7, choices=Known, default=Known.UNKNOWN)
    hours = models.CharField(max_length=200, blank=True)
    always_open = models.BooleanField(null=True, blank=True, help_text=_("24 hours, 7 days; empty: not known"))
    cost = models.CharField(max_length=13, choices=Cost, default=Cost.UNKNOWN)

    coverage = models.CharField(max_length=10, choices=Coverage, default=Coverage.NOT_STATED)
    base_state = models.CharField(max_length=2, choices=State, blank=True, help_text=_("where it sits; public"))
    area = models.CharField(max_length=200, blank=True, help_text=_("which part, in words"))
    city = models.CharField(max_length=100, blank=True, help_text=_("public: the place it serves"))
    place_agreed = models.BooleanField(
        default=False, editable=False, help_text=_("two people agreed to show the place of what shelters people")
    )

    contact_may_report = models.CharField(max_length=8, choices=MayReport, default=MayReport.UNKNOWN)

    published_by = models.CharField(max_length=200, blank=True, help_text=_("who published the contact"))
    published_on = models.CharField(max_length=10, blank=True, help_text=_("2015, 2015-01 or 2015-01-21"))
    published_url = models.CharField(max_length=500, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.CharField(max_length=150, blank=True)
    verified_how = models.CharField(max_length=9, choices=Method, blank=True)
    tried = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text=_("how often nobody was reached since the last verification")
    )
    tried_on = models.DateField(null=True, blank=True, editable=False)
    tried_outcome = models.CharField(max_length=14, choices=Attempt, blank=True, editable=False)
    due_on = models.DateField(null=True, editable=False, help_text=_("when it is to be verified; see curation.due"))
    leaned_on = models.PositiveSmallIntegerField(default=0, editable=False, help_text=_("the more, the sooner"))

    curation = models.CharField(max_length=9, choices=Curation, default=Curation.SUGGESTED)
    in_doubt = models.BooleanField(default=False, help_text=_("the whole record is doubtful: it waits in review"))
    rejection = models.CharField(max_length=14, choices=Rejection, blank=True)
    note = models.TextField(blank=True, help_text=_("for curators only"))
    may_be = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", help_text=_("the record this may be")
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    released = models.JSONField(
        null=True, editable=False, help_text=_("what may leave, as the release gate decided; none unless published")
    )
    revision = models.PositiveBigIntegerField(default=0, db_index=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    last_modified = models.DateTimeField(auto_now=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["name"]
        indexes = [
            models.Index(fields=["curation", "kind"], name="resource_curation_kind"),
            models.Index(fields=["curation", "-leaned_on", "due_on", "name", "id"], name="resource_due"),
        ]
        constraints = [
            models.CheckConstraint(name="resource_has_names", condition=~Q(name="") & ~Q(discreet_name="")),
            models.CheckConstraint(name="resource_kind_listed", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="resource_cost_listed", condition=Q(cost__in=Cost.values)),
            models.CheckConstraint(name="resource_coverage_listed", condition=Q(coverage__in=Coverage.values)),
            models.CheckConstraint(name="resource_curation_listed", condition=Q(curation__in=Curation.values)),
            models.CheckConstraint(name="resource_interpretation_listed", condition=Q(interpretation__in=Known.values)),
            models.CheckConstraint(
                name="resource_may_report_listed", condition=Q(contact_may_report__in=MayReport.values)
            ),
            models.CheckConstraint(
                name="resource_base_state_listed", condition=Q(base_state="") | Q(base_state__in=State.values)
            ),
            models.CheckConstraint(
                name="resource_verified_says_who_and_how",
                condition=Q(verified_on__isnull=True, verified_by="", verified_how="")
                | (Q(verified_on__isnull=False, verified_how__in=Method.values) & ~Q(verified_by="")),
            ),
            models.CheckConstraint(
                name="resource_tried_says_when_and_what",
                condition=Q(tried=0, tried_on__isnull=True, tried_outcome="")
                | Q(tried__gt=0, tried_on__isnull=False, tried_outcome__in=Attempt.values),
            ),
            models.CheckConstraint(
                name="resource_due_is_released", condition=Q(due_on__isnull=True) | Q(released__isnull=False)
            ),
            models.CheckConstraint(
                name="resource_published_on_is_a_date", condition=Q(published_on__regex=PARTIAL_DATE)
            ),
            models.CheckConstraint(
                name="resource_published_url_is_http",
                condition=Q(published_url="") | Q(published_url__regex=WEB_ADDRESS),
                violation_error_message=_("That is no web address. Write it like https://example.org/help."),
            ),
            models.CheckConstraint(
                name="resource_in_doubt_is_not_published", condition=~Q(curation=Curation.PUBLISHED, in_doubt=True)
            ),
            models.CheckConstraint(
                name="resource_rejected_says_why",
                condition=Q(curation=Curation.REJECTED, rejection__in=Rejection.values)
                | (~Q(curation=Curation.REJECTED) & Q(rejection="")),
            ),
            models.CheckConstraint(
                name="resource_merged_is_retired", condition=Q(merged_into__isnull=True) | Q(curation=Curation.RETIRED)
            ),
            models.CheckConstraint(
                name="resource_released_is_published",
                condition=Q(released__isnull=True) | Q(curation=Curation.PUBLISHED),
            ),
            models.CheckConstraint(
                name="resource_is_not_itself_again",
                condition=(Q(may_be__isnull=True) | ~Q(may_be=models.F("id")))
                & (Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id"))),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/resources/{self.slug}/"

    def freshness(self, today: date) -> Freshness:
        return freshness(self.verified_on, today)


class ResourceState(models.Model):
    """A state a resource serves. A national resource has none: it serves them all."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="states")
    state = models.CharField(max_length=2, choices=State)

    class Meta:
        ordering = ["state"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "state"], name="resource_state_once"),
            models.CheckConstraint(name="resource_state_listed", condition=Q(state__in=State.values)),
        ]

    def __str__(self) -> str:
        return self.state


class ResourceTerm(models.Model):
    """That a resource serves, serves only, or excludes a term."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="term_relations")
    term = models.ForeignKey(Term, models.PROTECT, related_name="resource_relations")
    relation = models.CharField(max_length=8, choices=Relation, default=Relation.SERVES)

    class Meta:
        ordering = ["term__facet", "term__sort", "term__slug"]  # the same on every database
        constraints = [
            models.UniqueConstraint(fields=["resource", "term"], name="resource_term_once"),
            models.CheckConstraint(name="resource_term_relation_listed", condition=Q(relation__in=Relation.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {self.term}"


class OldSlug(models.Model):
    """An address a record had before it was renamed or merged: it redirects."""

    slug = models.SlugField(max_length=120, unique=True)
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug
