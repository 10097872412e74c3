"""Django's admin as a part of this site: one sign-in, the same refusals, nothing kept in the browser."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class Site(AdminSite):
    """The admin. Its side bar and its switch of themes keep their state in the browser's storage, so there are none."""

    site_title = site_header = settings.SITE_NAME
    enable_nav_sidebar = False

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The site's own sign-in; whoever is signed in and may not enter is told so."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("account-passphrase")

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("logout", preserve_request=True)
