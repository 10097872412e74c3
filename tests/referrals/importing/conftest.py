"""The vocabulary, the shipped starter directory, and small invented tables in its layout."""

import csv
import io

import pytest
from django.conf import settings
from django.db import transaction

from referrals.importing import run, vocabulary
from referrals.importing.starter import COLUMNS

VOCABULARY = settings.FIXTURES_DIR / "vocabulary"
STARTER = settings.FIXTURES_DIR / "directory" / "resources.csv"
ROW = {
    "name": "Harbor Line",
    "kind": "hotline",
    "phone": "919-828-2501",
    "state": "NC",
    "scope": "state",
    "states_served": "NC",
    "serves_any_victim": "no",
    "victim_types": "sex-trafficking",
    "needs": "information-referral",
    "source_url": "https://www.example.org/lines",
    "source_date": "2026-07",
    "notes": "",
}


def table(*rows: dict, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A file in the starter's layout: each row an invented helpline, with what the test changes of it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [*sorted(COLUMNS), "notes"], restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROW | row for row in rows)
    return text.getvalue().encode(encoding)


@pytest.fixture
def loaded_vocabulary(db):
    vocabulary.load(VOCABULARY)


@pytest.fixture(scope="module")
def starter_directory(django_db_setup, django_db_blocker):
    """The shipped files, imported once for a module and rolled back behind it."""
    with django_db_blocker.unblock(), transaction.atomic():
        vocabulary.load(VOCABULARY)
        planned = run.plan(STARTER.name, STARTER.read_bytes())
        run.commit(planned, by="the tests")
        yield planned
        transaction.set_rollback(True)
