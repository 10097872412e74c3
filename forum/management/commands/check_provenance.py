from typing import Any

from django.core.management import BaseCommand, CommandError

from forum import provenance
from forum.models import Mention


class Command(BaseCommand):
    help = "Read every quoted span again, and fail if one no longer matches."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(provenance.problems())
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"{len(found)} quotes or mentions do not match their posts.")
        self.stdout.write(f"{Mention.objects.count()} mentions match their posts.")
