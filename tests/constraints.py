"""What the tests of both apps' constraints share: which there are, and what a refusal looks like."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint, CheckConstraint, Model

type Write = Callable[[], object]
type Refusals = dict[str, list[Write]]


def declared(app: str) -> dict[str, tuple[type[Model], BaseConstraint]]:
    """Every constraint of an app's models, by name."""
    return {
        constraint.name: (model, constraint)
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


def each(refusals: Refusals) -> list:
    """One case for each forbidden write, named after the constraint that forbids it."""
    return [
        pytest.param(name, write, id=name if len(writes) == 1 else f"{name}-{number}")
        for name, writes in refusals.items()
        for number, write in enumerate(writes, 1)
    ]


def assert_refused(app: str, name: str, write: Write) -> None:
    """The database itself refuses, and because of this constraint, not another."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    if connection.vendor == "postgresql":
        assert refusal.value.__cause__.diag.constraint_name == name
    if connection.vendor == "sqlite":
        assert str(refusal.value) == message_on_sqlite(name, *declared(app)[name])


def message_on_sqlite(name: str, model: type[Model], constraint: BaseConstraint) -> str:
    """SQLite names a check that failed; of a unique constraint it names the columns."""
    if isinstance(constraint, CheckConstraint):
        return f"CHECK constraint failed: {name}"
    columns = [model._meta.get_field(field).column for field in constraint.fields]
    return "UNIQUE constraint failed: " + ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
