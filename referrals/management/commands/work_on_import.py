"""Goes on with one import; started by the desk, and by whoever finds one that stopped."""

import gc
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from referrals.importing import work
from referrals.models import Import

CACHE = "PRAGMA cache_size = -32768"  # KiB of pages that SQLite keeps; its indexes are written all over


class Command(BaseCommand):
    help = "Goes on with an import that is being checked, written or taken back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("import_id", type=int)

    def handle(self, *, import_id: int, **options: Any) -> None:
        batch = Import.objects.at_work().filter(pk=import_id).first()
        if batch is None:
            raise CommandError(f"There is nothing to do for import {import_id}.")
        gc.freeze()
        gc.set_threshold(200_000, 50, 100)  # millions of small rows, hardly any in a circle
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(CACHE)
        work.work(batch)
