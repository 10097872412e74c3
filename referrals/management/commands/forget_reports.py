"""Delete what visitors wrote with a report or suggestion and nobody decided in time."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from referrals import reports


class Command(BaseCommand):
    help = "Deletes words older than 30 days that came with reports and suggestions. The site does so by itself, too."

    def handle(self, **options) -> None:
        self.stdout.write(f"Reports: the words of {reports.forget_words(timezone.now())} are deleted.")
