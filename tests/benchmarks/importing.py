"""One import from check to the directory, each step in a process of its own, weighed: `importing FILE`."""

import resource
import subprocess
import sys
import time
from pathlib import Path

from referrals.models import Import, Resource
from tests.benchmarks import desk
from tests.benchmarks.processes import ROOT

KIBIBYTES = 1024


def main(file: str) -> None:
    made = desk.batch(Path(file))
    total = 0.0
    for name, state in desk.STEPS:
        Import.objects.filter(pk=made.pk).update(state=state)
        begin = time.perf_counter()
        subprocess.run([sys.executable, "manage.py", "work_on_import", str(made.pk)], cwd=ROOT, check=True)
        seconds = time.perf_counter() - begin
        total += seconds
        weight = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KIBIBYTES
        desk.say(f"{name:44}{seconds:>8.1f}{weight:>8.0f}")
    made.refresh_from_db()
    if made.state != Import.State.LIVE:
        sys.exit(f"The import ended as {made.state}: {made.trouble}")
    desk.say(f"{'together, the search index included':44}{total:>8.1f}")
    desk.say(f"{Resource.objects.published().count()} contacts are published")
