"""What ships with the project, loaded as `make run` loads it."""

import io
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

APPS = ("referrals", "forum")


@dataclass(frozen=True)
class Rows:
    """All rows of some tables as the database has them: {table: (columns, rows)}."""

    tables: dict[str, tuple[list[str], list[tuple[Any, ...]]]]

    @classmethod
    def now(cls) -> "Rows":
        """Those that are there."""
        return cls({model._meta.db_table: _rows(model._meta.db_table) for model in _models()})

    def put(self) -> None:
        """Insert them again, which takes a fiftieth of the time of loading them. Into empty tables, in a transaction:
        what points at what is checked when it ends."""
        with connection.cursor() as cursor:
            for table, (columns, rows) in self.tables.items():
                names = ", ".join(map(connection.ops.quote_name, columns))
                places = ", ".join(["%s"] * len(columns))
                statement = f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})"
                cursor.executemany(statement, rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
                cursor.execute(statement)


def _models() -> list:
    return [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy]  # fmt: skip


def _rows(table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [column[0] for column in cursor.description], cursor.fetchall()


@pytest.fixture(scope="session")
def shipped_rows(django_db_setup, django_db_blocker) -> Rows:
    """Every row that a first run leaves: made once, since extraction and curation take seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("first_run", stdout=io.StringIO())
        rows = Rows.now()
        transaction.set_rollback(True)
    return rows


@pytest.fixture(scope="module")
def shipped(shipped_rows, django_db_blocker):
    """The shipped vocabulary, directory, session and decisions, for one module; rolled back behind it."""
    with django_db_blocker.unblock(), transaction.atomic():
        shipped_rows.put()
        if connection.vendor == "postgresql":  # autovacuum, which counts rows for the planner, sees committed ones only
            connection.cursor().execute("ANALYZE")
        yield
        transaction.set_rollback(True)
