from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from referrals import backups

from .backup import passphrase


class Command(BaseCommand):
    help = (
        "Bring back what `backup` wrote, into SQLite or PostgreSQL, whichever it came from. The file is checked to its "
        "end before anything is touched; then all of it comes back, or nothing changes. Everybody has to sign in again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="delete what the database holds")
        parser.add_argument("--ask", action="store_true", help="ask for the passphrase")

    def handle(self, *args: Any, file: Path, replace: bool, ask: bool, **options: Any) -> None:
        try:
            done = backups.restore(file, passphrase=passphrase(ask), replace=replace)
        except backups.Damaged as damaged:
            raise CommandError(f"{file} is damaged: {damaged}. Nothing was changed.") from None
        except (backups.WrongPassphrase, backups.NotRestored) as refusal:
            told = str(refusal)
            raise CommandError(f"{file}: {told}{'' if 'Nothing' in told else ' Nothing was changed.'}") from None
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}. Nothing was changed.") from None
        self.stdout.write(f"Restored {done.rows} rows as they were on {done.made}. Everybody signs in again.")
        for name, value in done.differs.items():
            said = "has another value here: codes of old reports work only with the one in the backup"
            self.stdout.write(f"{name} {said if name == 'SECRET_KEY' else f'was {value!r} then'}.")
