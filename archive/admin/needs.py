"""What needs a curator's hand: each kind of it said once, for the desk that counts it and the list that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models import (
    Accession,
    Appearance,
    Article,
    Authorship,
    Coverage,
    Duplicate,
    ErrorReport,
    Event,
    EventAlias,
    Likeness,
    Merge,
    Person,
    PersonAlias,
    Source,
    SourceAlias,
    Suggestion,
    UnresolvedName,
)

PARAMETER = "needs"


@dataclass(frozen=True)
class Need:
    """`rows` are those of `model`. Its list shows them at `?needs=name`, or shows nothing else where there is no name;
    a model without a list has its page in the review `queue`.
    On the desk it stands for those who have the `permission` to do something about it.
    """

    name: str
    label: Any
    model: type[models.Model]
    rows: Callable[[], models.QuerySet]
    permission: str
    queue: str = ""

    @property
    def address(self) -> str:
        if self.queue:
            return f"{reverse('review')}?kind={self.queue}"
        address = reverse(f"admin:archive_{self.model._meta.model_name}_changelist")
        return f"{address}?{PARAMETER}={self.name}" if self.name else address


@dataclass(frozen=True)
class Group:
    label: Any
    needs: tuple[Need, ...]


def _judgement(label: Any, model: Any) -> Need:
    permission = f"archive.change_{model._meta.model_name}"
    return Need("judgement", label, model, lambda: model.objects.awaiting(), permission)


def _article(name: str, label: Any, rows: Callable[[], models.QuerySet]) -> Need:
    return Need(name, label, Article, rows, "archive.change_article")


def _without_alias(label: Any, model: Any, alias: Any, **known_by: Any) -> Need:
    """Records that no text can name but by their full name, and that are not `known_by` anything else either."""
    kind = model._meta.model_name

    def rows() -> models.QuerySet:
        aliases = alias.objects.filter(**{kind: models.OuterRef("pk")})
        return model.objects.published().filter(~models.Exists(aliases), **known_by)

    return Need("names", label, model, rows, f"archive.change_{kind}")


def _undecided_sources() -> models.QuerySet:
    articles = Article.objects.published().filter(source=models.OuterRef("pk"))
    return Source.objects.published().filter(models.Exists(articles), shown="")


GROUPS = (
    Group(
        _("Proposed by the machine"),
        (
            _judgement(_("people in articles"), Appearance),
            _judgement(_("events in articles"), Coverage),
            _judgement(_("authors of articles"), Authorship),
            Need(
                "",
                _("names that may be one of several records, or none"),
                UnresolvedName,
                lambda: UnresolvedName.objects.awaiting(),
                "archive.change_unresolvedname",
                queue="name",
            ),
            _judgement(_("articles with much the same text"), Duplicate),
            Need(
                "",
                _("names that may be worth a record"),
                Suggestion,
                Suggestion.objects.all,
                "archive.add_person",
            ),
        ),
    ),
    Group(
        _("Articles"),
        (
            _article(
                "difference",
                _("read otherwise than a curator decided"),
                lambda: Article.objects.published().filter(has_differences=True),
            ),
            _article("date", _("without a date, or with an open one"), lambda: Article.objects.unreviewed().undated()),
            _article("span", _("dated to more than a month"), lambda: Article.objects.unreviewed().widely_dated()),
            _article("source", _("without a source"), lambda: Article.objects.unreviewed().filter(source=None)),
            _article(
                "title",
                _("with a title supplied by the archive"),
                lambda: Article.objects.unreviewed().filter(title_is_devised=True),
            ),
            Need(
                "answer",
                _("errors that readers report"),
                ErrorReport,
                lambda: ErrorReport.objects.open(),
                "archive.change_errorreport",
            ),
            Need(
                "file",
                _("files that could not be taken in"),
                Accession,
                lambda: Accession.objects.still_failed(),
                "archive.change_article",
            ),
        ),
    ),
    Group(
        _("Records"),
        (
            Need(
                "decision",
                _("pairs that may be one record"),
                Likeness,
                lambda: Likeness.objects.awaiting(),
                "archive.change_likeness",
            ),
            _without_alias(_("people without another name"), Person, PersonAlias),
            _without_alias(_("events without another name"), Event, EventAlias),
            _without_alias(_("sources without another name or a site"), Source, SourceAlias, domains=[]),
            Need(
                "rights",
                _("sources of which nobody has decided what readers see"),
                Source,
                _undecided_sources,
                "archive.change_source",
            ),
            Need(
                "days",
                _("events without days"),
                Event,
                lambda: Event.objects.published().filter(start=None),
                "archive.change_event",
            ),
        ),
    ),
    Group(
        _("Under way"),
        (
            Need("time", _("merges"), Merge, lambda: Merge.objects.unfinished(), "archive.merge_person"),
            _article(
                "index",
                _("articles that the search does not show as they are"),
                lambda: Article.objects.awaiting_index().exclude(pk__in=Article.objects.trashed()),
            ),
        ),
    ),
)


class NeedFilter(admin.SimpleListFilter):
    title = _("what needs a hand")
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [(need.name, need.label) for need in _needs_of(model_admin.model)]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        chosen = [need for need in _needs_of(queryset.model) if need.name == self.value()]
        return queryset.filter(pk__in=chosen[0].rows().order_by().values("pk")) if chosen else queryset


def _needs_of(model: type[models.Model]) -> list[Need]:
    return [need for group in GROUPS for need in group.needs if need.model is model]
