"""Delete what visitors wrote with a report or suggestion, and what curators pasted, if nobody decided in time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from referrals import pasting, reports


class Command(BaseCommand):
    help = "Deletes words and pasted texts older than 30 days. The site does so by itself, too."

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"Reports: the words of {reports.forget_words(now)} are deleted.")
        self.stdout.write(f"Pasted texts: {pasting.forget(now)} are deleted.")
