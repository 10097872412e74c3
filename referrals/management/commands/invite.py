from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.utils import timezone

from referrals import people


class Command(BaseCommand):
    help = (
        "Make a one-time link by which somebody new comes in: the first administrator, or the next one when none can "
        "get in. Everybody else is invited at /curate/people/."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", choices=people.ROLES)
        parser.add_argument("--label", default="", help="whom it is meant for")

    def handle(self, *args: Any, role: str, label: str, **options: Any) -> None:
        people.ensure_roles()
        token = people.invite(role=role, by=people.OPERATOR, now=timezone.now(), label=label[:80])
        self.stdout.write(f"Open on your site, once, within seven days: /join/{token}/")
