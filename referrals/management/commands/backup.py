import getpass
import os
import re
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from referrals import backups

NAMED = re.compile(r"referral-desk-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup")


class Command(BaseCommand):
    help = (
        "Write everything to one file: rows, transcripts, files of unfinished imports, settings, checksums. Works "
        "while the site does. Into a directory it is named by the time, and --keep deletes the oldest of those. With "
        "the variable BACKUP_PASSPHRASE, or --ask, the file can only be opened with that passphrase."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file, or a directory")
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="how many to keep in the directory")
        parser.add_argument("--ask", action="store_true", help="ask for a passphrase")

    def handle(self, *args: Any, file: Path, keep: int, ask: bool, **options: Any) -> None:
        now, directory = timezone.now(), file if file.is_dir() else None
        if keep and not directory:
            raise CommandError(f"--keep takes a directory, and {file} is none. Nothing was written.")
        path = directory / f"referral-desk-{now:%Y-%m-%dT%H%M%SZ}.backup" if directory else file
        try:
            made = backups.make(path, now=now, passphrase=passphrase(ask, twice=True))
        except OSError as error:
            reason = error.strerror or error
            raise CommandError(f"{path} cannot be written: {reason}. What was there before is there still.") from None
        self.stdout.write(f"{made.path}: {made.rows} rows, {made.size} bytes, SHA-256 {made.sha256}")
        if directory and keep > 0:
            for old in sorted(one for one in directory.iterdir() if NAMED.fullmatch(one.name))[:-keep]:
                old.unlink()
                self.stdout.write(f"Deleted {old}")


def passphrase(ask: bool, *, twice: bool = False) -> str:
    """From the environment or the keyboard, never from the command line, where others read it."""
    if not ask:
        return os.environ.get("BACKUP_PASSPHRASE", "")
    typed = getpass.getpass("Passphrase: ")
    if not typed or (twice and getpass.getpass("Once more: ") != typed):
        raise CommandError("The two are not the same, or empty. Nothing was done.")
    return typed
