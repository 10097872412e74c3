"""Files that are gone, damaged, of another version or of another directory; a disk that is full or read-only."""

import json
import logging
import os
import random
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import tantivy
from django.db import transaction

from referrals import curation
from referrals import search as searching
from referrals.models import Change, Resource, Revision, RevisionMark
from referrals.search import index, schema
from referrals.search.index import INDEX, Index
from referrals.search.integrity import META, PARTS
from referrals.search.view import Standing

from .making import current, documents, holds, names, published, search, vocabulary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]
ENDINGS = [META, ".managed.json", *(f".{part}" for part in PARTS), ".del"]
LEFT = {"House 0", "House 2", "House 3"}


@pytest.fixture
def houses():
    """Four, of which one was retired after it was indexed: the index has a file of deletions."""
    vocabulary()
    for number in range(4):
        published(f"House {number}", description="Open late.")
    current()
    curation.retire(Resource.objects.get(name="House 1"), by="curator")
    assert current() == LEFT


def file_of(ending: str) -> Path:
    """The largest file of that ending."""
    return max((p for p in INDEX.directory.iterdir() if p.name.endswith(ending)), key=lambda path: path.stat().st_size)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def write_over(path: Path) -> None:
    """The same size, other bytes, in place."""
    with path.open("r+b") as file:
        file.write(random.Random(1).randbytes(path.stat().st_size))


def turn_one_bit(path: Path) -> None:
    with path.open("r+b") as file:
        first = file.read(1)
        file.seek(0)
        file.write(bytes([first[0] ^ 1]))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("damage", [cut, turn_one_bit, Path.unlink], ids=lambda d: d.__name__)
def test_a_new_process_finds_the_damage_and_makes_the_index_anew(houses, new_process, caplog, ending, damage):
    damage(file_of(ending))
    new_process()
    with caplog.at_level(logging.WARNING):
        assert current() == LEFT
    assert "search index" in caplog.text or (damage == Path.unlink and ending in {META, ".managed.json"})
    assert current("q=late") == LEFT
    assert documents() == 3


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("damage", [write_over, Path.unlink], ids=lambda d: d.__name__)
def test_a_process_at_work_answers_and_is_right_after_the_next_change(houses, ending, damage):
    damage(file_of(ending))
    assert names("q=late&state=NC") <= LEFT | {"House 1"}
    published("House 4", description="Open late.")
    assert current("q=late") == {*LEFT, "House 4"}
    assert documents() == 4


@pytest.mark.parametrize("ending", [f".{part}" for part in PARTS])
@pytest.mark.parametrize("damage", [cut, write_over], ids=lambda d: d.__name__)
def test_a_process_at_work_that_looks_at_its_files_is_right_at_once(houses, monkeypatch, caplog, ending, damage):
    monkeypatch.setattr(index, "SECONDS_BETWEEN_LOOKS", 0.0)
    damage(file_of(ending))
    assert current("q=late") == LEFT
    assert "changed from outside" in caplog.text
    assert documents() == 3


@pytest.mark.parametrize("at_work", [True, False])
def test_a_deleted_directory_is_made_anew(houses, new_process, at_work):
    shutil.rmtree(INDEX.directory)
    if not at_work:
        new_process()
    assert names() == LEFT
    published("House 4")
    assert current() == {*LEFT, "House 4"}
    assert documents() == 4


def test_nothing_is_left_of_an_index_that_was_given_up(houses, new_process):
    before = {path.name for path in INDEX.directory.iterdir()}
    write_over(file_of(META))
    new_process()
    assert current() == LEFT
    left = before & {path.name for path in INDEX.directory.iterdir()}
    assert all(name == META or name.startswith(".") for name in left)


def test_deletions_of_a_commit_that_was_killed_do_not_stand_in_the_way_of_the_next(houses):
    """Their names say segment and operation: the next commit counts on from where the last one ended."""
    last = json.loads(file_of(META).read_bytes())["opstamp"]
    for segment in {path.name.partition(".")[0] for path in INDEX.directory.glob("*.idx")}:
        for number in range(last + 1, last + 9):
            (INDEX.directory / f"{segment}.{number}.del").write_bytes(b"half a l")
    curation.retire(Resource.objects.get(name="House 2"), by="curator")
    assert current() == LEFT - {"House 2"}


def test_an_index_of_another_version_is_made_anew(houses, new_process, monkeypatch):
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    new_process()
    assert current() == LEFT
    assert documents() == 3


def test_an_index_with_other_fields_is_made_anew(new_process):
    INDEX.directory.mkdir(parents=True)
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("other")
    tantivy.Index(builder.build(), path=str(INDEX.directory))
    published("House")
    assert current() == {"House"}


def test_a_failure_in_the_middle_of_a_search_is_answered_from_the_database(houses, monkeypatch, caplog):
    found = search("q=late")
    monkeypatch.setattr(searching, "IndexEngine", failing)
    assert {hit.contact.name for hit in found.results[:]} == LEFT
    assert found.standing == Standing.ABSENT
    assert "search index failed" in caplog.text
    monkeypatch.undo()
    assert current("q=late") == LEFT


def failing(*_):
    raise ValueError("cannot read")


def test_a_failure_while_the_words_are_read_leaves_the_words_out(houses, monkeypatch):
    monkeypatch.setattr(searching, "Dictionary", failing)
    found = search("q=late&state=NC")
    assert {hit.contact.name for hit in found.results[:]} == LEFT
    assert (found.standing, found.reading.words) == (Standing.ABSENT, ())


# --- another past


@contextmanager
def a_branch_that_is_lost():
    """What happens inside is in no backup: the database is as before afterwards, the index saw it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_a_transaction_that_was_searched_inside_and_taken_back_is_gone_from_the_index(houses):
    with a_branch_that_is_lost():
        published("House that never was")
        assert "House that never was" in current()
    assert current() == LEFT
    assert (documents(), holds("never")) == (3, 0)


def test_a_restored_backup_at_the_same_number_is_told_apart_by_its_stamp(houses):
    with a_branch_that_is_lost():
        published("Lost")
        current()
        lost = Revision.objects.now()
    published("Kept")
    now = Revision.objects.now()
    assert now.number == lost.number
    assert now.stamp != lost.stamp
    assert current() == {*LEFT, "Kept"}
    assert (documents(), holds("lost")) == (4, 0)


def test_a_restored_backup_that_went_on_further_is_told_apart_by_its_past(houses):
    with a_branch_that_is_lost():
        published("Lost")
        current()
        lost = Revision.objects.now()
    for name in ("Kept", "Kept Too"):
        published(name)
    assert Revision.objects.now().number > lost.number
    assert not RevisionMark.objects.knows(lost)
    assert current() == {*LEFT, "Kept", "Kept Too"}
    assert (documents(), holds("lost")) == (5, 0)


def test_a_database_begun_again_is_searched_as_the_empty_one_it_is(houses):
    for model in (Change, Resource, Revision, RevisionMark):
        model.objects.all().delete()
    found = search()
    assert (found.standing, found.count, len(found.results)) == (Standing.CURRENT, 0, 0)
    assert documents() == 0


def test_an_empty_database_has_an_empty_index():
    assert current("state=NC&q=anything") == set()
    assert documents() == 0
    published("The First")
    assert current() == {"The First"}


# --- the disk


@pytest.fixture
def small_disk():
    """An index on a disk of a megabyte."""
    directory = Path(tempfile.mkdtemp(prefix="referral-desk-disk-"))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory], capture_output=True)
    if mounted.returncode:
        directory.rmdir()
        pytest.skip("cannot mount a small disk here; see the test with a limit on files")
    yield directory
    searching.INDEX.forget()
    subprocess.run(["umount", "--lazy", directory], check=True)
    directory.rmdir()


def fill(directory: Path) -> Path:
    """Leave no room at all."""
    filler = directory / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler


@pytest.mark.parametrize("already", [True, False])
def test_on_a_full_disk_edits_are_kept_and_the_search_says_what_it_lacks(
    small_disk, monkeypatch, impatient, caplog, already
):
    monkeypatch.setattr(searching, "INDEX", Index(small_disk / "index"))
    first, _ = published("First"), published("Second")
    if already:
        current()
    filler = fill(small_disk)
    published("Third")
    curation.retire(first, by="curator")
    found = search("state=NC")
    assert found.standing == (Standing.BEHIND if already else Standing.ABSENT)
    assert names("state=NC") == ({"Second"} if already else {"Second", "Third"})
    assert "could not be brought up to date" in caplog.text
    filler.unlink()
    assert current("state=NC") == {"Second", "Third"}
    assert documents() == 2


def test_after_a_failure_it_rests_before_it_tries_again(houses, monkeypatch):
    tried = []
    monkeypatch.setattr(INDEX, "catch_up", lambda: tried.append(1) or failing())
    published("House 4")
    for _ in range(5):
        assert search().standing == Standing.BEHIND
    assert len(tried) == 1
    monkeypatch.undo()
    INDEX._resting_until = 0
    assert current() == {*LEFT, "House 4"}


@pytest.fixture
def guarded():
    """An index in a directory that this process may read and not write."""
    outer = Path(tempfile.mkdtemp(prefix="referral-desk-guarded-"))
    outer.chmod(0o755)
    yield Index(outer / "index")
    shutil.rmtree(outer, onexc=lambda *_: None)


@contextmanager
def read_only(directory: Path):
    """Without the rights of root, which no permission stops."""
    directory.chmod(0o555)
    if root := os.geteuid() == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        directory.chmod(0o755)


def test_a_read_only_directory_is_answered_from_the_database(guarded, monkeypatch, impatient, caplog):
    monkeypatch.setattr(searching, "INDEX", guarded)
    published("First")
    current()
    published("Second")
    with read_only(guarded.directory):
        found = search("state=NC")
        assert found.standing in {Standing.BEHIND, Standing.ABSENT}
        assert names("state=NC") == ({"First"} if found.standing == Standing.BEHIND else {"First", "Second"})
    assert "search index" in caplog.text
    assert current("state=NC") == {"First", "Second"}
