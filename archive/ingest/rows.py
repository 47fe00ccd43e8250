"""New rows, many at once, without the ORM's preparation of every value of every object.

`bulk_create` takes four times as long as the database itself. Here the columns that are not given have the defaults of
the model's fields, prepared once for all rows; of those that are given, only the kinds are prepared that a database
does not take as they are. Which fields there are and how each is stored is read off the model, and statements run
through Django's connection: what a field or a database asks for is asked of it. Signals are not sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model

# What Python's own str, int and bool are enough for, a key of another record among them.
_AS_IT_IS = frozenset(
    "BigIntegerField BooleanField CharField FloatField ForeignKey PositiveBigIntegerField PositiveSmallIntegerField "
    "SlugField TextField".split()
)

Row = Mapping[str, Any]


def insert(model: type[Model], rows: Sequence[Row]) -> None:
    """Store rows, each with values for the same columns of a model (`article_id`, not `article`)."""
    if rows:
        database = _database_of(model)
        statement, values = _prepared(model, rows, database)
        with database.cursor() as cursor:
            cursor.executemany(statement, list(values))


def insert_keyed(model: type[Model], rows: Sequence[Row]) -> list[int]:
    """Store rows as `insert` does; the primary keys they are given, in the same order."""
    if not rows:
        return []
    database = _database_of(model)
    statement, values = _prepared(model, rows, database)
    key = _column(model._meta.pk, database)
    keys = []
    with database.cursor() as cursor:
        for row in values:
            cursor.execute(f"{statement} RETURNING {key}", row)
            keys.append(cursor.fetchone()[0])
    return keys


def _database_of(model: type[Model]) -> BaseDatabaseWrapper:
    """The connection itself: `django.db.connection` looks it up anew for every value."""
    return connections[router.db_for_write(model)]


def _prepared(
    model: type[Model], rows: Sequence[Row], database: BaseDatabaseWrapper
) -> tuple[str, Iterator[tuple[Any, ...]]]:
    """An INSERT statement for a model, and its parameters for each row."""
    given = tuple(rows[0])
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    others = [field for name, field in fields.items() if name not in given]
    columns = [*(fields[name] for name in given), *others]
    table = database.ops.quote_name(model._meta.db_table)
    named = ", ".join(_column(field, database) for field in columns)
    statement = f"INSERT INTO {table} ({named}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608  # our names
    blank = model()
    defaults = tuple(field.get_db_prep_save(field.pre_save(blank, add=True), database) for field in others)
    prepares = [(at, _prepare(fields[name], database)) for at, name in enumerate(given) if not _is_plain(fields[name])]

    def parameters() -> Iterator[tuple[Any, ...]]:
        for row in rows:
            values = [row[name] for name in given]
            for at, prepare in prepares:
                values[at] = prepare(values[at])
            yield (*values, *defaults)

    return statement, parameters()


def _column(field: Field[Any, Any], database: BaseDatabaseWrapper) -> str:
    """The quoted name of a field's column."""
    return database.ops.quote_name(str(field.column))


def _is_plain(field: Field[Any, Any]) -> bool:
    return field.get_internal_type() in _AS_IT_IS


def _prepare(field: Field[Any, Any], database: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    """How a value of a field is stored. Most of what is kept as JSON is an empty list: that is prepared once."""
    if not isinstance(field, JSONField):
        return lambda value: field.get_db_prep_save(value, database)
    empty = field.get_db_prep_save([], database)
    return lambda value: empty if value in ([], ()) else field.get_db_prep_save(value, database)
