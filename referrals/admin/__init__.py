"""Django's admin: vocabulary, records, the list of suggestions to decide, and people to look at."""

from . import people, records, review, vocabulary

__all__ = ["people", "records", "review", "vocabulary"]
