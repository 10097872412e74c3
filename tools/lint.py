"""`make lint`: style, types, the Dockerfile, and whether every change of a model has its migration."""

import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from bootstrap import WINDOWS

CHECKS = [
    [sys.executable, "-m", "ruff", "check"],
    [sys.executable, "-m", "ruff", "format", "--check"],
    [sys.executable, "-m", "mypy"],
    [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
]
if not WINDOWS:  # for which its package has no program
    CHECKS.append([str(Path(sysconfig.get_path("scripts")) / "hadolint"), "Dockerfile"])


def main() -> int:
    """Run every check, so that one look shows all there is to mend."""
    with tempfile.TemporaryDirectory() as nowhere:
        throwaway = {
            "SECRET_KEY": "only for linting",
            "DATABASE_URL": "sqlite://:memory:",
            "DATA_DIR": nowhere,
        }
        environment = os.environ | throwaway
        failed = [check for check in CHECKS if subprocess.call(check, env=environment)]
    for program, *what in failed:
        print("failed:", Path(program).name, *what)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
