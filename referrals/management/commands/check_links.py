from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.utils import timezone

from referrals.links import running
from referrals.models import LinkCheck


class Command(BaseCommand):
    help = "Ask whether the web addresses of published records still work. A curator decides about those that do not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=100, help="how many addresses at most (100)")

    def handle(self, *args: Any, limit: int, **options: Any) -> None:
        counts = running.run(limit=max(limit, 0), today=timezone.localdate())
        found = ", ".join(f"{counts[one]} {one}" for one in LinkCheck.Outcome.values if counts[one])
        self.stdout.write(f"{counts.total()} addresses checked{': ' if found else ''}{found}.")
        self.stdout.write(f"{LinkCheck.objects.to_decide().count()} wait for a curator at /curate/links/.")
