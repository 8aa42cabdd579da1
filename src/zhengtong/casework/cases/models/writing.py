"""Rows written by plain statements, made from a model's own columns.

What ``save`` and ``bulk_create`` do for a row of one table, without building a query each time: an
act writes the same few columns over and over, and the building cost more than the writing.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from django.db import DatabaseError, connection, models

FORMS = 512


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert rows of one table by one statement; each is given its key."""
    if not rows:
        return
    names = _columns_of(type(rows[0]))
    values = [value for row in rows for value in _values(row, names)]
    with connection.cursor() as cursor:
        cursor.execute(_insertion(type(rows[0]), len(rows)), values)
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row._state.adding = key, False  # noqa: SLF001 - as bulk_create leaves it


def update_row(row: models.Model, names: Iterable[str]) -> None:
    """Write some columns of a row.

    Raises: ``DatabaseError`` when the row is gone, as ``save(update_fields=…)`` does.
    """
    written = tuple(sorted(names))
    with connection.cursor() as cursor:
        cursor.execute(_change(type(row), written), [*_values(row, written), row.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"{row} was not there to be written")


def _values(row: models.Model, names: Iterable[str]) -> list[Any]:
    fields = _fields_of(type(row))
    return [
        fields[name].get_db_prep_save(getattr(row, fields[name].attname), connection)
        for name in names
    ]


@cache
def _fields_of(model: type[models.Model]) -> dict[str, "models.Field[object, object]"]:
    """Return the columns by field name and by attribute name."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's documented interface
    return {name: field for field in fields for name in (field.name, field.attname)}


@cache
def _columns_of(model: type[models.Model]) -> tuple[str, ...]:
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's documented interface
    return tuple(field.attname for field in fields if not field.primary_key)


@lru_cache(maxsize=FORMS)
def _insertion(model: type[models.Model], count: int) -> str:
    fields, names = _fields_of(model), _columns_of(model)
    columns = ", ".join(_quoted(fields[name].column) for name in names)
    row = f"({', '.join(['%s'] * len(names))})"
    table, key = _table(model), _quoted(fields["id"].column)
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * count)} RETURNING {key}"  # noqa: S608 - columns only


@lru_cache(maxsize=FORMS)
def _change(model: type[models.Model], names: tuple[str, ...]) -> str:
    fields = _fields_of(model)
    changes = ", ".join(f"{_quoted(fields[name].column)} = %s" for name in names)
    return f"UPDATE {_table(model)} SET {changes} WHERE {_quoted(fields['id'].column)} = %s"  # noqa: S608 - columns only


def _table(model: type[models.Model]) -> str:
    return _quoted(model._meta.db_table)  # noqa: SLF001 - Django's documented interface


def _quoted(name: str | None) -> str:
    return f'"{name}"'
