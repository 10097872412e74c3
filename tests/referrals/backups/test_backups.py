"""One file with everything, made beside writers, refused if a bit of it is wrong, and the same site again from it."""

import gzip
import io
import json
import os
import re
import stat
import subprocess
import sys
import tarfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from threading import Event

import pyrage
import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from referrals import backups, curation, people
from referrals.backups import archive, tables
from referrals.backups.archive import MANIFEST
from referrals.importing import places
from referrals.models import Change, Invitation, PersonChange, Report, Resource, Revision
from tests.authenticator import Authenticator
from tests.cast import PASSPHRASE
from tests.referrals.search.making import published
from tests.sent import listed, report

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "correct horse battery staple"
NOW = timezone.now().replace(microsecond=0)


def everything() -> dict[str, list[bytes]]:
    """Each table that is kept, row by row."""
    return {model._meta.label: list(tables.lines(model)) for model in tables.kept(apps)}


@pytest.fixture
def site(client):
    """What people did: records, an edit, a report, somebody with an authenticator, an open invitation."""
    people.ensure_roles()
    ana = people.add_person("ana", people.ADMINISTRATOR, PASSPHRASE)
    Authenticator.of(ana)
    people.factors.renew_codes(ana, now=NOW)
    people.invite(role=people.CURATOR, by="ana", now=NOW, label="Ruth")
    for name in ("Refugio “Ñandú” \u2028 \x85 and more", "Harbor Lantern", "Nightingale Hotline"):
        one = listed(name)
    curation.edit(one, by="ana", values={"description": 'Line one\nline two\ttab \\ quote " and 𝒳.'})
    report(client, one)
    return client


@pytest.fixture
def whole_site(shipped_rows, site):
    """The same beside everything that ships."""
    with transaction.atomic():
        tables.empty(apps)
        shipped_rows.put()
    people.ensure_roles()
    return site


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "desk.backup"


def restored(path: Path, **options) -> backups.Restored:
    return backups.restore(path, replace=True, **options)


@pytest.mark.parametrize("passphrase", ["", SECRET], ids=["plain", "sealed"])
def test_the_same_site_comes_back(site, path, passphrase):
    comes_back(site, path, passphrase)
    for table in (Change, PersonChange, Report, Invitation):
        assert table.objects.exists(), "there was something to lose"


def test_all_that_ships_comes_back(whole_site, path):
    comes_back(whole_site, path, SECRET)


def comes_back(site, path, passphrase):
    before, file = everything(), site.get("/resources.csv?bom=no").getvalue()
    made = backups.make(path, now=NOW, passphrase=passphrase)
    assert made.rows == sum(map(len, before.values()))
    with transaction.atomic():
        tables.empty(apps)
    assert not Resource.objects.exists()
    assert restored(path, passphrase=passphrase).rows == made.rows
    assert everything() == before
    assert site.get("/resources.csv?bom=no").getvalue() == file


def test_afterwards_people_work_on_where_they_were(site, path):
    """New rows get numbers of their own, the old passphrase and authenticator open the door, search knows the past."""
    backups.make(path, now=NOW)
    moment = Revision.objects.now()
    published("Made after the backup")
    site.get("/?q=made+after")
    restored(path)
    assert Revision.objects.now() == moment
    assert "Made after the backup" not in site.get("/resources.txt?q=made+after+the+backup").getvalue().decode()
    assert published("Another life").pk
    assert "Another life" in site.get("/resources.txt?q=another+life").getvalue().decode()
    answer = site.post("/sign-in/", {"username": "ana", "password": PASSPHRASE})
    assert answer["Location"] == "/sign-in/code/"
    assert people.role_of(people.administrators().get()) == people.ADMINISTRATOR


def test_whoever_was_signed_in_signs_in_again(site, path):
    site.force_login(people.administrators().get())
    backups.make(path, now=NOW)
    restored(path)
    assert site.get("/account/").status_code == 302


def test_files_of_imports_that_were_not_finished_come_along(site, path):
    kept = places.folder() / "17"
    kept.write_bytes(b"name\nHarbor House\n")
    (places.folder() / "17.beat").touch()
    backups.make(path, now=NOW)
    kept.unlink()
    restored(path)
    assert kept.read_bytes() == b"name\nHarbor House\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.unlink()


class TestTheFile:
    def test_is_for_its_owner_alone_and_there_is_nothing_beside_it(self, site, path):
        backups.make(path, now=NOW)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [one.name for one in path.parent.iterdir()] == [path.name]

    def test_any_machine_opens_a_plain_one(self, site, path):
        backups.make(path, now=NOW)
        with tarfile.open(path) as tar:
            names = tar.getnames()
            assert names[0] == "about.txt"
            assert names[-1] == MANIFEST
            manifest = json.load(tar.extractfile(MANIFEST))
        assert manifest["rows"]["referrals.Resource"] == Resource.objects.count()

    def test_a_sealed_one_says_nothing_and_holds_the_key(self, site, path, settings):
        backups.make(path, now=NOW, passphrase=SECRET)
        held = path.read_bytes()
        for word in (b"Harbor", b"referrals", settings.SECRET_KEY.encode(), SECRET.encode()):
            assert word not in held
        settings.SECRET_KEY = "another key, of another machine, as long as one has to be"
        assert "SECRET_KEY" in restored(path, passphrase=SECRET).differs

    def test_a_plain_one_holds_no_key_of_the_site(self, site, path, settings):
        backups.make(path, now=NOW)
        assert settings.SECRET_KEY.encode() not in gzip.decompress(path.read_bytes())

    def test_is_sealed_by_the_rules_of_age(self, site, path):
        """As docs/operations.md says: with age's own tool, in two steps."""
        backups.make(path, now=NOW, passphrase=SECRET)
        armoured, end, stream = path.read_bytes().partition(b"-----END AGE ENCRYPTED FILE-----\n")
        key = pyrage.passphrase.decrypt(armoured + end, SECRET).decode()
        plain = pyrage.decrypt(stream, [pyrage.x25519.Identity.from_str(key)])
        with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
            assert MANIFEST in tar.getnames()

    def test_who_has_no_room_keeps_the_old_one(self, site, path):
        path.write_bytes(b"the backup of yesterday")
        code = (
            "import resource, sys, django; django.setup()\n"
            "from pathlib import Path; from django.utils import timezone; from referrals import backups\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
            "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            "backups.make(Path(sys.argv[1]), now=timezone.now(), passphrase=sys.argv[2])\n"
        )
        for passphrase in ("", SECRET):
            ended = run_beside(code, str(path), passphrase)
            assert ended.returncode == 1
            assert "OSError" in ended.stderr.splitlines()[-1], ended.stderr[-500:]
            assert path.read_bytes() == b"the backup of yesterday"
            assert [one.name for one in path.parent.iterdir()] == [path.name]

    def test_killed_at_any_moment_leaves_the_old_one(self, site, path):
        path.write_bytes(b"the backup of yesterday")
        code = (
            "import sys, django; django.setup()\n"
            "from django.core.management import call_command\n"
            "print('go', flush=True); call_command('backup', sys.argv[1])"
        )
        command = [sys.executable, "-W", "ignore", "-c", code, str(path)]
        for after in (0.01, 0.1, 0.3):
            with subprocess.Popen(command, env=beside(), stdout=subprocess.PIPE) as process:
                process.stdout.readline()
                time.sleep(after)
                process.kill()
            if path.read_bytes() != b"the backup of yesterday":
                with path.open("rb") as whole:
                    assert archive.verified(whole)["rows"]
        assert backups.make(path, now=NOW).rows, "and the next one is made over what was left"


def beside() -> dict[str, str]:
    """The environment of another process on the database of the test."""
    here = connection.settings_dict
    where = f"{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}"
    address = f"sqlite:///{here['NAME']}" if connection.vendor == "sqlite" else f"postgres://{where}/{here['NAME']}"
    return os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "referrals.settings",
        "DATA_DIR": str(site_settings.DATA_DIR),
    }


def run_beside(code: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-W", "ignore", "-c", code, *arguments], env=beside(), text=True,
                          capture_output=True, timeout=120)  # fmt: skip


def changed(path: Path, change) -> Path:
    path.write_bytes(change(path.read_bytes()))
    return path


def remade(path: Path, change) -> Path:
    """The same file with other parts, packed as if nothing had happened."""
    with tarfile.open(path) as tar:
        parts = {member.name: tar.extractfile(member).read() for member in tar}
    change(parts)
    with tarfile.open(path, "w:gz") as tar:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def told(parts: dict[str, bytes], **more) -> None:
    parts[MANIFEST] = json.dumps(json.loads(parts.pop(MANIFEST)) | more).encode()


FIRST = "rows/referrals.Resource/000001.jsonl"
NEWER = "made by a newer version"
WRONG = {
    "empty": (lambda path: changed(path, lambda held: b""), "damaged"),
    "another file": (lambda path: changed(path, lambda held: b"name,phone\n"), "damaged"),
    "cut in the middle": (lambda path: changed(path, lambda held: held[: len(held) // 2]), "damaged"),
    "its last byte gone": (lambda path: changed(path, lambda held: held[:-1]), "damaged"),
    "something behind it": (lambda path: changed(path, lambda held: held + b"more"), "damaged"),
    "a bit turned": (
        lambda path: changed(path, lambda held: held[:9000] + bytes([held[9000] ^ 1]) + held[9001:]), "damaged"),
    "a part changed": (
        lambda path: remade(path, lambda parts: parts.update({FIRST: parts[FIRST].replace(b"Hotline", b"Hotlane")})),
        f"a part is not what was written: {FIRST}"),
    "a part gone": (lambda path: remade(path, lambda parts: parts.pop(FIRST)), "a part is not what was written"),
    "no list of parts": (lambda path: remade(path, lambda parts: parts.pop(MANIFEST)), "its end is missing"),
    "a list that is none": (lambda path: remade(path, lambda parts: parts.update({MANIFEST: b"[]"})), "list of parts"),
    "a newer format": (lambda path: remade(path, lambda parts: told(parts, format=2)), NEWER),
    "newer tables": (
        lambda path: remade(path, lambda parts: told(parts, migrations=[["referrals", "9999_later"]])), NEWER),
}  # fmt: skip


class TestRefusals:
    @pytest.mark.parametrize("case", WRONG)
    def test_a_file_that_is_not_right_is_refused_before_anything_is_touched(self, site, path, case):
        make_wrong, why = WRONG[case]
        backups.make(path, now=NOW)
        make_wrong(path)
        before = everything()
        with pytest.raises(CommandError) as refused:
            call_command("restore", str(path), "--replace")
        assert why in str(refused.value)
        assert "Nothing was changed" in str(refused.value)
        assert everything() == before

    @pytest.mark.parametrize("change", ["cut", "turned", "key"])
    def test_a_sealed_one_that_was_changed_is_refused(self, site, path, change):
        backups.make(path, now=NOW, passphrase=SECRET)
        held = bytearray(path.read_bytes())
        if change == "cut":
            del held[-100:]
        held[len(held) // 2] ^= change == "turned"
        held[200] ^= change == "key"
        path.write_bytes(held)
        before = everything()
        with pytest.raises((backups.Damaged, backups.WrongPassphrase)):
            restored(path, passphrase=SECRET)
        assert everything() == before

    @pytest.mark.parametrize("passphrase", ["", "wrong"])
    def test_without_the_passphrase_nothing_happens(self, site, path, passphrase):
        backups.make(path, now=NOW, passphrase=SECRET)
        with pytest.raises(backups.WrongPassphrase):
            restored(path, passphrase=passphrase)
        assert Resource.objects.exists()

    def test_a_database_with_something_in_it_is_kept_unless_it_is_to_be_replaced(self, site, path):
        backups.make(path, now=NOW)
        with pytest.raises(backups.NotRestored, match="The database is not empty"):
            backups.restore(path)

    def test_rows_that_do_not_fit_together_are_taken_back(self, site, path):
        """Every checksum is right, and a row points at one that is not there."""

        def cut_off(parts):
            lines = parts["rows/referrals.Organization/000001.jsonl"].splitlines(keepends=True)
            content = parts["rows/referrals.Organization/000001.jsonl"] = lines[0]
            manifest = json.loads(parts[MANIFEST])
            for one in manifest["parts"]:
                if one["name"].endswith("Organization/000001.jsonl"):
                    one |= {"size": len(content), "sha256": sha256(content).hexdigest()}
            parts[MANIFEST] = json.dumps(manifest).encode()

        backups.make(path, now=NOW)
        remade(path, cut_off)
        before = everything()
        with pytest.raises(backups.NotRestored, match="do not fit together"):
            restored(path)
        assert everything() == before

    def test_a_file_that_is_not_there_is_said(self, site, path):
        with pytest.raises(CommandError, match=r"cannot be read: No such file or directory\. Nothing was changed\."):
            call_command("restore", str(path))

    def test_where_nothing_can_be_written_is_said(self, site):
        with pytest.raises(CommandError, match=r"cannot be written: .*What was there before is there still"):
            call_command("backup", "/nowhere/at/all/desk.backup")


def test_writers_go_on_meanwhile_and_the_backup_is_of_one_moment(site, path):
    """While it is made, records are created with their contacts: each is in it with all of them, or not at all."""
    stop = Event()

    def write() -> int:
        count = 0
        try:
            while not stop.is_set():
                listed(f"House {count}")
                count += 1
        finally:
            connections.close_all()
        return count

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        backups.make(path, now=NOW)
        stop.set()
        written = writing.result()
    assert written, "nobody was held up"
    restored(path)
    connection.check_constraints()
    for one in Resource.objects.filter(name__startswith="House "):
        assert (one.phones.count(), one.links.count(), one.emails.count(), one.changes.count()) == (2, 1, 1, 1)


class TestTheCommand:
    def test_a_directory_keeps_the_newest(self, site, tmp_path, monkeypatch, capsys):
        (tmp_path / "notes.txt").write_text("not ours")
        for day in range(4):
            monkeypatch.setattr(timezone, "now", lambda day=day: NOW + timedelta(days=day))
            call_command("backup", str(tmp_path), "--keep", "2")
        kept = sorted(one.name for one in tmp_path.iterdir())
        assert len(kept) == 3
        assert kept[0] == "notes.txt"
        assert kept[-1] == f"referral-desk-{NOW + timedelta(days=3):%Y-%m-%dT%H%M%SZ}.backup"
        assert re.search(r"\d+ rows, \d+ bytes, SHA-256 [0-9a-f]{64}", capsys.readouterr().out)

    def test_the_passphrase_comes_from_the_environment(self, site, path, monkeypatch):
        monkeypatch.setenv("BACKUP_PASSPHRASE", SECRET)
        call_command("backup", str(path))
        call_command("restore", str(path), "--replace")
        monkeypatch.delenv("BACKUP_PASSPHRASE")
        with pytest.raises(CommandError, match=r"sealed with a passphrase, and none was given\. Nothing was changed\."):
            call_command("restore", str(path), "--replace")
