"""Django's admin: vocabulary, records, and the list of suggestions to decide."""

from . import records, review, vocabulary

__all__ = ["records", "review", "vocabulary"]
