"""Check what must hold of every record."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from referrals.curation import check


class Command(BaseCommand):
    help = "Checks the rules of every published record and of merged ones; a sentence for each problem, exit 1 if any."

    def handle(self, **options: Any) -> None:
        problems = list(check.problems())
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("Directory: every published record keeps every rule.")
