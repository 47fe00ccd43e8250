"""What waits to be judged: counted, by name across all articles, and from one article to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import models
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from archive.models import Appearance, Article, Authorship, Coverage, Event, Judgement, Person, UnresolvedName
from archive.models.judgement import JudgedLink, JudgedQuerySet

UP_TO = 10_000  # what is more is not counted: it takes time, and tells nobody anything
A_PAGE = 50  # names


class Kind(NamedTuple):
    """One kind of thing to judge; `by` is the column that tells which go together under one name."""

    model: type[JudgedLink]
    by: str
    label: Any
    records: type[models.Model] | None = None


KINDS: Mapping[str, Kind] = {
    "name": Kind(UnresolvedName, "text", _("Names to settle")),
    "appearance": Kind(Appearance, "person_id", _("People"), Person),
    "coverage": Kind(Coverage, "event_id", _("Summits"), Event),
    "authorship": Kind(Authorship, "name", _("Authors")),
}


class Name(NamedTuple):
    """A name with so many proposals, and the page on which they are judged."""

    label: str
    count: int
    address: str


def kind_of(item: models.Model) -> str:
    return next(kind for kind, (model, *_) in KINDS.items() if isinstance(item, model))


def waiting(kind: str) -> JudgedQuerySet:
    """What the machine proposed in articles that readers see."""
    return KINDS[kind].model.objects.awaiting()


def up_to(links: models.QuerySet) -> int:
    """How many there are; no more than one above UP_TO are counted."""
    return links.order_by()[: UP_TO + 1].count()


def decided(links: Any) -> JudgedQuerySet:
    """Those that were judged, said so that an index by judgement leads to them."""
    return links.filter(judgement__in=(Judgement.CONFIRMED, Judgement.REJECTED))


def names(kind: str, words: str = "", page: int = 1) -> tuple[list[Name], bool]:
    """The names of a page, numbered from 1, those with most proposals first; and whether there are more.

    Counted are the columns of an index. What waits in the few articles that readers do not see is taken off
    afterwards: to look up the article of each proposal would take longer than all the rest.
    """
    model, by, _label, records = KINDS[kind]
    found = model.objects.filter(judgement=Judgement.PROPOSED)
    if words:
        named = records and records._default_manager.filter(name__icontains=words).values("pk")
        found = found.filter(**({f"{by}__in": named} if records else {f"{by}__icontains": words}))
    start = (page - 1) * A_PAGE
    counts = _counted(found, by)[start : start + A_PAGE + 1]
    keys = [key for key, _number in counts]
    unpublished = Article.objects.unpublished().order_by().values("pk")
    unseen = dict(_counted(found.filter(article__in=unpublished, **{f"{by}__in": keys}), by))
    labels = dict(records._default_manager.filter(pk__in=keys).values_list("pk", "name")) if records else {}
    shown = [
        Name(labels.get(key, str(key)), number - unseen.get(key, 0), address_of(kind, key))
        for key, number in counts[:A_PAGE]
        if number > unseen.get(key, 0)
    ]
    return shown, len(counts) > A_PAGE


def _counted(links: models.QuerySet, by: str) -> models.QuerySet:
    return links.order_by().values_list(by).annotate(number=models.Count("pk")).order_by("-number", by)


def address_of(kind: str, value: Any) -> str:
    """The page of a name: of a record, given by its key, or of words."""
    return f"{reverse('review-name', args=[kind])}?{urlencode({'of': value})}"


def next_article(after: int) -> int | None:
    """The key of the next article with anything to judge, in the order in which they came, and round again."""
    return _first_article(after) or _first_article(0)


def _first_article(after: int) -> int | None:
    firsts = (
        waiting(kind).filter(article__gt=after).order_by("article_id").values_list("article", flat=True).first()
        for kind in KINDS
    )
    return min((first for first in firsts if first is not None), default=None)
