"""Rows as lines of JSON that either database reads: what a column holds is said by its field, not by the database."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models

APPS = ("auth", "referrals", "forum", "otp_totp", "admin")
# Rights follow from roles and are given again; whoever is signed in signs in again.
MADE_ANEW = {"auth.Permission", "auth.Group_permissions", "auth.User_user_permissions", "referrals.SignIn"}
AT_ONCE = 1000  # rows

type Model = type[models.Model]
type Kinds = dict[int, str]  # {id of a content type: "app.model"}; ids differ from database to database


def kept(apps: Apps) -> list[Model]:
    """The tables that are kept, as those apps have them (today's, or those of an older version)."""
    return sorted((one for one in _ours(apps) if one._meta.label not in MADE_ANEW), key=lambda one: one._meta.label)


def heading(model: Model) -> bytes:
    """The names of the columns, as a line."""
    return line([field.attname for field in model._meta.concrete_fields])


def lines(model: Model) -> Iterator[bytes]:
    """Each row, a line, in the order of the heading."""
    fields, kinds = model._meta.concrete_fields, _kinds()
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for row in rows.iterator(AT_ONCE):
        yield line([_plain(field, value, kinds) for field, value in zip(fields, row, strict=True)])


def load(model: Model, names: list[str], rows: Iterable[list[Any]]) -> None:
    """Insert rows that have these columns. What they point at may come later in the same transaction."""
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    kinds = {said: pk for pk, said in _kinds().items()}
    quoted = connection.ops.quote_name
    columns, places = ", ".join(quoted(str(field.column)) for field in fields), ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.executemany(
            statement, [[_stored(f, v, kinds) for f, v in zip(fields, row, strict=True)] for row in rows]
        )


def empty(apps: Apps) -> None:
    """Delete every row of the tables that are kept, and of those that hang on them."""
    with connection.cursor() as cursor:
        for model in (one for one in _ours(apps) if one._meta.label != "auth.Permission"):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our names


def count_on(apps: Apps) -> None:
    """Have the database number new rows behind those that were inserted."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept(apps)):
            cursor.execute(statement)


def holds_something(apps: Apps) -> bool:
    return any(model._base_manager.exists() for model in kept(apps))


def _ours(apps: Apps) -> list[Model]:
    found = [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def _kinds() -> Kinds:
    return {pk: f"{app}.{model}" for pk, app, model in ContentType.objects.values_list("pk", "app_label", "model")}


def _points_at_a_kind(field: "models.Field[Any, Any]") -> bool:
    return field.related_model is not None and field.related_model._meta.label == "contenttypes.ContentType"


def _plain(field: "models.Field[Any, Any]", value: Any, kinds: Kinds) -> Any:
    """As JSON has it. A field of JSON is passed on as it is, null in it too."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if _points_at_a_kind(field):
        return kinds[value]
    if isinstance(field, models.BinaryField):
        return b64encode(value).decode()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _stored(field: "models.Field[Any, Any]", value: Any, kinds: dict[str, int]) -> Any:
    """As the database has it."""
    if value is not None and _points_at_a_kind(field):
        return kinds.get(value)  # a table that is gone: the line of history stays, without it
    if field.remote_field is not None or isinstance(field, models.JSONField):
        return field.get_db_prep_save(value, connection)
    return field.get_db_prep_save(field.to_python(value), connection)


def line(values: Any) -> bytes:
    """As JSON, on a line."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
