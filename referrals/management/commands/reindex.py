"""Bring the search index up to date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from referrals.search.index import INDEX, Busy
from referrals.search.integrity import is_damage


class Command(BaseCommand):
    help = "Brings the search index up to date. Searches do so themselves: this is for after a large change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anew", action="store_true", help="leave nothing of the old index")
        parser.add_argument("--if-idle", action="store_true", help="leave it to whoever does it already")

    def handle(self, *, anew: bool, if_idle: bool, **options: Any) -> None:
        try:
            read = INDEX.catch_up(anew=anew)
        except Busy as busy:
            if if_idle:
                self.stdout.write("Search index: another process is at it.")
                return
            raise CommandError("Another process is bringing the index up to date. Nothing was done.") from busy
        except BaseException as trouble:
            if not is_damage(trouble):
                raise
            raise CommandError(f"The index could not be written: {trouble}. The old one stays.") from trouble
        self.stdout.write(f"Search index: {read} records read." if read else "Search index: nothing to change.")
