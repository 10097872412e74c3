"""One import from check to the directory, each step in a process of its own, weighed: `importing FILE`."""

import subprocess
import sys
import time
from pathlib import Path

from django.utils import timezone

from referrals.models import Import, Resource
from tests.benchmarks import desk
from tests.benchmarks.processes import ROOT

KIBIBYTES = 1024


def main(file: str) -> None:
    made = desk.batch(Path(file))
    begun = timezone.now()
    checked, weight = _step(made, Import.State.CHECKING)
    desk.say(f"{'checked, with near-duplicates':44}{checked:>8.1f}{weight:>8.0f}")
    began = timezone.now()
    written, weight = _step(made, Import.State.LANDING)
    made.refresh_from_db()
    if made.state != Import.State.LIVE:
        sys.exit(f"The import ended as {made.state}: {made.trouble}")
    live = (made.live_at - began).total_seconds()
    desk.say(f"{'written, until it is live':44}{live:>8.1f}{weight:>8.0f}")
    desk.say(f"{'together':44}{checked + live:>8.1f}")
    desk.say(f"{'then, until the index has it':44}{written - live:>8.1f}")
    desk.say(f"{Resource.objects.published().count()} contacts are published ({begun:%H:%M} to {timezone.now():%H:%M})")


def _step(made: Import, state: str) -> tuple[float, float]:
    """(seconds, most MiB that the process held) of one step of the work."""
    Import.objects.filter(pk=made.pk).update(state=state)
    begin, most = time.perf_counter(), 0.0
    with subprocess.Popen([sys.executable, "manage.py", "work_on_import", str(made.pk)], cwd=ROOT) as process:
        while process.poll() is None:
            most = max(most, _held(process.pid))
            time.sleep(0.05)
    if process.returncode:
        sys.exit(f"The work ended with {process.returncode}.")
    return time.perf_counter() - begin, most


def _held(pid: int) -> float:
    """The most a process ever held, where the system tells (Linux)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0")
    return int(peak.split()[1]) / KIBIBYTES
