#!/usr/bin/env python
"""Django's command line for Referral Desk."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "referrals.settings")
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, InterfaceError) as error:  # a full disk, a server that is gone: no fault of the command
        said = " ".join(str(error).split())
        sys.exit(f"The database cannot be used ({said}). What was not finished is taken back; run it again later.")


if __name__ == "__main__":
    main()
