"""Who changed what and when: a row for every change of a record, of what belongs to it, and of a link.

Whatever goes through the ORM is recorded by itself: `save()`, `delete()`, and for many rows at once `update()`,
`bulk_update()` and `bulk_create()`. **To record a bulk change, write `queryset.update(...)`**; nothing else is needed,
and rows that keep their values are left out. In a request the change is the curator's who is logged in; a machine says
who it is:

    with recorded_as(Agent.INGEST, run=run):
        ...

A curator's reason is given in the same way: `recorded_as(Agent.CURATOR, user=..., reason="Merged with …")`.

Creation is recorded for curators only. Each row holds the columns as they were after the change, without long text.
Before a change whose “before” is not the row above it, because a machine created the record, a row without an agent is
written that holds the state that was found. So a change is always the difference between a row and the one before it.
Raw SQL (`archive.ingest.rows`) and `save_base` leave no trace.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

CREATED, CHANGED, DELETED = "+", "~", "-"
# Say where other columns come from: a machine that changes nothing else has changed nothing worth a row.
ACCOUNTS = frozenset({"provenance", "curated_fields"})
_TOGETHER = 500  # rows of one statement

Row = dict[str, Any]


class Agent(models.TextChoices):
    CURATOR = "curator", _("a curator")
    INGEST = "ingest", _("the machine")
    AUTHORITIES = "authorities", _("the authority files")
    OTHER = "other", _("a program of the archive")


@dataclass(frozen=True)
class Author:
    """Who is at work. `user` and `run` are primary keys."""

    agent: Agent
    user: int | None = None
    run: int | None = None
    reason: str = ""


_author: ContextVar[Author | None] = ContextVar("author", default=None)


@contextmanager
def recorded_as(agent: Agent, *, user: Any = None, run: Any = None, reason: str = "") -> Iterator[None]:
    """What is changed inside was changed by this agent: a curator (`user`), a run of ingest (`run`), or another."""
    token = _author.set(Author(agent, user and user.pk, run and run.pk, reason[:100]))
    try:
        yield
    finally:
        _author.reset(token)


def current_author() -> Author:
    """Who was named, else the user of the request that is answered, else a program."""
    if author := _author.get():
        return author
    user = getattr(getattr(HistoricalRecords.context, "request", None), "user", None)
    return Author(Agent.CURATOR, user.pk) if user and user.is_authenticated else Author(Agent.OTHER)


class Change(models.Model):
    """What every row of history says beside the columns of its record. Without an agent it is a state, no change."""

    history_agent = models.CharField(max_length=11, choices=Agent, blank=True)
    history_run = models.ForeignKey(
        "archive.IngestRun", models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )

    reads: ClassVar[tuple[str, ...]] = ()  # columns that `kept` needs, and of which history keeps something else

    class Meta:
        abstract = True

    @classmethod
    def kept(cls, row: Row) -> Row:
        """What history keeps of the columns of a record."""
        return row


class Tracked(HistoricalRecords):
    """The history of a model that is `Recorded`."""

    def __init__(self, excluded_fields: Sequence[str] = (), base: type[Change] = Change) -> None:
        super().__init__(excluded_fields=list(excluded_fields), bases=(base,))

    def copy_fields(self, model: type[models.Model]) -> dict[str, models.Field]:
        """Looked up are the rows of a record, and those of what belongs to it; nothing else needs an index."""
        fields = super().copy_fields(model)
        for name, field in fields.items():
            field.db_index = name == model._meta.pk.attname or name in owners(model)
        return fields

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        by_people = models.Index(
            name=f"{model._meta.model_name}_by_people",
            fields=["history_date"],
            condition=models.Q(history_agent=Agent.CURATOR),
        )
        return super().get_meta_options(model) | {"default_permissions": (), "indexes": [by_people]}

    def post_save(self, instance: models.Model, created: bool, **kwargs: Any) -> None:
        """Nothing: `Recorded.save` knows what was before."""

    def pre_delete(self, instance: models.Model, **kwargs: Any) -> None:
        missing = instance.get_deferred_fields() & set(_columns(type(instance)))
        if missing:
            instance.refresh_from_db(fields=missing)

    def post_delete(self, instance: models.Model, **kwargs: Any) -> None:
        model = type(instance)
        row = {name: getattr(instance, name) for name in _columns(model)}
        _write(model, [(DELETED, history_of(model).kept(row))])


class RecordedQuerySet(models.QuerySet):
    """What is changed many rows at a time is recorded row by row."""

    def update(self, **values: Any) -> int:
        if not _concerns(self.model, values):
            return super().update(**values)
        with transaction.atomic():
            keys = list(self.order_by().values_list("pk", flat=True))
            before = _states(self.model, keys)
            number = super().update(**values)
            _record(self.model, before, _states(self.model, keys))
        return number

    update.alters_data = True

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        with transaction.atomic():
            created = super().bulk_create(objs, *args, **kwargs)
            if current_author().agent == Agent.CURATOR:
                keys = [record.pk for record in created if record.pk]
                _record(self.model, {}, _states(self.model, keys))
        return created

    bulk_create.alters_data = True


class Recorded(models.Model):
    """A record, a part of one, or a link whose changes are kept."""

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        model, is_new = type(self), self._state.adding
        fields = kwargs.get("update_fields")
        is_by_curator = current_author().agent == Agent.CURATOR
        if (is_new and not is_by_curator) or (fields is not None and not _concerns(model, fields)):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            before = {} if is_new else _states(model, [self.pk])
            super().save(*args, **kwargs)
            _record(model, before, _states(model, [self.pk]))


def owners(model: type[models.Model]) -> list[str]:
    """The fields that name the record which a model's rows belong to: with this record they are deleted."""
    fields = (field for field in model._meta.concrete_fields if field.is_relation)
    return [field.name for field in fields if field.remote_field.on_delete is models.CASCADE]


def parts(model: type[models.Model]) -> dict[type[models.Model], list[str]]:
    """The models whose rows belong to a record, each with its fields that name the record."""
    found = {
        part: [name for name in owners(part) if part._meta.get_field(name).related_model is model]
        for part in tracked_models()
    }
    return {part: names for part, names in found.items() if names}


def tracked_models() -> list[type[models.Model]]:
    return sorted(_subclasses(Recorded), key=lambda model: model._meta.label)


def _subclasses(model: type[models.Model]) -> Iterator[type[models.Model]]:
    for child in model.__subclasses__():
        if not child._meta.abstract:
            yield child
        yield from _subclasses(child)


def forget(model: type[models.Model], keys: Collection[int]) -> None:
    """Delete the history of records and of all that belonged to them: for what must leave no trace."""
    model.history.filter(**{f"{model._meta.pk.attname}__in": keys}).delete()
    for part, names in parts(model).items():
        for name in names:
            part.history.filter(**{f"{name}__in": keys}).delete()


@cache
def history_of(model: type[models.Model]) -> Any:
    """The model of a model's history. It is asked for at every save, and `.history` makes a manager each time."""
    return model.history.model


@cache
def _columns(model: type[models.Model]) -> list[str]:
    """The columns that history keeps of a model, or keeps something of."""
    return [field.attname for field in history_of(model).tracked_fields] + list(history_of(model).reads)


def _concerns(model: type[models.Model], names: Collection[str]) -> bool:
    """Whether any of these fields is one that history keeps something of."""
    given = {model._meta.pk if name == "pk" else model._meta.get_field(name) for name in names}
    return not {field.attname for field in given}.isdisjoint(_columns(model))


def _batches(keys: Collection[int]) -> Iterator[list[int]]:
    keys = list(keys)
    return (keys[start : start + _TOGETHER] for start in range(0, len(keys), _TOGETHER))


def _states(model: type[models.Model], keys: Collection[int]) -> dict[int, Row]:
    """What history would keep of records as they now are, by primary key."""
    key, history, found = model._meta.pk.attname, history_of(model), {}
    for some in _batches(keys):
        rows = model._base_manager.filter(pk__in=some).values(*_columns(model))
        found |= {row[key]: history.kept(row) for row in rows}
    return found


def _record(model: type[models.Model], before: Mapping[int, Row], after: Mapping[int, Row]) -> None:
    """Write down how records differ from what they were; those without a “before” are new."""
    ignored = ACCOUNTS if current_author().agent != Agent.CURATOR else frozenset()
    changed = {
        key: row
        for key, row in after.items()
        if key in before and any(row[name] != before[key][name] for name in row if name not in ignored)
    }
    rows: list[tuple[str, Row]] = []
    for some in _batches(changed):
        last = _last(model, some)
        for key in some:
            if last.get(key) != before[key]:
                rows.append(("", before[key]))
            rows.append((CHANGED, changed[key]))
    rows += [(CREATED, row) for key, row in after.items() if key not in before]
    _write(model, rows)


def _last(model: type[models.Model], keys: Collection[int]) -> dict[int, Row]:
    """What the newest row of history says of records, for those that have one."""
    key, history = model._meta.pk.attname, history_of(model)
    all_rows = history._base_manager.filter(**{f"{key}__in": keys}).order_by()
    newest = all_rows.values(key).annotate(at=models.Max("history_id"))
    rows = history._base_manager.filter(history_id__in=newest.values("at"))
    names = (field.attname for field in history._meta.concrete_fields)
    return {row[key]: row for row in rows.values(*(name for name in names if not name.startswith("history_")))}


def _write(model: type[models.Model], rows: Sequence[tuple[str, Row]]) -> None:
    """Store rows of history. One without a type holds the state that the next one changed."""
    author, now, history = current_author(), timezone.now(), history_of(model)
    change = {
        "history_agent": author.agent,
        "history_user_id": author.user,
        "history_run_id": author.run,
        "history_change_reason": author.reason,
    }
    history._base_manager.bulk_create(
        [
            history(history_type=kind or CREATED, history_date=now, **(change if kind else {}), **row)
            for kind, row in rows
        ],
        batch_size=_TOGETHER,
    )
