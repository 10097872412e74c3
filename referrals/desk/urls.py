"""Addresses of the desk."""

from django.urls import path

from . import home, review

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("review/", review.queue, name="review"),
]
