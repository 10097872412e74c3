"""Many rows of one table at once. Django makes an object of every row before it writes it, which for the dozen small
rows of a record takes ten times as long as the database does. Constraints hold all the same."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

AS_THEY_ARE = (models.CharField, models.TextField, models.ForeignKey, models.IntegerField, models.BooleanField)


def insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, each with a value for each of these fields (by attribute name, such as `resource_id`)."""
    known = _columns(model, fields)
    table, names = _quoted(model._meta.db_table), ", ".join(_quoted(str(field.column)) for field in known)
    places = ", ".join(["%s"] * len(known))
    special = [(place, field) for place, field in enumerate(known) if not isinstance(field, AS_THEY_ARE)]
    whole = (_stored(row, special) for row in rows) if special else rows
    _many(f"INSERT INTO {table} ({names}) VALUES ({places})", whole)  # noqa: S608 - names of our own tables


def _stored(row: Sequence[Any], special: list[tuple[int, "models.Field[Any, Any]"]]) -> list[Any]:
    """Days and JSON as the database keeps them."""
    stored = list(row)
    for place, field in special:
        stored[place] = field.get_db_prep_save(stored[place], connection)
    return stored


def update(model: type[models.Model], fields: Sequence[str], rows: Iterable[models.Model]) -> None:
    """Write these fields of rows that are there, as they stand in the objects."""
    known = _columns(model, fields)
    table, columns = _quoted(model._meta.db_table), ", ".join(f"{_quoted(str(field.column))} = %s" for field in known)
    special = [(place, field) for place, field in enumerate(known) if not isinstance(field, AS_THEY_ARE)]
    whole = (_stored([*(getattr(row, field.attname) for field in known), row.pk], special) for row in rows)
    _many(f"UPDATE {table} SET {columns} WHERE id = %s", whole)  # noqa: S608 - as above


def _columns(model: type[models.Model], names: Sequence[str]) -> list["models.Field[Any, Any]"]:
    known = {name: field for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    return [known[name] for name in names]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _many(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    found = list(rows)
    if found:
        with connection.cursor() as cursor:
            cursor.executemany(statement, found)
