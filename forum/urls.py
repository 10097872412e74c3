from django.urls import path

from forum import views
from forum.slugs import SESSION

app_name = "forum"
urlpatterns = [
    path("", views.sessions, name="sessions"),
    path(f"<{SESSION}:slug>/", views.session, name="session"),
    path(f"<{SESSION}:slug>/<int:number>/", views.question, name="question"),
]
