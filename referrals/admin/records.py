"""Records, edited as a form. What the form wrote is checked and recorded by curation, or taken back."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from referrals import curation
from referrals.models import Address, Change, Email, Evidence, Link, Phone, Resource, ResourceState, ResourceTerm
from referrals.models.resources import ResourceQuerySet
from referrals.vocabulary import Method


class Rows(admin.StackedInline):
    """Under each other, not in a table: there every field has its label, and a phone has room for it."""

    extra = 0


class PhoneInline(Rows):
    model = Phone


class LinkInline(Rows):
    model = Link


class EmailInline(Rows):
    model = Email


class StateInline(Rows):
    model = ResourceState


class TermInline(Rows):
    model = ResourceTerm


class AddressInline(Rows):
    model = Address


class ReadOnlyRows(Rows):
    can_delete = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [str(name) for name in self.fields or ()]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EvidenceInline(ReadOnlyRows):
    model = Evidence
    fields = ["quote", "speaker", "role", "stance", "asked", "date", "link_path"]


class ChangeInline(ReadOnlyRows):
    model = Change
    fields = ["at", "by", "action", "why", "fields"]


class RecordAdmin(admin.ModelAdmin):
    """What all forms of a record share."""

    fieldsets = [
        (None, {"fields": ["name", "organization", "kind", "description", "eligibility", "discreet_name"]}),
        (_("Whom and where it serves"), {"fields": ["serves_any_victim", "coverage", "base_state", "area", "city"]}),
        (
            _("Access"),
            {"fields": ["languages", "interpretation", "hours", "always_open", "cost", "contact_may_report"]},
        ),
        (_("Source"), {"fields": ["published_by", "published_on", "published_url"]}),
        (_("Verification"), {"fields": ["verified_on", "verified_by", "verified_how"]}),
        (_("Curation"), {"fields": ["curation", "in_doubt", "rejection", "may_be", "merged_into", "note", "slug"]}),
    ]
    search_fields = ["name", "organization__aliases__name"]
    raw_id_fields = ["organization"]  # a search in a window of its own; the menu that completes cannot be read aloud
    readonly_fields = [
        "slug", "curation", "rejection", "merged_into", "may_be", "verified_on", "verified_by", "verified_how",
    ]  # fmt: skip
    inlines = [
        PhoneInline, LinkInline, EmailInline, StateInline, TermInline, AddressInline, EvidenceInline, ChangeInline,
    ]  # fmt: skip
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> ResourceQuerySet:
        """What is being imported is seen by nobody."""
        found = super().get_queryset(request)
        assert isinstance(found, ResourceQuerySet)
        return found.for_curators()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Records are retired or rejected, never deleted."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A record enters through a source, so that it says where it comes from."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        before = curation.snapshot(Resource.objects.get(pk=obj.pk))
        request.record_before = before  # type: ignore[attr-defined]  # for `save_related`
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        resource = Resource.objects.get(pk=form.instance.pk)
        before = request.record_before  # type: ignore[attr-defined]  # see `save_model`
        curation.recorded(resource, before, by=request.user.get_username())

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:  # fmt: skip
        """The form is saved in one transaction: an edit that curation refuses is taken back whole."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except curation.NotPublishable as refusal:
            for sentence in (*refusal.problems, str(_("Nothing was changed."))):
                messages.error(request, sentence)
            return redirect(request.path)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """The history keeps what changed; the admin's own log need not."""
        return []


@admin.register(Resource)
class ResourceAdmin(RecordAdmin):
    list_display = ["name", "kind", "coverage", "base_state", "curation", "verified_on", "published_by"]
    list_filter = ["curation", "kind", "coverage", "verified_on", "base_state"]
    actions = ["verify_by_phone", "verify_by_website", "retire", "back_to_review"]

    @admin.action(description=_("Verified today by phone"), permissions=["change"])
    def verify_by_phone(self, request: HttpRequest, queryset: QuerySet[Resource]) -> None:
        self._verify(request, queryset, Method.PHONE)

    @admin.action(description=_("Verified today on its web site"), permissions=["change"])
    def verify_by_website(self, request: HttpRequest, queryset: QuerySet[Resource]) -> None:
        self._verify(request, queryset, Method.WEBSITE)

    def _verify(self, request: HttpRequest, queryset: QuerySet[Resource], how: Method) -> None:
        for resource in queryset:
            curation.verify(resource, by=request.user.get_username(), on=timezone.localdate(), how=how)
        self.message_user(request, _("Verified: %d") % len(queryset))

    @admin.action(description=_("Retire"), permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Resource]) -> None:
        for resource in queryset:
            curation.retire(resource, by=request.user.get_username())

    @admin.action(description=_("Back to review"), permissions=["change"])
    def back_to_review(self, request: HttpRequest, queryset: QuerySet[Resource]) -> None:
        for resource in queryset:
            curation.restore(resource, by=request.user.get_username())
