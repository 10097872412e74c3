from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection

from forum.models import Thread
from forum.purging import purge


class Command(BaseCommand):
    help = "Delete a session's file and every redacted word for good. Posts, quotes and their hashes stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("session", help="its date as in its address, such as 2015-01-21 or 2015-01-21-2")
        parser.add_argument("--by", default="purge_source", help="whose name the history shows")

    def handle(self, *args: Any, session: str, by: str, **options: Any) -> None:
        thread = Thread.objects.filter(slug=session).first()
        if thread is None:
            raise CommandError(f"There is no session {session}. Nothing was deleted.")
        done = purge(thread, by=by)
        self._shrink()
        self.stdout.write(
            f"{session}: {done.size:,} bytes of its file and {done.stretches} redacted stretches deleted. "
            "Backups made before, and the file you imported, still hold them."
        )

    def _shrink(self) -> None:
        """What SQLite deletes stays in its file until that is written anew."""
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
