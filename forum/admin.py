"""Sessions for curators: read the posts, redact what describes a person, then let the session be shown."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.models import Host, Mention, Post, Redaction, Thread


class HostInline(admin.StackedInline):
    model = Host
    extra = 0


@admin.register(Thread)
class ThreadAdmin(admin.ModelAdmin):
    list_display = ["title", "date", "source_name", "reviewed_at", "reviewed_by"]
    fields = ["title", "date", "slug", "source_name", "source_url", "sha256", "encoding", "unplaced",
              "reviewed_at", "reviewed_by"]  # fmt: skip
    readonly_fields = fields
    inlines = [HostInline]
    actions = ["show", "hide"]

    def has_add_permission(self, request):
        return False

    @admin.action(description=_("Reviewed: show its posts"), permissions=["change"])
    def show(self, request, queryset):
        queryset.update(reviewed_at=timezone.now(), reviewed_by=request.user.get_username())

    @admin.action(description=_("Hide its posts"), permissions=["change"])
    def hide(self, request, queryset):
        queryset.update(reviewed_at=None, reviewed_by="")


class RedactionInline(admin.StackedInline):
    model = Redaction
    extra = 0
    fields = ["start", "end", "reason", "by"]


class MentionInline(admin.StackedInline):
    model = Mention
    extra = 0
    can_delete = False
    fields = readonly_fields = ["type", "text", "start", "end", "evidence"]

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    list_display = ["__str__", "thread", "question", "author", "role", "part"]
    list_filter = ["thread", "role"]
    search_fields = ["text"]
    fields = ["thread", "question", "number", "author", "role", "part", "text"]
    readonly_fields = fields
    inlines = [RedactionInline, MentionInline]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
