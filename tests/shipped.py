"""What ships with the project, loaded as `make run` loads it."""

import io

import pytest
from django.core.management import call_command
from django.db import connection, transaction

TABLES = ("referrals", "forum")


@pytest.fixture(scope="session")
def shipped_rows(django_db_setup, django_db_blocker, tmp_path_factory):
    """A file of every row that a first run leaves: made once, since extraction and curation take seconds."""
    path = tmp_path_factory.mktemp("shipped") / "rows.json"
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("first_run", stdout=io.StringIO())
        call_command("dumpdata", *TABLES, output=str(path), verbosity=0)
        transaction.set_rollback(True)
    return path


@pytest.fixture(scope="module")
def shipped(shipped_rows, django_db_blocker):
    """The shipped vocabulary, directory, session and decisions, for one module; rolled back behind it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", str(shipped_rows), verbosity=0)
        if connection.vendor == "postgresql":  # autovacuum, which counts rows for the planner, sees committed ones only
            connection.cursor().execute("ANALYZE")
        yield
        transaction.set_rollback(True)
