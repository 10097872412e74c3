"""`manage.py check --deploy`: clean on a site that is set up well, and each fault by its name."""

import os
import time
from ipaddress import ip_network

import pytest
from django.conf import settings as site
from django.core.checks import run_checks

from referrals import people
from referrals.checks import FRESH
from tests.cast import PASSPHRASE
from tests.serving import environment, manage

pytestmark = pytest.mark.django_db
KEY = "kD93jx-0sLqW7vTz5bRnYpAe2mGhUcXo8iFJ4wQlBdVtNsKa6y1r"


@pytest.fixture
def well(settings, tmp_path):
    """A data directory as `make run` makes it, with a backup of tonight."""
    settings.SECRET_KEY, settings.DATA_DIR = KEY, tmp_path / "data"
    for place in (settings.DATA_DIR, settings.DATA_DIR / "backups"):
        place.mkdir(mode=0o700)
    (settings.DATA_DIR / "backups" / "referral-desk-2026-11-26T031700Z.backup").touch(0o600)
    return settings


def found() -> set[str]:
    return {one.id for one in run_checks(include_deployment_checks=True) if one.id.startswith("desk.")}


def test_a_site_that_is_set_up_well_is_clean(well):
    assert found() == set()


@pytest.mark.parametrize(
    ("fault", "id"),
    [
        (lambda site: setattr(site, "SECRET_KEY", "changeme" * 8), "desk.E001"),
        (lambda site: site.DATA_DIR.chmod(0o755), "desk.E002"),
        (lambda site: site.DATA_DIR.chmod(0o750), "desk.E002"),
        (lambda site: next((site.DATA_DIR / "backups").iterdir()).unlink(), "desk.W004"),
        (lambda site: os.utime(next((site.DATA_DIR / "backups").iterdir()), (0, time.time() - FRESH - 1)), "desk.W004"),
        (lambda site: setattr(site, "ALLOWED_HOSTS", ["*"]), "desk.E005"),
        (lambda site: setattr(site, "TRUSTED_PROXIES", (ip_network("0.0.0.0/0"),)), "desk.E006"),
        (lambda site: setattr(site, "TRUSTED_PROXIES", (ip_network("::/0"),)), "desk.E006"),
        (lambda site: (people.ensure_roles(), people.add_person("curator", "curator", PASSPHRASE)), "desk.W007"),
    ],
)
def test_each_fault_has_its_name(well, fault, id):
    fault(well)
    assert found() == {id}


def test_an_index_that_cannot_be_written(well, monkeypatch):
    """(The suite may run as root, who may write anywhere.)"""
    monkeypatch.setattr(os, "access", lambda place, mode: place != well.DATA_DIR / "index")
    (well.DATA_DIR / "index").mkdir(0o500)
    assert found() == {"desk.W003"}


def test_in_production_nothing_is_left_to_say_but_that_there_is_no_backup_yet(tmp_path):
    env = environment(tmp_path / "data", HTTPS="on", ALLOWED_HOSTS="desk.example", SECRET_KEY=KEY)
    manage(env, "migrate", "--verbosity=0")
    (tmp_path / "data" / "backups").mkdir(mode=0o700)
    manage(env, "backup", str(tmp_path / "data" / "backups"))
    assert "no issues" in manage(env, "check", "--deploy", "--fail-level", "WARNING")
    assert "mail.E001" in site.SILENCED_SYSTEM_CHECKS, "no mail is sent"
