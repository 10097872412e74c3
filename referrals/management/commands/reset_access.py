from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from referrals import people


class Command(BaseCommand):
    help = (
        "Make somebody's passphrase and authenticator useless and show a one-time link to choose a new passphrase: for "
        "an administrator who lost both. Others are helped at /curate/people/."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="what they sign in with")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(f"Nobody signs in as “{name}”. Nothing was done.")
        now = timezone.now()
        try:
            token = people.reset(person, by=people.OPERATOR, now=now)
        except people.NotAllowed as refusal:
            raise CommandError(f"{refusal} Nothing was done.") from None
        if people.factors.authenticator(person):
            people.take_factor(person, by=people.OPERATOR, now=now)
        self.stdout.write(f"Open on your site, once, within seven days: /join/{token}/")
