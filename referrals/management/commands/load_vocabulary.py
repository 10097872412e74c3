"""Load victim types, needs, kinds, costs, languages and federal terms."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from referrals.importing import Refused, vocabulary


class Command(BaseCommand):
    help = "Loads the vocabulary. Again: changes nothing. A term that left the files is retired, never deleted."

    def add_arguments(self, parser: CommandParser) -> None:
        shipped = settings.FIXTURES_DIR / "vocabulary"
        parser.add_argument("folder", nargs="?", type=Path, default=shipped, help="where the CSV files are")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            self.stdout.write(str(vocabulary.load(folder)))
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing was loaded.") from refused
