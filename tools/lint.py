"""`make lint`: style, types, and whether every change of a model has its migration."""

import os
import subprocess
import sys
import tempfile

CHECKS = [
    ["-m", "ruff", "check"],
    ["-m", "ruff", "format", "--check"],
    ["-m", "mypy"],
    ["manage.py", "makemigrations", "--check", "--dry-run"],
]


def main() -> int:
    """Run every check, so that one look shows all there is to mend."""
    with tempfile.TemporaryDirectory() as nowhere:
        throwaway = {
            "SECRET_KEY": "only for linting",
            "DATABASE_URL": "sqlite://:memory:",
            "DATA_DIR": nowhere,
        }
        environment = os.environ | throwaway
        failed = [check for check in CHECKS if subprocess.call([sys.executable, *check], env=environment)]
    for check in failed:
        print("failed:", *check)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
