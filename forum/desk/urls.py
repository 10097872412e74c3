"""Addresses of the posts on the desk, under /curate/posts/."""

from django.urls import path

from forum.desk import deciding, pages
from forum.slugs import SESSION

app_name = "posts"
urlpatterns = [
    path("", pages.sessions, name="sessions"),
    path("undo/", deciding.undo, name="undo"),
    path(f"<{SESSION}:slug>/", pages.session, name="session"),
    path(f"<{SESSION}:slug>/<int:position>/", pages.post, name="post"),
]
