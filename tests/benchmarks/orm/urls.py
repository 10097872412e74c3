"""One page."""

from django.urls import path

from tests.benchmarks.orm.views import find

urlpatterns = [path("", find)]
