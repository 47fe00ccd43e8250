"""Merging two records, splitting one, and undoing that: a bounded step at once, the rest in the background."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _
from django_tasks import task

from archive.ingest.links import settle_phases
from archive.merging.journal import Journal, take_back
from archive.merging.moving import articles_of, move_rows
from archive.merging.plan import LINKS, PARTS, MergeError, filled, has_two_wikidata_ids, is_moving, refusal
from archive.merging.splitting import Selection, make_record, move_chosen
from archive.models import Article, Coverage, Event, EventAlias, Person, PersonAlias, Source, SourceAlias
from archive.models.history import Agent, recorded_as
from archive.models.merge import Merge
from archive.models.records import former_slugs_of
from archive.tasks import renamed, request_indexing, restored

STEP = 200  # links, and of a split those that are looked at
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
    renamed(model, merged.slug, survivor.slug)
    return begun


@transaction.atomic
def split(
    record: Any, made: Any, selection: Selection, parts: Mapping[type[models.Model], Collection[int]], user: Any = None
) -> Merge:
    """Make a record of its own, `made` (not saved yet), of some links and of rows that belong to `record` alone.

    `parts` are primary keys. What is left of a large split is done in the background. Raises MergeError.
    """
    if why := is_moving(record):
        raise MergeError(why)
    begun = Merge.objects.create(
        kind=record._meta.model_name,
        is_split=True,
        selection=selection.as_json(),
        merged_id=0,
        merged_slug=made.slug,
        merged_name=made.name,
        survivor_id=record.pk,
        survivor_name=record.name,
        total=selection.number_looked_at(record),
        merged_by=user,
    )
    with recorded_as(Agent.CURATOR, user=user, reason=_("Split: %(merge)s") % {"merge": begun}):
        make_record(begun, record, made, parts)
        if parts.get(PersonAlias):
            request_indexing(Article.objects.naming([record.pk]))
    _go_on(begun)
    _ask_for_more()
    restored(type(record), made.slug)
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
    if done.is_split:
        renamed(_model(done), done.merged_slug, _model(done)._default_manager.get(pk=done.survivor_id).slug)
    else:
        restored(_model(done), done.merged_slug)


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


def readdressed(record: Any, former: str) -> None:
    """Let searches follow the slug of a record, which a curator changed; of one being merged, on to what it joins."""
    model = type(record)
    renamed(model, former, record.slug)
    joins = Merge.objects.unfinished().filter(kind=model._meta.model_name, merged_id=record.pk, is_split=False)
    for survivor in model._default_manager.filter(pk__in=joins.values("survivor_id")):
        renamed(model, record.slug, survivor.slug)


def _ask_for_more() -> None:
    if Merge.objects.unfinished().exists():
        continue_merges.enqueue()


def _go_on(of: Merge) -> None:
    """One step, each whole or not at all, in the name of the curator who merged or split."""
    words = _("Split: %(merge)s") if of.is_split else _("Merge: %(merge)s")
    with recorded_as(Agent.CURATOR, user=of.merged_by, reason=words % {"merge": of}):
        if of.state == Merge.State.UNDOING:
            is_over = _move_back(of)
        else:
            is_over = move_chosen(of, STEP) if of.is_split else _move(of)
    if is_over:
        of.state = Merge.State.DONE if of.state == Merge.State.MOVING else Merge.State.UNDONE
    if of.is_split and of.state == Merge.State.UNDONE:
        _lead_back(of)
    of.save()


def _lead_back(of: Merge) -> None:
    """The address of a record that was made by a split, and is gone again, leads to where it came from."""
    model = _model(of)
    if not model._default_manager.filter(pk=of.merged_id).exists():
        former_slugs_of(model).objects.get_or_create(slug=of.merged_slug, defaults={"record_id": of.survivor_id})


def _move(of: Merge) -> bool:
    """Move up to STEP links. Once none is left, what else the record has, and the record is gone: then True."""
    model, journal = _model(of), Journal(of)
    merged = model._default_manager.get(pk=of.merged_id)
    survivor = model._default_manager.get(pk=of.survivor_id)
    articles: set[int] = set()
    room = STEP
    for part, field in LINKS[model]:
        keys = list(part._default_manager.filter(**{field: merged}).order_by("pk").values_list("pk", flat=True)[:room])
        articles |= articles_of(part, keys)
        move_rows(journal, part, field, keys, survivor)
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
        move_rows(journal, part, field, keys, survivor)
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
    if model is Person:  # the index finds articles by all names of the people in them
        request_indexing(Article.objects.naming([survivor.pk]))


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
            articles |= articles_of(apps.get_model(change.model), [change.key])
    of.left_as_is = (of.left_as_is + notes)[:_NOTES]
    of.changes.filter(pk__in=[change.pk for change in changes]).delete()
    of.moved = min(of.moved, of.changes.count())
    request_indexing(Article.objects.filter(pk__in=articles))
    is_over = not of.changes.exists()
    if is_over and _model(of) is Person:
        request_indexing(Article.objects.naming([of.survivor_id, of.merged_id]))
    return is_over


def _model(of: Merge) -> Any:
    return apps.get_model("archive", of.kind)
