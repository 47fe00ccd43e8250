"""What a run changes in an article that was there before is noted, so that the run can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

from archive.models import Accession, Appearance, Article, Authorship, Coverage, IngestChange, IngestRun, UnresolvedName

Columns = dict[str, Any]
State = dict[tuple[type[Model], int], Columns]  # rows by their model and key, with all their columns

_LINKS: tuple[type[Model], ...] = (Appearance, Authorship, Coverage, UnresolvedName)
_FOLLOWS = frozenset({"updated_at", "index_pending"})
_VERSIONS = frozenset({"rules_version", "gazetteer_version"})  # by which nothing was found otherwise


def state_of(article: Article) -> State:
    """The article as the database has it, with its links and the accession that it is read from."""
    return dict(_rows(article, Accession.objects.filter(article=article, is_current=True)))


def note(run: IngestRun, article: Article, before: State) -> None:
    """Store what is otherwise than before, if anything is. Accessions stay: of them only changes are noted."""
    read_from = [key for model, key in before if model is Accession]
    after = dict(_rows(article, Accession.objects.filter(pk__in=read_from)))
    gone = [_row(at, before[at], None) for at in before.keys() - after.keys()]
    made = [_row(at, None, after[at]) for at in after.keys() - before.keys()]
    both = {at: _diff(before[at], after[at]) for at in before.keys() & after.keys()}
    changed = [_row(at, old, new) for at, (old, new) in both.items() if old]
    if gone or made or any(old.keys() - _VERSIONS for old, _new in both.values()):
        # taken back from the end: what is made makes room for what is gone
        IngestChange.objects.create(run=run, article=article, rows=[*gone, *changed, *made])


def _rows(article: Article, accessions: QuerySet[Accession]) -> Iterator[tuple[Any, dict[str, Any]]]:
    found: list[QuerySet[Any]] = [Article.objects.filter(pk=article.pk), accessions]
    found += [model._default_manager.filter(article=article) for model in _LINKS]
    for rows in found:
        yield from (((rows.model, row["id"]), row) for row in rows.order_by("pk").values())


def _diff(before: Columns, after: Columns) -> tuple[Columns, Columns]:
    names = [name for name in before if before[name] != after[name] and name not in _FOLLOWS]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _row(at: tuple[type[Model], int], before: Columns | None, after: Columns | None) -> dict[str, Any]:
    model, key = at
    return {"model": model._meta.label_lower, "key": key, "before": before, "after": after}
