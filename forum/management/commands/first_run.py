"""Load what ships with the project, once. Lives in `forum`, the app that may import both."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser, call_command
from django.db import transaction
from django.db.models import Q

from forum.models import Thread
from referrals import curation, people
from referrals.contact import VERSION
from referrals.importing.run import refresh_statistics
from referrals.models import Resource, SourceRecord, Term


class Command(BaseCommand):
    help = "Load vocabulary, starter directory, transcript and its decisions if they are not there yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo-users", action="store_true", help="make demo sign-ins while no user exists")

    def handle(self, *args: Any, demo_users: bool, **options: Any) -> None:
        fixtures = settings.FIXTURES_DIR
        if not Term.objects.exists():
            call_command("load_vocabulary", stdout=self.stdout)
        if not SourceRecord.objects.exists():
            self._directory(fixtures / "directory" / "resources.csv")
        if not Thread.objects.exists():
            self._transcripts(fixtures)
            refresh_statistics()
        self._release_again()
        call_command("reindex", "--if-idle", stdout=StringIO())
        people.ensure_roles()
        if demo_users:
            self._demo_users()

    def _directory(self, path: Path) -> None:
        """The rows that wait in review are a curator's to read, in the admin: here their number is enough."""
        report = StringIO()
        call_command("import_directory", str(path), stdout=report)
        self.stdout.write(report.getvalue().splitlines()[0])

    @transaction.atomic  # a session without its decisions would ask a curator for all of them again
    def _transcripts(self, fixtures: Path) -> None:
        files = sorted(map(str, (fixtures / "transcripts").glob("*.txt")))
        call_command("import_transcripts", *files, stdout=self.stdout)
        for path in sorted((fixtures / "decisions").glob("*.json")):
            call_command("replay_decisions", str(path), stdout=self.stdout)

    def _release_again(self) -> None:
        """After an upgrade whose release gate keeps more, or in another shape, than the last one did."""
        outdated = Resource.objects.published().filter(Q(released__isnull=True) | ~Q(released__version=VERSION))
        if outdated.exists():
            self.stdout.write(f"Released again after an upgrade: {curation.release_again(outdated)} contacts.")

    def _demo_users(self) -> None:
        for name, password in people.demo_people().items():
            self.stdout.write(f"Demo sign-in (shown once): {name} / {password}")
