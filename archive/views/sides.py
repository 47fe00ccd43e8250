"""What is compared with what: the parameters `a`, `b` and `event` of an address, read.

a=SLUG          an article; its whole address does as well, and words of its title are looked for
a=source:SLUG   a source: all its articles, or with event=SLUG those about this summit
a=event:SLUG    a summit: all articles about it
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db.models import Model
from django.utils.translation import gettext

from archive.models import Article, Event, Source
from archive.search.finding import matching_articles
from archive.search.forms import SearchRequest
from archive.search.naming import read_query
from archive.search.similar import listed

MOST_TYPED = 300  # characters
MOST_CANDIDATES = 8
_ARTICLE_SLUG = re.compile(r"[\w-]+-[0-9a-f]{8}")
_RECORDS: dict[str, type[Model]] = {"source": Source, "event": Event}
_HEAVY = ("blocks", "differences")


@dataclass(frozen=True)
class Side:
    """An article, or all articles of a source or about a summit; `value` is what stands in the address."""

    kind: str
    record: Article | Event | Source
    event: Event | None = None

    @property
    def value(self) -> str:
        return self.record.slug if self.kind == "article" else f"{self.kind}:{self.record.slug}"

    @property
    def name(self) -> str:
        return getattr(self.record, "short_name", "") or str(self.record)

    @property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """The parameters of the search for its articles."""
        about = {"event": (self.event.slug,)} if self.event else {}
        return {self.kind: (self.record.slug,)} | about


@dataclass
class Chosen:
    """What an address says: two sides, or why there are not two.

    `typed` is what was sent; `candidates` are the articles that words may mean; `moved` is set where a slug is a former
    one; `is_missing` where something was named that is not in the archive.
    """

    typed: dict[str, str]
    event: Event | None = None
    sides: dict[str, Side] = field(default_factory=dict)
    candidates: dict[str, list[Article]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    is_missing: bool = False

    @property
    def pair(self) -> tuple[Side, Side] | None:
        return (self.sides["a"], self.sides["b"]) if len(self.sides) == 2 and not self.problems else None

    def miss(self, problem: str) -> None:
        self.problems.append(problem)
        self.is_missing = True


def read_sides(parameters: Mapping[str, str]) -> Chosen:
    """Look everything up. Raises IndexNotReadyError where words are looked for."""
    chosen = Chosen({name: _plain(parameters.get(name, "")) for name in ("a", "b", "event")})
    for name, typed in chosen.typed.items():
        if len(typed) > MOST_TYPED:
            chosen.typed[name] = ""
            chosen.problems.append(
                gettext("What was sent is too long: give the address of an article, or a few words of its title.")
            )
    if chosen.typed["event"]:
        _read_event(chosen)
    for name in ("a", "b"):
        if chosen.typed[name]:
            _read_side(chosen, name, chosen.typed[name])
    if len(chosen.sides) == 2:
        _check_pair(chosen)
    return chosen


def _read_event(chosen: Chosen) -> None:
    slug = chosen.typed["event"].removeprefix("event:")
    chosen.event = _record(chosen, "event", Event, slug)
    if chosen.event is None:
        chosen.miss(gettext("There is no summit “%(slug)s” in the archive.") % {"slug": slug})


def _read_side(chosen: Chosen, name: str, typed: str) -> None:
    kind, colon, slug = typed.partition(":")
    if colon and kind in _RECORDS and " " not in slug:
        record = _record(chosen, name, _RECORDS[kind], slug, f"{kind}:")
        if record is None and kind == "source":
            chosen.miss(gettext("There is no source “%(slug)s” in the archive.") % {"slug": slug})
        elif record is None:
            chosen.miss(gettext("There is no summit “%(slug)s” in the archive.") % {"slug": slug})
        else:
            chosen.sides[name] = Side(kind, record, chosen.event if kind == "source" else None)
        return
    slug = _slug_in(typed)
    article = _record(chosen, name, Article, slug)
    if article is not None:
        chosen.sides[name] = Side("article", article)
    elif _ARTICLE_SLUG.fullmatch(slug):
        chosen.miss(gettext("There is no article “%(slug)s” in the archive.") % {"slug": slug})
    else:
        chosen.candidates[name] = articles_like(typed)
        if not chosen.candidates[name]:
            chosen.problems.append(gettext("No article was found for “%(typed)s”.") % {"typed": typed})


def _record(chosen: Chosen, name: str, model: type[Model], slug: str, prefix: str = "") -> Model | None:
    """The record of this slug, or of the one that it now has."""
    records = model.objects.published()
    if model is Article:
        records = records.select_related("source").defer(*_HEAVY)
    found = records.filter(slug=slug).first()
    if found is None:
        former = model._meta.get_field("former_slugs").related_model
        renamed = former.objects.leading().filter(slug=slug).values_list("record__slug", flat=True).first()
        if renamed:
            chosen.moved[name] = prefix + renamed
            found = records.filter(slug=renamed).first()
    return found


def _check_pair(chosen: Chosen) -> None:
    a, b = chosen.sides["a"], chosen.sides["b"]
    if a.kind != b.kind:
        chosen.problems.append(
            gettext("Only like can be compared with like: two articles, two sources or two summits.")
        )
    elif a.record == b.record:
        chosen.problems.append(gettext("Both sides are the same. Choose another one for one of them."))


def articles_like(typed: str) -> list[Article]:
    """The articles that a few words find best. Raises IndexNotReadyError."""
    found = matching_articles(SearchRequest(query=read_query(typed), sort="relevance"))[:MOST_CANDIDATES]
    keys = [int(result.pk) for result in found]
    articles = listed(keys)
    return [articles[key] for key in keys if key in articles]


def _slug_in(typed: str) -> str:
    """The slug in an address, or what was typed."""
    try:
        path = urlsplit(typed).path if "/" in typed else typed
    except ValueError:  # a bracket where a host would be
        path = typed
    return path.rstrip("/").rpartition("/")[2]


def _plain(text: str) -> str:
    """Without control characters and half characters, which no record has and SQLite would refuse."""
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", text).strip()
