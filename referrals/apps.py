from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        import_module("referrals.checks")  # which reads tables: not before there are any


class Administration(admin.AdminConfig):
    """Django's admin with the site of our own."""

    default_site = "referrals.administration.Site"
    default = False
