"""The run: builds, asks, prints. ARGS: --sizes 10k,100k,1m  --quick  --seconds 60  --keep
--desk measures the curation desk instead (see desk), --exports the files (see exporting), --load two hundred people
at once (see load).

Leaves var/bench/results.json and var/bench/cost.svg. What was built goes again, unless --keep, after which a
second run builds only what is missing (delete var/bench/SIZE after changing how anything is built).
"""

import argparse
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

from tests.benchmarks import load, measuring, places, plot, report, visibility
from tests.benchmarks.population import size_of, written
from tests.benchmarks.processes import ROOT, environment
from tools.prepare import collect_static

OUT = ROOT / "var" / "bench"
SMALLEST = 1_000


def arguments(given: tuple[str, ...]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="How searching costs as the directory grows.")
    parser.add_argument("--sizes", type=sizes, default="10k,100k", help="such as 10k,100k,1m (1m: most of an hour)")
    parser.add_argument("--seconds", type=float, default=60, help="a contestant may take over one size's mix")
    parser.add_argument("--desk", action="store_true", help="the curation desk instead: its pages, and an import")
    parser.add_argument("--exports", action="store_true", help="the files instead: how fast they are written")
    parser.add_argument("--load", action="store_true", help="two hundred people at once instead, for --seconds (120)")
    parser.add_argument("--quick", action="store_true", help="few queries and little time: to see that it runs")
    parser.add_argument("--keep", action="store_true", help="keep what was built for the next run")
    return parser.parse_args(given)


def sizes(text: str) -> list[int]:
    """10000 and 100000 for "10k,100k", the smallest first."""
    try:
        found = sorted({size_of(one) for one in text.split(",")})
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if found[0] < SMALLEST:
        raise argparse.ArgumentTypeError(f"The smallest size that gives enough queries is {written(SMALLEST)}.")
    return found


def main(*given: str) -> None:
    options = arguments(given)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers of ours are stopped, too
    OUT.mkdir(parents=True, exist_ok=True)
    for part in (name for name, wished in (("desk", options.desk), ("exporting", options.exports)) if wished):
        for size in options.sizes:
            alone(part, size)
    if options.desk or options.exports:
        return
    collect_static()  # which pages of the real server name
    if options.load:
        for size in options.sizes:
            load.main(
                size,
                120 if options.seconds == 60 else options.seconds,
                OUT / str(size),
                lambda text: say(text, sys.stdout),
            )
        return
    results = []
    for size in options.sizes:
        results.append(one_size(size, options))
        say(report.table(results[-1]), sys.stdout)
        report.write(results, OUT)
        plot.draw(results, OUT / "cost.svg")
    say(f"{report.growth(results)}\n{report.NOTES}", sys.stdout)


def alone(part: str, size: int) -> None:
    """A part that fills a directory of its own."""
    with TemporaryDirectory(dir=OUT) as place:
        env = environment(Path(place))
        command = [sys.executable, "-m", "tests.benchmarks.program", part, str(size)]
        subprocess.run(command, cwd=ROOT, env=env, check=True)


def one_size(size: int, options: argparse.Namespace) -> dict[str, Any]:
    effort = measuring.Effort(10, 8) if options.quick else measuring.Effort(options.seconds)
    root = OUT / str(size)

    def progress(text: str) -> None:
        say(f"{written(size)}: {text}", sys.stderr)

    place = places.build(size, root, progress)
    try:
        measured = measuring.measure(place, effort, progress)
        progress("editing")
        return {
            "size": size,
            **vars(measured),
            "visibility": visibility.measure(place),
            "built": place.seconds,
            "kept": place.kept,
            "weights": place.weights(),
        }
    finally:
        if not options.keep:
            shutil.rmtree(root)


def say(text: str, stream: TextIO) -> None:
    stream.write(f"{text}\n")
    stream.flush()
