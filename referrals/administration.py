"""Django's admin as a part of this site: one sign-in, the same refusals, nothing kept in the browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

PAGES = require_http_methods(["GET", "HEAD", "POST"])


class Site(AdminSite):
    """The admin. Its side bar and its switch of themes keep their state in the browser's storage, so there are none."""

    site_title = site_header = settings.SITE_NAME
    enable_nav_sidebar = False

    def admin_view[View: Callable[..., HttpResponseBase]](self, view: View, cacheable: bool = False) -> View:
        """Any page of it: to whoever may enter, by the methods pages take. The admin itself would answer a TRACE."""
        inside = super().admin_view(PAGES(view), cacheable)

        @wraps(inside)
        def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inside(request, *args, **kwargs)

        return cast(View, asked)

    @method_decorator(PAGES)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The site's own sign-in; whoever is signed in and may not enter is told so."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def password_change(  # type: ignore[override]  # the site has a page for it
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account-passphrase")

    def logout(  # type: ignore[override]  # as above
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("logout", preserve_request=True)
