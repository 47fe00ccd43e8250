"""Merging two records, and undoing that: a bounded step at once, the rest in the background, each step whole or not."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _
from django_tasks import task

from archive.ingest.links import settle_phases
from archive.merging.joining import joined
from archive.merging.journal import Journal, take_back
from archive.merging.plan import LINKS, PARTS, MergeError, besides, filled, has_two_wikidata_ids, refusal
from archive.models import Article, Authorship, Coverage, Event, EventAlias, Person, PersonAlias, Source, SourceAlias
from archive.models.history import Agent, recorded_as
from archive.models.merge import Merge
from archive.models.records import former_slugs_of
from archive.tasks import request_indexing

STEP = 200  # links
_NOTES = 100  # sentences about what could not be put back
_ALIASES: dict[type[models.Model], type[models.Model]] = {Person: PersonAlias, Event: EventAlias, Source: SourceAlias}
_FILES_SAY = {"participations": "participants"}  # what authority files call rows, where they differ


@transaction.atomic
def merge(merged: Any, survivor: Any, user: Any = None, takes_wikidata_id: bool = False) -> Merge:
    """Make `merged` part of `survivor`; what is left of a large merge is done in the background.

    `takes_wikidata_id`: of two Wikidata ids keep that of `merged`. Raises MergeError.
    """
    if why := refusal(merged, survivor):
        raise MergeError(why)
    model = type(merged)
    begun = Merge.objects.create(
        kind=model._meta.model_name,
        merged_id=merged.pk,
        merged_slug=merged.slug,
        merged_name=merged.name,
        survivor_id=survivor.pk,
        survivor_name=survivor.name,
        takes_wikidata_id=takes_wikidata_id,
        total=sum(part._default_manager.filter(**{field: merged}).count() for part, field in LINKS[model]),
        merged_by=user,
    )
    _go_on(begun)
    _ask_for_more()
    return begun


@transaction.atomic
def undo(done: Merge) -> None:
    """Make the merged record again, and give it back what was its own. Raises MergeError."""
    done = Merge.objects.select_for_update().get(pk=done.pk)
    if done.state != Merge.State.DONE:
        raise MergeError(_("Only a merge that is done can be undone."))
    if not _model(done)._default_manager.filter(pk=done.survivor_id, trashed_at=None).exists():
        raise MergeError(_("The record that was kept is no longer there. If it was merged too, undo that first."))
    done.state = Merge.State.UNDOING
    done.save(update_fields=["state"])
    _go_on(done)
    _ask_for_more()


@task()
def continue_merges() -> int:
    """A step of each merge that is not finished; returns how many those were. Asks for itself while one is left."""
    keys = list(Merge.objects.unfinished().order_by("pk").values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            if found := Merge.objects.unfinished().select_for_update().filter(pk=key).first():
                _go_on(found)
    _ask_for_more()
    return len(keys)


def _ask_for_more() -> None:
    if Merge.objects.unfinished().exists():
        continue_merges.enqueue()


def _go_on(of: Merge) -> None:
    """One step, in the name of the curator who merged."""
    with recorded_as(Agent.CURATOR, user=of.merged_by, reason=_("Merge: %(merge)s") % {"merge": of}):
        is_over = _move(of) if of.state == Merge.State.MOVING else _move_back(of)
    if is_over:
        of.state = Merge.State.DONE if of.state == Merge.State.MOVING else Merge.State.UNDONE
    of.save()


def _move(of: Merge) -> bool:
    """Move up to STEP links. Once none is left, what else the record has, and the record is gone: then True."""
    model, journal = _model(of), Journal(of)
    merged = model._default_manager.get(pk=of.merged_id)
    survivor = model._default_manager.get(pk=of.survivor_id)
    articles: set[int] = set()
    room = STEP
    for part, field in LINKS[model]:
        keys = list(part._default_manager.filter(**{field: merged}).order_by("pk").values_list("pk", flat=True)[:room])
        articles |= _articles_of(part, keys)
        _move_rows(journal, part, field, keys, survivor)
        room -= len(keys)
    of.moved += STEP - room
    if model is Event:
        _settle_phases(journal, Coverage.objects.filter(event=survivor, article__in=articles))
    is_over = not any(part._default_manager.filter(**{field: merged}).exists() for part, field in LINKS[model])
    if is_over:
        _finish(journal, of, merged, survivor)
    journal.write()
    request_indexing(Article.objects.filter(pk__in=articles))
    return is_over


def _move_rows(journal: Journal, model: type[models.Model], field: str, keys: list[int], survivor: Any) -> None:
    """Give rows to another record. One that would say the same as a row it has becomes part of that."""
    alone = keys
    if keys and (beside := [model._meta.get_field(name).attname for name in besides(model, field)]):
        rows = {_values(row, beside): row for row in model._default_manager.filter(pk__in=keys)}
        same = {f"{beside[0]}__in": {values[0] for values in rows}}
        others = model._default_manager.filter(**{field: survivor}, **same)
        twins = {values: row for row in others if (values := _values(row, beside)) in rows}
        for values, kept in twins.items():
            changes = joined(kept, rows[values])
            journal.delete(rows[values])
            if changes:
                journal.change(model, [kept.pk], **changes)
        alone = [row.pk for values, row in rows.items() if values not in twins]
    journal.change(model, alone, **{model._meta.get_field(field).attname: survivor.pk})


def _values(row: models.Model, columns: list[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in columns)


def _articles_of(model: type[models.Model], keys: list[int]) -> set[int]:
    """The articles that some links stand in."""
    if model is Article:
        return set(keys)
    has_article = any(field.name == "article" for field in model._meta.concrete_fields)
    rows = model._default_manager.filter(pk__in=keys).order_by()
    return set(rows.values_list("article", flat=True)) if has_article else set()


def _settle_phases(journal: Journal, coverages: models.QuerySet) -> None:
    """The days of the event that is kept decide about the phases now."""
    keys = list(coverages.order_by("pk").values_list("pk", flat=True))
    with journal.watching(Coverage, keys, ("phase", "phase_evidence")):
        settle_phases(Coverage.objects.filter(pk__in=keys))


def _finish(journal: Journal, of: Merge, merged: Any, survivor: Any) -> None:
    """Move what belongs to the record alone, fill what the other lacks, and let the address lead there for ever."""
    model = type(merged)
    takes_id = of.takes_wikidata_id and has_two_wikidata_ids(merged, survivor)
    values = filled(merged, survivor) | ({"wikidata_id": merged.wikidata_id} if takes_id else {})
    is_named_so = survivor.name == merged.name or survivor.aliases.filter(text=merged.name).exists()
    changed = {model._meta.get_field(name).name for name in values}
    former = former_slugs_of(model)
    for part, field in (*PARTS[model], (former, "record")):
        keys = list(part._default_manager.filter(**{field: merged}).values_list("pk", flat=True))
        _move_rows(journal, part, field, keys, survivor)
        if keys and part is not former:
            name = part._meta.get_field(field).remote_field.get_accessor_name()
            changed.add(_FILES_SAY.get(name, name))
    of.merged_slug, of.merged_name = merged.slug, merged.name
    journal.delete(merged)
    if not is_named_so and not survivor.aliases.filter(text=merged.name).exists():
        journal.create(_ALIASES[model](**{of.kind: survivor}, text=merged.name))
        changed.add("aliases")
    curated = sorted(changed.union(survivor.curated_fields))
    journal.change(model, [survivor.pk], **values, curated_fields=curated)
    journal.create(former(record=survivor, slug=of.merged_slug))
    if {"start", "end"} & values.keys():
        _settle_phases(journal, Coverage.objects.filter(event=survivor))
        request_indexing(Article.objects.filter(coverages__event=survivor))
    if model is Person:  # the index finds articles by all names of their authors
        signed = Authorship.objects.filter(person=survivor).order_by().values("article")
        request_indexing(Article.objects.filter(pk__in=signed))


def _move_back(of: Merge) -> bool:
    """Take back up to STEP changes, the newest first; True once none is left."""
    changes = list(of.changes.order_by("-pk")[:STEP])
    articles: set[int] = set()
    notes = []
    for change in changes:
        note = take_back(change)
        is_record = change.after is None and (change.model, change.key) == (f"archive.{of.kind}", of.merged_id)
        if note and is_record:
            raise MergeError(note)
        if note:
            notes.append(note)
        else:
            articles |= _articles_of(apps.get_model(change.model), [change.key])
    of.left_as_is = (of.left_as_is + notes)[:_NOTES]
    of.changes.filter(pk__in=[change.pk for change in changes]).delete()
    of.moved = min(of.moved, of.changes.count())
    request_indexing(Article.objects.filter(pk__in=articles))
    return not of.changes.exists()


def _model(of: Merge) -> Any:
    return apps.get_model("archive", of.kind)
