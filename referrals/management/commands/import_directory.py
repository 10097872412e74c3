"""Import a table of contacts."""

import json
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from referrals.importing import Refused, batches, files, layouts, places, report, run
from referrals.importing.layouts import Layout
from referrals.models import Import


class Command(BaseCommand):
    help = "Imports a table of contacts (CSV, XLSX, HSDS package): all of it or nothing. Again: changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--mapping", default="", metavar="M",
            help="the layout of the file: starter, a JSON file as --show-mapping prints it, or else guessed",
        )  # fmt: skip
        parser.add_argument("--source", default="", help="whose list it is; the same name each time (not for starter)")
        parser.add_argument("--publish", action="store_true", help="publish what keeps every rule and is like nothing")
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, write nothing")
        parser.add_argument("--show-mapping", action="store_true", help="print what columns and values are taken for")

    def handle(self, *, file: Path, mapping: str, source: str, **options: Any) -> None:
        try:
            if mapping in run.MAPPINGS or (not mapping and not source and not options["show_mapping"]):
                self._starter(file, mapping or "starter", dry_run=options["dry_run"])
            else:
                self._list(file, mapping, source or file.stem, options)
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing was imported.") from refused

    def _starter(self, file: Path, mapping: str, *, dry_run: bool) -> None:
        planned = run.plan(file.name, files.load(file), run.MAPPINGS[mapping])
        if not dry_run:
            run.commit(planned, by=f"import of {file.name}"[:150], progress=self._progress)
            run.refresh_statistics()
            call_command("reindex", "--if-idle", stdout=StringIO())
        for line in report.lines(planned, every_row=dry_run):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")

    def _list(self, file: Path, mapping: str, source: str, options: dict[str, Any]) -> None:
        """A partner's list, as the desk imports it; what was written is taken back there, too."""
        batch = batches.begin(file, source=source, by=f"import of {file.name}"[:150], publish=options["publish"])
        try:
            batch.layout = self._layout(batch, mapping).as_json()
            batch.save(update_fields=["layout"])
            if options["show_mapping"]:
                self.stdout.write(json.dumps(batch.layout, ensure_ascii=False, indent=1))
                return
            for line in batches.run(batch, dry_run=options["dry_run"], progress=self._progress_of):
                self.stdout.write(line)
        finally:
            if not Import.objects.filter(pk=batch.pk, state=Import.State.LIVE).exists():
                batches.forget(batch)

    def _layout(self, batch: Import, mapping: str) -> Layout:
        table = places.table(batch)
        if mapping:
            try:
                return Layout.from_json(json.loads(Path(mapping).read_text())).fitting(table.header)
            except (OSError, ValueError, TypeError) as error:
                raise CommandError(f"{mapping}: expected a mapping as --show-mapping prints it ({error}).") from error
        known = batches.remembered(batch.source)
        if known:
            return Layout.from_json(known).fitting(table.header)
        return layouts.guess(table.header, list(islice(table.rows(), 50)))

    def _progress(self, done: int) -> None:
        if done % 50 == 0 and self.stderr.isatty():
            self.stderr.write(f"{done} rows written", ending="\r")

    def _progress_of(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"{done} of {total} rows", ending="\r")
