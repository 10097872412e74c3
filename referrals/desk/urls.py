"""Addresses of the desk."""

from django.urls import include, path

from . import deciding, history, home, links, people, reports, review, unhiding, verifying
from .sections import SECTIONS

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("review/", review.queue, name="review"),
    path("review/<slug:slug>/", review.suggestion, name="suggestion"),
    path("verify/", verifying.verify, name="verify"),
    path("history/", history.history, name="history"),
    path("records/<slug:slug>/", history.whole_record, name="record"),
    path("records/<slug:slug>/put-back/", history.put_back, name="put-back"),
    path("reports/", reports.waiting, name="reports"),
    path("reports/<slug:slug>/", reports.decide, name="reported"),
    path("undo/", deciding.undo, name="undo"),
    path("links/", links.links, name="links"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("unhide/", unhiding.proposals, name="unhide"),
    path("unhide/<slug:slug>/", unhiding.propose, name="unhide-one"),
    *(path(section.under, include(section.urls)) for section in SECTIONS if section.urls),
]
