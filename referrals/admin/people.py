"""People and roles, to be looked at. They are changed at the desk, where there is always an administrator left, where
nobody changes their own access, and where a history says who did what; names never change, since it knows people by
them."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import admin as django_admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django_otp.plugins.otp_totp import admin as otp_admin
from django_otp.plugins.otp_totp.models import TOTPDevice

User = get_user_model()

# Importing their modules registers them; what takes their place can only be registered after that. An authenticator's
# key is a secret of its owner alone: nothing takes the place of its page.
if isinstance(admin.site._registry.get(TOTPDevice), otp_admin.TOTPDeviceAdmin):
    admin.site.unregister(TOTPDevice)
for model in (User, Group):
    if isinstance(admin.site._registry.get(model), django_admin.UserAdmin | django_admin.GroupAdmin):
        admin.site.unregister(model)


class LookedAt(admin.ModelAdmin):
    """Nothing is added, changed or deleted here, whoever asks."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class PersonAdmin(LookedAt):
    list_display = ["username", "is_active", "is_staff", "is_superuser", "last_login"]
    list_filter = ["is_active", "groups"]
    search_fields = ["username"]
    fields = ["username", "groups", "is_active", "is_staff", "is_superuser", "last_login", "date_joined"]


@admin.register(Group)
class RoleAdmin(LookedAt):
    list_display = ["name"]
    fields = ["name", "permissions"]
