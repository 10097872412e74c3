"""Whatever somebody uploads is read or refused in a sentence: at once, in little memory, with nothing changed."""

import io
import json
import os
import random
import subprocess
import sys
import time

import openpyxl
import pytest

from forum import transcripts
from referrals.importing import layouts
from referrals.importing.problems import Refused
from referrals.importing.tables import open_table
from tests.referrals.importing.hostile_files import FILES, mutated, packed

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")  # it warns of what it leaves out
SECONDS, MEBIBYTES = 2, 200
MANY = int(os.environ.get("HOSTILE_FILES", "1000"))  # of lists, and of transcripts
PROGRAM = """
import resource, sys, time
import django; django.setup()
from pathlib import Path
from referrals.importing import layouts
from referrals.importing.tables import open_table
from referrals.importing.problems import Refused
before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    said = f"read: {sum(1 for _ in open_table(Path(sys.argv[1]), 'file', layouts.score).rows())}"
except Refused as refused:
    said = f"refused: {refused}"
print(time.process_time() - begin, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, said)
"""


def read(path) -> str:
    """ "read" or "refused"; anything else is a fault."""
    try:
        for _row in open_table(path, "file", layouts.score).rows():
            pass
    except Refused as refused:
        return "refused" if str(refused) else "refused without a word"
    return "read"


@pytest.mark.parametrize("file", FILES)
def test_it_is_read_or_refused_at_once_and_in_little_memory(tmp_path, file):
    path = tmp_path / "file"
    path.write_bytes(FILES[file]())
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr[-500:]
    seconds, mebibytes, said = ended.stdout.split(maxsplit=2)
    assert float(seconds) <= SECONDS
    assert int(mebibytes) <= MEBIBYTES
    assert said.startswith(("read: ", "refused: file"))


def csv_list() -> bytes:
    lines = ["Agency,Type,Phone,E-mail,Website,State,Notes"]
    for n in range(40):
        reach = f"919-555-01{n:02},desk{n}@harbor.example,harbor{n}.example"
        lines.append(f'"Harbor House {n}, Inc.",Shelter,{reach},NC,“Café” {n}')
    return "\n".join(lines).encode()


def xlsx_list() -> bytes:
    book, kept = openpyxl.Workbook(), io.BytesIO()
    for n in range(20):
        book.active.append(["Agency", "Phone", "State"] if not n else [f"Harbor {n}", f"919-555-01{n:02}", "NC"])
    book.save(kept)
    book.close()
    return kept.getvalue()


def hsds_package() -> bytes:
    return packed({
        "services.csv": b"id,organization_id,name,status\ns1,o1,Harbor House,active\ns2,o1,Lantern,active\n",
        "organizations.csv": b"id,name,description\no1,Harbor Group,x\n",
        "phones.csv": b"id,service_id,number,extension,type\np1,s1,919-555-0142,12,voice\n",
    })  # fmt: skip


def hsds_json() -> bytes:
    services = [
        {
            "id": f"ac148810-d857-441c-9679-408f346de1{n:02}",
            "name": f"H {n}",
            "phones": [{"number": f"919-555-01{n:02}"}],
        }
        for n in range(20)
    ]
    return json.dumps({"contents": services}).encode()


SEEDS = {"CSV": csv_list, "XLSX": xlsx_list, "HSDS package": hsds_package, "HSDS JSON": hsds_json}


def test_a_thousand_damaged_lists_are_read_or_refused(tmp_path):
    chance, path, outcomes = random.Random(7), tmp_path / "file", set()
    seeds = {kind: seed() for kind, seed in SEEDS.items()}
    for number in range(MANY):
        kind = list(seeds)[number % len(seeds)]
        path.write_bytes(mutated(seeds[kind], chance))
        begin = time.process_time()
        outcomes.add((kind, read(path)))
        assert time.process_time() - begin <= SECONDS, (number, kind)
    assert outcomes == {(kind, outcome) for kind in seeds for outcome in ("read", "refused")}


def test_a_thousand_damaged_transcripts_are_read_or_refused(settings):
    chance = random.Random(8)
    whole = (settings.FIXTURES_DIR / "transcripts" / "ovc-provider-forum-2015-01-21.txt").read_bytes()
    lines = whole.split(b"\n")
    outcomes = set()
    for number in range(MANY):
        begin = chance.randrange(len(lines))
        seed = b"\n".join([*lines[:6], *lines[begin : begin + 60]])
        data = mutated(seed, chance)
        started = time.process_time()
        try:
            outcomes.add("read" if transcripts.parse(data).questions else "read for nothing")
        except transcripts.TranscriptError as refused:
            outcomes.add("refused" if str(refused) else "refused without a word")
        assert time.process_time() - started <= SECONDS, number
    assert outcomes == {"read", "refused"}
