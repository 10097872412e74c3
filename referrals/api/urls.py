"""Addresses of the HSDS API."""

from django.urls import path

from . import views

app_name = "hsds"

urlpatterns = [
    path("", views.root, name="root"),
    path("profile", views.profile_page, name="profile"),
    path("openapi.json", views.schema, name="openapi"),
    path("datapackage.zip", views.tables, name="package"),
    path("services", views.services, name="services"),
    path("services/<uuid:id>", views.service, name="service"),
    path("organizations", views.organizations, name="organizations"),
    path("organizations/<uuid:id>", views.organization, name="organization"),
    path("service_at_locations", views.service_at_locations, name="service_at_locations"),
    path("service_at_locations/<uuid:id>", views.service_at_location, name="service_at_location"),
    path("taxonomies", views.taxonomies, name="taxonomies"),
    path("taxonomies/<uuid:id>", views.taxonomy, name="taxonomy"),
    path("taxonomy_terms", views.taxonomy_terms, name="taxonomy_terms"),
    path("taxonomy_terms/<uuid:id>", views.taxonomy_term, name="taxonomy_term"),
]
