"""What it costs to write a search of everything as a file.

The program `exporting 100k` works in the DATA_DIR it is given, with the rows of a filled directory, and prints a table.
Each file is written by a process of its own, that has only the index and the vocabulary in memory when it begins. The
contestant is a table written the plain way: a queryset with `prefetch_related`, its rows given to Python's csv.
"""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone

from referrals.exports import FORMATS, Handout, Options
from referrals.models import Resource
from tests.benchmarks import filling
from tests.benchmarks.processes import ROOT

SHIPPED = 617  # contacts of the directory that ships
PLAIN = "plain ORM, csv"
NOT_WRITTEN = frozenset({"csv-metadata.json"})  # a description, and no list


def main(size: str, format: str = "") -> None:
    if format:
        sys.stdout.write(json.dumps(_measured(format)))
        return
    filling.main(size)
    call_command("reindex", stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123 - to the end of the process
    say(f"exports, {size} resources\n{'file':20}{'rows/s':>10}{'first row s':>14}{'all s':>8}{'MB':>8}{'peak MiB':>10}")
    for name in (PLAIN, *FORMATS):
        if name in NOT_WRITTEN:
            continue
        command = [sys.executable, "-m", "tests.benchmarks.program", "exporting", size, name]
        said = subprocess.run(command, cwd=ROOT, env=os.environ, check=True, capture_output=True, text=True).stdout
        got = json.loads(said)
        say(f"{name:20}{got['rows'] / got['all']:>10.0f}{got['first']:>14.2f}{got['all']:>8.1f}"
            f"{got['bytes'] / 1e6:>8.1f}{got['memory']:>10.0f}")  # fmt: skip


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _measured(name: str) -> dict[str, float]:
    """Seconds to the first contact and to the last byte, bytes, rows, and the most MiB the whole process took."""
    Handout.of_search(QueryDict("state=NC"), timezone.localtime())  # index and vocabulary are read
    begin, first, size = time.perf_counter(), 0.0, 0
    for number, piece in enumerate(_plain() if name == PLAIN else _ours(name)):
        first = time.perf_counter() - begin if number <= 1 else first  # the first piece may be a heading
        size += len(piece)
    seconds = time.perf_counter() - begin
    everything = Resource.objects.published().count()
    count = everything if name == PLAIN else Handout.of_search(_asked(name), timezone.localtime()).count
    return {"first": first, "all": seconds, "bytes": size, "rows": count, "memory": _mib()}


def _ours(name: str) -> Iterator[bytes]:
    handout = Handout.of_search(_asked(name), timezone.localtime())
    FORMATS[name].check(handout)
    return FORMATS[name].render(handout)


def _asked(name: str) -> QueryDict:
    """Everything; of a book that has an end, as many as the shipped directory has."""
    return QueryDict(f"limit={SHIPPED}" if FORMATS[name].most(Options()) else "")


class _Line:
    def write(self, line: str) -> bytes:
        return line.encode()


def _plain() -> Iterator[bytes]:
    """As one would write it without a release gate: half of the columns, from the rows themselves."""
    write = csv.writer(_Line()).writerow
    rows = Resource.objects.published().defer("released").order_by("name").select_related("organization")
    rows = rows.prefetch_related("phones", "links", "emails", "states", "terms", "languages", "evidence")
    for one in rows.iterator(500):
        yield write([
            one.name, one.get_kind_display(), one.organization.name,
            "; ".join(phone.number for phone in one.phones.all() if not phone.doubtful),
            "; ".join(email.address for email in one.emails.all() if not email.doubtful),
            "; ".join(link.url for link in one.links.all() if not link.doubtful), one.description, one.coverage,
            "; ".join(row.state for row in one.states.all()), one.city,
            "; ".join(term.label for term in one.terms.all()),
            "; ".join(language.name for language in one.languages.all()), one.hours, one.cost, one.verified_on,
            "; ".join(said.quote for said in one.evidence.all()), one.slug,
        ])  # fmt: skip


def _mib() -> float:
    """The most this program took. (What `getrusage` says begins with the most of whoever started it.)"""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024
