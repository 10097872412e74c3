"""Django's admin: vocabulary, records, the list of suggestions to decide, and people to look at."""

from django.apps import apps

from . import labels, people, records, review, vocabulary

__all__ = ["people", "records", "review", "vocabulary"]

labels.tell(apps.get_app_config("referrals").get_models())
