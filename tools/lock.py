"""`make lock`: resolve pyproject.toml into versions and hashes, for all platforms, naming no package index.

Keeps the versions that still fit; ARGS=--upgrade takes the newest.
"""

import subprocess
import sys

from bootstrap import BENCHMARKS, DEVELOPMENT, ROOT, RUNTIME

HOW = ["--universal", "--python-version=3.12", "--generate-hashes", "--quiet"]
SILENT = ["--no-header", "--no-emit-index-url", "--no-emit-find-links"]


def main(arguments: list[str]) -> int:
    """One after the other, each with the versions of those before it: all three share one environment."""
    return (
        resolve(RUNTIME, arguments)
        or resolve(DEVELOPMENT, ["--group=dev", f"--constraint={RUNTIME}", *arguments])
        or resolve(BENCHMARKS, ["--group=bench", f"--constraint={DEVELOPMENT}", *arguments])
    )


def resolve(lock: str, arguments: list[str]) -> int:
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", f"--output-file={lock}"]
    return subprocess.call([*command, *HOW, *SILENT, *arguments], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
