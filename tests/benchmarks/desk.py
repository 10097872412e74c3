"""What the curation desk costs: its pages in a directory of some size, and an import of as many rows.

The program `desk 100k` works in the DATA_DIR it is given and prints two tables. Pages are asked in process, by a
curator, each after a change to the directory, as it is at the desk. The import runs as the site runs it, in a process
of its own, into a directory of its own that holds what ships.
"""

import csv
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from referrals import numbers, people
from referrals.curation import record, rows
from referrals.curation.changes import whole
from referrals.importing import layouts, places
from referrals.models import Change, Import, Resource, Revision, SourceRecord, Term
from referrals.vocabulary import Curation
from tests.benchmarks import filling
from tests.benchmarks.population import entries, size_of
from tests.benchmarks.processes import ROOT

TIMES = 5
AREAS = ("919", "704", "212", "213", "312", "404", "512", "602", "617", "702")
HEADER = ("Agency Name", "Type", "Phone", "E-mail", "Website", "State", "City", "Description", "Needs", "Population",
          "Languages", "Hours")  # fmt: skip


def main(size: str) -> None:
    say(f"desk, {size} resources\n{'page':44}{'queries':>8}{'ms':>8}")
    filling.main(size)
    _history()
    for name, path in _pages():
        queries, seconds = _asked(path)
        say(f"{name:44}{queries:>8}{seconds * 1000:>8.0f}")
    say(f"\nimport of {size} rows\n{'step':44}{'seconds':>8}{'MiB':>8}")
    _import(size)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _history() -> None:
    """What a filled directory lacks and the desk reads: a line of history for each record, what sources say of those
    that wait, and a curator."""
    now = timezone.now()
    pks = Resource.objects.values_list("pk", flat=True)
    rows.insert(Change, ("resource_id", "at", "by", "action", "why", "fields", "moved"),
                ((pk, now, "an import", "create", "", {}, {}) for pk in pks))  # fmt: skip
    for one in whole().filter(curation=Curation.SUGGESTED).iterator(500):
        SourceRecord.objects.create(source="list", key=f"{one.pk}", values=record.of(one), resource=one)
    people.ensure_roles()
    people.add_person("curator", people.CURATOR, "a benchmark alone")
    call_command("reindex", stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123 - to the end of the process


def _pages() -> Iterator[tuple[str, str]]:
    waits = Resource.objects.awaiting_review().order_by("pk")[10]
    known = Resource.objects.published().order_by("pk")[10]
    due = Resource.objects.due(timezone.localdate())[500]
    yield from (
        ("desk", ""), ("review: the queue", "review/"), ("review: one suggestion", f"review/{waits.slug}/"),
        ("verify", "verify/"), ("verify: 500 later", f"verify/?after={due.slug}"), ("reports", "reports/"),
        ("history", "history/"), ("a record", f"records/{known.slug}/"),
        ("the form of a record", f"records/{known.slug}/edit/"), ("gaps", "gaps/"),
        ("gaps: one heading", "gaps/?heading=legal"), ("gaps: for minors", "gaps/?only=minors"),
        ("imports", "imports/"), ("paste", "paste/"), ("hidden places", "unhide/"), ("web addresses", "links/"),
        ("posts", "posts/"),
    )  # fmt: skip


def _asked(path: str) -> tuple[int, float]:
    """(queries, median seconds) of a page; before each time something in the directory changes."""
    client, seconds, most = Client(SERVER_NAME="127.0.0.1"), [], 0
    client.force_login(get_user_model().objects.get(username="curator"))
    for _ in range(TIMES + 1):
        Revision.objects.take()
        with CaptureQueriesContext(connection) as queries:
            begin = time.perf_counter()
            answer = client.get(f"/curate/{path}")
            seconds.append(time.perf_counter() - begin)
        if answer.status_code != 200:
            sys.exit(f"/curate/{path} answered {answer.status_code}")
        most = max(most, len(queries))
    return most, median(seconds[1:])


def _import(size: str) -> None:
    """In a directory of its own, beside the other."""
    place = Path(os.environ["DATA_DIR"]) / "import"
    place.mkdir(exist_ok=True)
    env = os.environ | {"DATA_DIR": str(place)}
    for arguments in (("migrate", "--verbosity=0"), ("first_run",)):
        subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
        )
    listed = place / "list.csv"
    _write_list(size, listed)
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.program", "importing", str(listed)], cwd=ROOT, env=env, check=True
    )


def _write_list(size: str, place: Path) -> None:
    """The invented directory as a partner's spreadsheet would say it, with numbers that could be in use."""
    needs = set(Term.objects.of(Term.Facet.NEED).values_list("slug", flat=True))
    in_use, seen = _numbers(), set()
    with place.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for entry in entries(size_of(size)):
            kept = entry.record
            if (key := (kept["name"], kept["base_state"])) in seen:
                continue
            seen.add(key)
            slugs = [term["slug"] for term in kept["terms"]]
            writer.writerow([
                kept["name"], kept["kind"], " / ".join(next(in_use) for row in kept["phones"] if row["use"] == "voice"),
                "; ".join(row["address"] for row in kept["emails"]), " ".join(row["url"] for row in kept["links"]),
                kept["base_state"], kept["city"], kept["description"], "|".join(s for s in slugs if s in needs),
                "|".join(s for s in slugs if s not in needs), "|".join(kept["languages"]), kept["hours"],
            ])  # fmt: skip


def _numbers() -> Iterator[str]:
    for number in count():
        written = f"{AREAS[number % 10]}-{200 + (number // 10) % 700}-{(number * 7919) % 10000:04}"
        try:
            numbers.read(written)
        except ValueError:
            continue
        yield written


def batch(listed: Path) -> Import:
    """The list as a curator would have uploaded it, with its columns as they are guessed."""
    made = Import.objects.create(file=listed.name, kind="csv", source="a partner's list", by="curator", publish=True)
    places.keep(made, [listed.read_bytes()])
    table = places.table(made)
    sample = [row for row, _ in zip(table.rows(), range(50), strict=False)]
    layout = layouts.guess(table.header, sample)
    layout.kind = "victim-services"
    made.layout = layout.as_json()
    made.save()
    return made
