import json
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction

from forum import mentions, reviewing
from forum.models import Thread
from referrals.curation.decisions import Decision, UnknownRecord, replay


class Command(BaseCommand):
    help = "Apply a file of a curator's decisions about a session and its suggestions; again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        name = Path(file).name
        try:
            kept = json.loads(Path(file).read_text(encoding="utf-8"))
            applied = self._apply(kept, by=kept["by"])
        except OSError as error:
            raise CommandError(f"{name}: cannot be read ({error.strerror}). Nothing was applied.") from None
        except (ValueError, KeyError, TypeError, UnknownRecord) as error:
            raise CommandError(f"{name}: {error}. Nothing was applied.") from None
        self.stdout.write(f"{name}: " + ", ".join(f"{count} {action}" for action, count in applied.items() if count))

    @transaction.atomic
    def _apply(self, kept: dict[str, Any], by: str) -> dict[str, int]:
        thread = Thread.objects.filter(slug=kept["session"]).first()
        if thread is None:
            raise UnknownRecord(f"there is no session {kept['session']}")
        if thread.sha256 != kept["sha256"]:
            raise UnknownRecord(f"session {kept['session']} is of another file than the one decided about")
        if thread.reviewed_at is None:
            reviewing.reviewed(thread, by=by)
        source = mentions.source_of(thread)
        return replay([Decision.from_json(source, row) for row in kept["decisions"]], by=by)
