"""Splitting a record in two: which links go to the new one, what they stand in, and moving them step by step.

What is moved is decided: it is confirmed with the new record and rejected with the old one, or else the next reading of
the file would propose the old one again for the same words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from archive.ingest.links import dated_phase
from archive.merging.journal import Journal
from archive.merging.moving import articles_of, move_rows
from archive.models import (
    Appearance,
    Article,
    Authorship,
    Coverage,
    Event,
    Judgement,
    Participation,
    Person,
    PersonAlias,
    PinnedPassage,
    Source,
    SourceAlias,
    Tenure,
)
from archive.models.event import EventAlias
from archive.models.judgement import JudgedLink, SpannedLink
from archive.models.merge import Merge
from archive.tasks import request_indexing

Field = tuple[type[models.Model], str]
# The links that a split chooses from, the way to their article, and what belongs to the record alone.
LINKS: dict[type[models.Model], tuple[Field, ...]] = {
    Person: ((Appearance, "person"), (Authorship, "person")),
    Event: ((Coverage, "event"),),
    Source: ((Article, "source"), (Article, "republisher")),
}
PARTS: dict[type[models.Model], tuple[Field, ...]] = {
    Person: ((PersonAlias, "person"), (Tenure, "person"), (Participation, "person")),
    Event: ((EventAlias, "event"), (Participation, "event")),
    Source: ((SourceAlias, "source"),),
}
LOOKED_AT = 1000  # links whose words are read for a preview
SAID = ("name", "slug", "sort_name", "short_name")  # what a curator says of the new record


@dataclass(frozen=True)
class Selection:
    """Links of articles that meet all that is said: whose words are one of `aliases`, of a source (its primary key),
    of days from `first` to `last` (ISO), of those named one by one.
    """

    aliases: tuple[str, ...] = ()
    source: int | None = None
    first: str = ""
    last: str = ""
    articles: tuple[int, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Selection:
        return cls(tuple(said["aliases"]), said["source"], said["first"], said["last"], said["articles"])

    @property
    def is_empty(self) -> bool:
        return self == Selection()

    def links(self, model: type[models.Model], field: str, record: Any) -> models.QuerySet:
        """The links of a record that may be meant, by primary key; of those with spans the words are still to read."""
        links = model._default_manager.filter(**{field: record}).order_by("pk")
        if issubclass(model, JudgedLink):
            links = links.exclude(judgement=Judgement.REJECTED)
        path = "" if model is Article else "article__"
        said = {
            "source": self.source,
            "published_sort__gte": self.first or None,
            "published_sort__lte": self.last or None,
            **({"pk__in": self.articles} if self.articles is not None else {}),
        }
        return links.filter(**{f"{path}{name}": value for name, value in said.items() if value is not None})

    def holds(self, link: Any) -> bool:
        """Whether one of the aliases is what the link rests on; an article as such has no words for its source."""
        if not self.aliases:
            return True
        if isinstance(link, SpannedLink):
            return bool(
                self.rest_on(link.article.body, link.spans) or self.rest_on(link.article.title, link.title_spans)
            )
        found = {link.name, link.name_as_printed} if isinstance(link, Authorship) else {link.source_as_printed}
        return any(self._names(words) for words in found)

    def rest_on(self, text: str, spans: list[list[int]]) -> list[list[int]]:
        """Those of some spans whose words are one of the aliases; all where no alias is said."""
        return [span for span in spans if not self.aliases or self._names(text[span[0] : span[1]])]

    def _names(self, words: str) -> bool:
        return " ".join(words.split()).casefold() in {alias.casefold() for alias in self.aliases}

    def number_looked_at(self, record: Any) -> int:
        return sum(self.links(model, field, record).count() for model, field in LINKS[type(record)])


@dataclass(frozen=True)
class Preview:
    """How many links of each kind go. `is_partial`: only the first of them were read, and there may be more."""

    numbers: list[tuple[str, int]]
    links: list[Any]
    is_partial: bool


def preview(record: Any, selection: Selection, shown: int) -> Preview:
    """What a selection holds, with the first `shown` of its links, and of these only the spans that are meant."""
    numbers, links, is_partial = [], [], False
    for model, field in LINKS[type(record)]:
        found = selection.links(model, field, record)
        with_article = found if model is Article else found.select_related("article")
        if selection.aliases:
            read = list(with_article[: LOOKED_AT + 1])
            is_partial |= len(read) > LOOKED_AT
            chosen = [link for link in read[:LOOKED_AT] if selection.holds(link)]
            number = len(chosen)
        else:
            number, chosen = found.count(), list(with_article[:shown])
        if number:
            numbers.append((str(model._meta.verbose_name_plural), number))
            links += chosen[: shown - len(links)]
    for link in links:
        if isinstance(link, SpannedLink):
            link.spans = selection.rest_on(link.article.body, link.spans)
            link.title_spans = selection.rest_on(link.article.title, link.title_spans)
    return Preview(numbers, links, is_partial)


def make_record(begun: Merge, record: Any, made: Any, parts: Mapping[type[models.Model], Collection[int]]) -> None:
    """Store the new record, and give it the rows that belong to the old one alone. The old one keeps its address."""
    journal, changed = Journal(begun), set()
    made.curated_fields = sorted(field.name for field in made._meta.concrete_fields if field.name in SAID)
    journal.create(made)
    for model, field in PARTS[type(record)]:
        rows = model._default_manager.filter(**{field: record}, pk__in=parts.get(model, ()))
        keys = list(rows.values_list("pk", flat=True))
        move_rows(journal, model, field, keys, made)
        if keys:
            changed.add(model._meta.get_field(field).remote_field.get_accessor_name())
    names = {"participations": "participants"}
    changed = {names.get(name, name) for name in changed}
    journal.change(type(record), [record.pk], curated_fields=sorted(changed.union(record.curated_fields)))
    journal.change(type(record), [made.pk], curated_fields=sorted(changed.union(made.curated_fields)))
    journal.write()
    begun.merged_id = made.pk


def move_chosen(of: Merge, step: int) -> bool:
    """Look at up to `step` links that may be meant, from where the last step ended, and move what is; True at the end.

    Where it ended stands in the selection: a link that stays is not read twice.
    """
    model = next(kind for kind in LINKS if kind._meta.model_name == of.kind)
    record, made = (model._default_manager.get(pk=key) for key in (of.survivor_id, of.merged_id))
    selection, journal = Selection.from_json(of.selection), Journal(of)
    ends: dict[str, int] = dict(of.selection.get("ends", {}))
    articles: set[int] = set()
    room = step
    for part, field in LINKS[model]:
        name = f"{part._meta.model_name}.{field}"
        found = selection.links(part, field, record).filter(pk__gt=ends.get(name, 0))
        links = list((found if part is Article else found.select_related("article"))[:room])
        chosen = [link for link in links if selection.holds(link)]
        articles |= articles_of(part, [link.pk for link in chosen])
        _hand_over(journal, part, field, chosen, record, made)
        if links:
            ends[name] = links[-1].pk
        room -= len(links)
    journal.write()
    of.moved += step - room
    of.selection = of.selection | {"ends": ends}
    request_indexing(Article.objects.filter(pk__in=articles))
    return room > 0


def _hand_over(
    journal: Journal, model: type[models.Model], field: str, links: list[Any], record: Any, made: Any
) -> None:
    move_rows(journal, model, field, [link.pk for link in links], made)
    if not issubclass(model, JudgedLink):
        return
    reason = _("It is %(record)s.") % {"record": made}
    proposed = [link.pk for link in links if link.judgement == Judgement.PROPOSED]
    journal.change(model, proposed, judgement=Judgement.CONFIRMED)
    if issubclass(model, SpannedLink):
        for link in links:
            said = {"judgement": Judgement.REJECTED, "judgement_reason": reason[:500], "evidence": link.evidence}
            spans = {"spans": link.spans, "title_spans": link.title_spans}
            journal.create(model(**{field: record}, article_id=link.article_id, **said, **spans))
    if model is Coverage:
        _settle_phases(journal, links, made)
        keys = [link.article_id for link in links]
        pinned = PinnedPassage.objects.filter(event=record, article__in=keys).values_list("pk", flat=True)
        move_rows(journal, PinnedPassage, "event", list(pinned), made)


def _settle_phases(journal: Journal, coverages: list[Any], made: Event) -> None:
    """The days of the new event say when an article about it was written."""
    for link in coverages:
        phase = dated_phase(link.article, made) if link.role == Coverage.Role.SUBJECT else None
        if phase and phase.value != link.phase:
            journal.change(Coverage, [link.pk], phase=phase.value, phase_evidence=phase.rule)
