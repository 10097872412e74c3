"""What is built before anything is asked: one directory a size, with the databases and indexes of all contestants."""

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.ours import index_place
from tests.benchmarks.processes import environment, python, stopwatch, weight

COUNTED = "counted.json"  # Datasette's own count of rows, made ahead as its manual advises for files that stay


@dataclass(frozen=True)
class Place:
    """`seconds`: how long each part took to make, by name; what was not made is not there. `kept`: an earlier run
    made it, so these seconds, and seven edits of its visibility, are from then."""

    size: int
    root: Path
    seconds: dict[str, float] = field(default_factory=dict)
    kept: bool = False

    @property
    def data_dir(self) -> Path:
        return self.root / "data"

    @property
    def flat(self) -> Path:
        return self.root / "flat.db"

    @property
    def bare(self) -> Path:
        return self.root / "bare"

    def environment(self, **more: str) -> dict[str, str]:
        return environment(self.data_dir, **more)

    def weights(self) -> dict[str, int]:
        """Bytes on disk by contestant: what each needs to answer."""
        database, index = weight(*self.data_dir.glob("*.sqlite3*")), weight(index_place(self.data_dir))
        return {
            "ours page": database + index,
            "ours engine": index or database,
            "ORM page": database,
            "Datasette page": weight(self.flat),
            "bare tantivy": weight(self.bare),
        }


def build(size: int, root: Path, say) -> Place:
    """Make all there is to make for a size, unless an earlier run finished doing so in the same directory."""
    done = root / "built.json"
    if done.exists():
        return Place(size, root, json.loads(done.read_text()), kept=True)
    place = Place(size, root)
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for name, make in STEPS.items():
        say(f"building {name}")
        with stopwatch() as seconds:
            took = make(place)
        if took is not False:
            place.seconds[name] = took or seconds[0]
    done.write_text(json.dumps(place.seconds))
    return place


def _database(place: Place) -> None:
    python("tests.benchmarks.program", "filling", str(place.size), env=place.environment())


def _index(place: Place) -> float | bool:
    """Ours from nothing, timed in its own process: starting Python is no part of it."""
    shutil.rmtree(index_place(place.data_dir), ignore_errors=True)
    printed = python("tests.benchmarks.program", "ours", "rebuild", env=place.environment())
    return float(printed) if printed.strip() else False


def _flat(place: Place) -> None:
    python("tests.benchmarks.flat", str(place.size), str(place.flat), env=place.environment())
    counted = str(place.root / COUNTED)
    python("datasette", "inspect", str(place.flat), "--inspect-file", counted, env=place.environment())


def _bare(place: Place) -> None:
    python("tests.benchmarks.bare", "build", str(place.size), str(place.bare), env=place.environment())


STEPS = {"database": _database, "our index": _index, "Datasette's table": _flat, "bare tantivy": _bare}
