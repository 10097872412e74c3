"""Addresses of the site (see README: people script against them)."""

from django.contrib import admin
from django.urls import include, path

from referrals.views import (
    account,
    components,
    embedding,
    files,
    find,
    joining,
    pages,
    picked,
    reporting,
    resource,
    signing_in,
    suggest,
    suggesting,
)

urlpatterns = [
    path("", find.Find.as_view(), name="find"),
    path("suggest", suggest.suggest, name="suggest"),
    path("resources.<str:format>", files.search, name="export"),
    path("embed/", embedding.embed, name="embed"),
    path("resources/<slug:slug>/qr.svg", files.code, name="qr"),
    path("resources/<slug:slug>.<str:format>", files.one, name="resource-file"),
    path("resources/<slug:slug>/", resource.resource, name="resource"),
    path("reports/", reporting.outcome, name="reports"),
    path("reports/send/", reporting.send, name="report"),
    path("suggest-a-resource/", suggesting.suggest, name="suggest-a-resource"),
    path("list/", picked.List.as_view(), name="list"),
    path("list.<str:format>", files.listed, name="list-file"),
    path("hsds/", include("referrals.api.urls")),
    path("forum/", include("forum.urls")),
    path("curate/", include("referrals.desk.urls")),
    path("about/", pages.about, name="about"),
    path("safety/", pages.safety, name="safety"),
    path("components/", components.components, name="components"),
    path("sign-in/", signing_in.SignIn.as_view(), name="login"),
    path("sign-in/code/", signing_in.code, name="sign-in-code"),
    path("sign-in/authenticator/", signing_in.authenticator, name="sign-in-authenticator"),
    path("sign-out/", signing_in.SignOut.as_view(), name="logout"),
    path("account/", account.account, name="account"),
    path("account/passphrase/", account.passphrase, name="account-passphrase"),
    path("account/authenticator/", account.authenticator, name="account-authenticator"),
    path("account/codes/", account.codes, name="account-codes"),
    path("join/<str:token>/", joining.join, name="join"),
    path("admin/", admin.site.urls),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
]

handler400 = "referrals.views.errors.bad_request"
handler403 = "referrals.views.errors.permission_denied"
handler404 = "referrals.views.errors.not_found"
handler500 = "referrals.views.errors.server_error"
