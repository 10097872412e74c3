"""Sessions and posts, to be looked at. They are reviewed, redacted and shown at the desk, which leaves a history."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from forum.models import Host, Mention, Post, Redaction, Thread
from referrals.admin import labels

labels.tell(apps.get_app_config("forum").get_models())


class HostInline(admin.StackedInline):
    model = Host
    extra = 0


@admin.register(Thread)
class ThreadAdmin(admin.ModelAdmin):
    list_display = ["title", "date", "source_name", "reviewed_at", "reviewed_by"]
    readonly_fields = ["title", "date", "slug", "source_name", "source_url", "sha256", "encoding",
                       "without_place", "reviewed_at", "reviewed_by"]  # fmt: skip
    fields = [*readonly_fields]
    inlines = [HostInline]

    @admin.display(description=_("lines that belong to no question"))
    def without_place(self, thread: Thread) -> str:
        return format_html_join("", "<p>{}: {}</p>", thread.unplaced)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class MarkInline(admin.StackedInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RedactionInline(MarkInline):
    model = Redaction
    readonly_fields = ["start", "end", "reason", "by", "at"]
    fields = [*readonly_fields]


class MentionInline(MarkInline):
    model = Mention
    readonly_fields = ["type", "text", "start", "end", "evidence"]
    fields = [*readonly_fields]


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    list_display = ["__str__", "thread", "question", "author", "role", "part"]
    list_filter = ["thread", "role"]
    search_fields = ["text"]
    readonly_fields = ["thread", "question", "number", "author", "role", "part", "text"]
    fields = [*readonly_fields]
    inlines = [RedactionInline, MentionInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
