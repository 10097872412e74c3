from django.urls import path, register_converter

from forum import views


class SessionSlug:
    """The date of a session, and -2 for a second one of the day."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]+)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SessionSlug, "session")

app_name = "forum"
urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("<session:slug>/", views.session, name="session"),
    path("<session:slug>/<int:number>/", views.question, name="question"),
]
