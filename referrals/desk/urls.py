"""Addresses of the desk."""

from django.urls import include, path

from . import deciding, history, home, links, pasting, people, relating, reports, review, unhiding, verifying
from .editing import page as editing
from .gaps import page as gaps
from .importing import pages as importing
from .sections import SECTIONS

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("review/", review.queue, name="review"),
    path("review/<slug:slug>/", review.suggestion, name="suggestion"),
    path("verify/", verifying.verify, name="verify"),
    path("paste/", pasting.paste, name="paste"),
    path("paste/<int:pk>/", pasting.pasted, name="pasted"),
    path("imports/", importing.imports, name="imports"),
    path("imports/<int:pk>/", importing.one, name="import"),
    path("imports/<int:pk>/take-back/", importing.take_back, name="import-take-back"),
    path("imports/<int:pk>/problems.csv", importing.problems, name="import-problems"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps.csv", gaps.table, name="gaps-table"),
    path("history/", history.history, name="history"),
    path("records/<slug:slug>/", history.whole_record, name="record"),
    path("records/<slug:slug>/edit/", editing.edit, name="edit"),
    path("records/<slug:slug>/relate/", relating.relate, name="relate"),
    path("records/<slug:slug>/take-value/", relating.take_value, name="take-value"),
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
