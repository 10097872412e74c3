"""The review list: what waits, the record it may be, what was said, and the decision."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from referrals import curation
from referrals.models import Resource
from referrals.models.resources import ResourceQuerySet
from referrals.vocabulary import Rejection

from .records import RecordAdmin


class Suggestion(Resource):
    """A record that waits for a curator: the same rows, under a list of their own."""

    class Meta:
        proxy = True
        app_label = "referrals"
        verbose_name = _("suggestion to review")
        verbose_name_plural = _("suggestions to review")


class DecisionForm(ActionForm):
    """Beside the action: which record to merge into, and why a suggestion is turned down."""

    into = forms.ModelChoiceField(
        Resource.objects.published(), required=False, label=_("Merge into"), empty_label=_("the record it may be")
    )
    reason = forms.ChoiceField(choices=Rejection.choices, required=False, label=_("Reject because"))


@admin.register(Suggestion)
class SuggestionAdmin(RecordAdmin):
    list_display = ["name", "kind", "where", "may_be", "said", "in_doubt", "note"]
    list_filter = ["kind", "in_doubt", "source_records__source"]
    list_select_related = ["may_be"]
    action_form = DecisionForm
    actions = ["accept", "merge", "reject"]

    def get_queryset(self, request: HttpRequest) -> ResourceQuerySet:
        return super().get_queryset(request).awaiting_review().prefetch_related("states", "evidence")

    @admin.display(description=_("serves"))
    def where(self, suggestion: Suggestion) -> str:
        states = ", ".join(row.state for row in suggestion.states.all())
        return states or suggestion.get_coverage_display()

    @admin.display(description=_("what was said"))
    def said(self, suggestion: Suggestion) -> str:
        rows = [(e.quote, e.speaker, e.get_role_display(), e.get_stance_display()) for e in suggestion.evidence.all()]
        return format_html_join("\n", "<p>“{}” - {}, {} ({})</p>", rows) or format_html("<p>{}</p>", _("nothing"))

    @admin.action(description=_("Accept: publish it"), permissions=["change"])
    def accept(self, request: HttpRequest, queryset: QuerySet[Suggestion]) -> None:
        for suggestion in queryset:
            try:
                curation.publish(suggestion, by=request.user.get_username())
            except curation.NotPublishable as refusal:
                self.message_user(request, f"{suggestion}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, _("Published: %s") % suggestion)

    @admin.action(description=_("Merge: one record, two sources"), permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Suggestion]) -> None:
        chosen = Resource.objects.published().filter(pk=request.POST.get("into") or 0).first()
        for suggestion in queryset:
            into = chosen or suggestion.may_be
            if into is None:
                self.message_user(request, _("%s: choose the record to merge into.") % suggestion, messages.ERROR)
                continue
            try:
                survivor = curation.merge(suggestion, into=into, by=request.user.get_username())
            except ValueError as refusal:  # NotPublishable is one
                self.message_user(request, f"{suggestion}: {refusal}", messages.ERROR)
            else:
                words = {"name": suggestion, "into": survivor}
                self.message_user(request, _("%(name)s is now part of %(into)s") % words)

    @admin.action(description=_("Reject, for the reason chosen"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Suggestion]) -> None:
        reason = request.POST.get("reason", "")
        if reason not in Rejection.values:
            self.message_user(request, _("Choose the reason for which to reject."), messages.ERROR)
            return
        for suggestion in queryset:
            curation.reject(suggestion, by=request.user.get_username(), reason=Rejection(reason))
            self.message_user(request, _("Rejected, and remembered: %s") % suggestion)
