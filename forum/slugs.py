"""How a session is called in addresses."""

from django.urls import register_converter

SESSION = "session"  # the converter's name


class SessionSlug:
    """The date of a session, and -2 for a second one of the day."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]+)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SessionSlug, SESSION)
