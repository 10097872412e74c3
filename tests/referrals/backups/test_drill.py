"""A restore drill, as an operator does it: real commands, from one database into the other and back."""

import json

import pytest

from tests.referrals.backups.test_backups import MANIFEST, remade
from tests.serving import environment, fill, manage
from tools import postgres


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("drill")
    fill(environment(place / "first"), place)
    return place


@pytest.fixture(scope="module")
def backup(place):
    manage(environment(place / "first"), "backup", str(place / "first.backup"))
    return place / "first.backup"


def contacts(env: dict[str, str]) -> str:
    return manage(env, "export_resources", "csv")


def test_from_sqlite_into_postgresql_and_back(place, backup):
    binaries = postgres.server_binaries()
    if not binaries:
        pytest.skip("no PostgreSQL on this machine")
    with postgres.server(binaries) as address:
        there = environment(place / "there", DATABASE_URL=address)
        assert "Restored" in manage(there, "restore", str(backup))
        first = contacts(environment(place / "first"))
        assert "Harbor House 11" in first
        assert contacts(there) == first
        manage(there, "backup", str(place / "there.backup"))
    back = environment(place / "back")
    assert "Restored" in manage(back, "restore", str(place / "there.backup"))
    assert contacts(back) == first


def test_one_of_an_older_version_is_brought_up_to_date(place, backup):
    """As the version before recovery codes would have made it: without their table and its migration."""
    older = place / "older.backup"
    older.write_bytes(backup.read_bytes())

    def without(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts.pop(MANIFEST))
        parts.pop("rows/referrals.RecoveryCode/000001.jsonl")
        manifest["parts"] = [one for one in manifest["parts"] if one["name"] in parts]
        later = [["referrals", "0018_sign_ins"], ["referrals", "0019_published_url"]]
        manifest["migrations"] = [one for one in manifest["migrations"] if one not in later]
        parts[MANIFEST] = json.dumps(manifest).encode()

    remade(older, without)
    new = environment(place / "new")
    assert "Restored" in manage(new, "restore", str(older))
    assert contacts(new) == contacts(environment(place / "first"))
    assert "No planned migration operations" in manage(new, "migrate", "--plan")
