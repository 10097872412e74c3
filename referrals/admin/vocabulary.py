"""The open lists."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from referrals import curation
from referrals.models import Language, Organization, OrganizationAlias, PmtTerm, Term


class ReleasesAgain(admin.ModelAdmin):
    """What records point at: when it changes, so does what is released of them and how they are found."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        curation.release_again(form.instance.resources.all())


@admin.register(Term)
class TermAdmin(ReleasesAgain):
    list_display = ["label", "slug", "facet", "group", "parent", "tier", "retired"]
    list_filter = ["facet", "tier", "retired"]
    search_fields = ["label", "slug"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A slug never changes once released, and a facet is part of its meaning."""
        return ["slug", "facet"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Terms are retired: records and partners' addresses carry their slugs."""
        return False


@admin.register(PmtTerm)
class PmtTermAdmin(admin.ModelAdmin):
    list_display = ["label", "list", "code"]
    list_filter = ["list"]
    search_fields = ["label", "code"]


@admin.register(Language)
class LanguageAdmin(ReleasesAgain):
    list_display = ["name", "endonym", "bcp47", "tier"]
    search_fields = ["name", "endonym", "bcp47"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its records would lose it without a line in their history, and no search would notice."""
        return False


class AliasInline(admin.StackedInline):
    model = OrganizationAlias
    extra = 0


@admin.register(Organization)
class OrganizationAdmin(ReleasesAgain):
    list_display = ["name"]
    search_fields = ["name", "aliases__name"]
    inlines = [AliasInline]
    readonly_fields = ["uuid"]
