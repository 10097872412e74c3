"""Programs the benchmark starts: each bounded, each ended by its own process id, each weighed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEBIBYTE = 1024 * 1024
# What every program of the benchmark runs under, so that no setting of this machine changes a figure.
SETTINGS = {
    "SECRET_KEY": "only for benchmarks: never used to serve a page to a person",
    "DATABASE_URL": "", "ALLOWED_HOSTS": "", "HTTPS": "", "DEBUG": "", "REQUIRE_LOGIN": "", "SITE_NAME": "",
    "HOST": "127.0.0.1", "PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "referrals.settings",
}  # fmt: skip


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    return os.environ | SETTINGS | {"DATA_DIR": str(data_dir)} | more


def python(*arguments: str, env: Mapping[str, str] | None = None) -> str:
    """Run a module to its end; returns what it printed."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=env, check=True, text=True, stdout=subprocess.PIPE
    ).stdout


@contextmanager
def running(*command: str, env: Mapping[str, str], **options) -> Iterator[subprocess.Popen]:
    """A program for as long as it is needed."""
    process = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=env, **options)
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def children(pid: int) -> list[int]:
    """Process ids of the workers of a server, where the system shows them (Linux)."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def memory(pid: int) -> dict[str, float]:
    """{"rss", "pss"} in MiB: all the memory a process holds, and its share where several hold the same.

    Empty where the system does not show it (anything but Linux).
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return {}
    kibibytes = {line.split(":")[0].lower(): int(line.split()[1]) for line in lines}
    return {name: kibibytes[name] / 1024 for name in ("rss", "pss")}


def weight(*places: Path) -> int:
    """Bytes of files and directories; what is not there weighs nothing."""
    files = (file for place in places for file in ([place] if place.is_file() else place.rglob("*")))
    return sum(file.stat().st_size for file in files if file.is_file())


@contextmanager
def stopwatch() -> Iterator[list[float]]:
    """Holds the seconds of its block once that has ended."""
    seconds: list[float] = []
    begin = time.perf_counter()
    yield seconds
    seconds.append(time.perf_counter() - begin)
