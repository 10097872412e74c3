"""Import a table of contacts."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from referrals.importing import Refused, files, report, run


class Command(BaseCommand):
    help = "Imports a table of contacts: all of it or nothing. Again: changes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", choices=sorted(run.MAPPINGS), default="starter", help="the layout of the file")
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, write nothing")

    def handle(self, *, file: Path, mapping: str, dry_run: bool, **options) -> None:
        try:
            planned = run.plan(file.name, files.load(file), run.MAPPINGS[mapping])
            if not dry_run:
                run.commit(planned, by=f"import of {file.name}"[:150], progress=self._progress)
                run.refresh_statistics()
                call_command("reindex", stdout=StringIO())
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing was imported.") from refused
        for line in report.lines(planned, every_row=dry_run):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")

    def _progress(self, done: int) -> None:
        if done % 50 == 0 and self.stderr.isatty():
            self.stderr.write(f"{done} rows written", ending="\r")
