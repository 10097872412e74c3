#!/usr/bin/env python
"""Django's command line for Referral Desk."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError

# What works for long beside a site that serves, and how much less it may press than a page somebody waits for.
IN_BACKGROUND = frozenset(
    {"backup", "check_links", "import_directory", "import_transcripts", "reindex", "work_on_import"}
)
STEPS = 10


def stand_back(command: str) -> None:
    """Let visitors go first while a command of that kind works; Windows has no such step."""
    if command in IN_BACKGROUND and hasattr(os, "nice"):
        os.nice(STEPS)


def main() -> None:
    stand_back(sys.argv[1] if len(sys.argv) > 1 else "")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "referrals.settings")
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, InterfaceError) as error:  # a full disk, a server that is gone: no fault of the command
        said = " ".join(str(error).split())
        sys.exit(f"The database cannot be used ({said}). What was not finished is taken back; run it again later.")


if __name__ == "__main__":
    main()
