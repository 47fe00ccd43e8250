"""What a curator says of what the machine proposed: yes, no, another record, never by this name. It can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from archive.ingest.links import dated_phase
from archive.ingest.moving import apart, united
from archive.merging.journal import Journal, take_back
from archive.models import (
    Appearance,
    Article,
    Authorship,
    Coverage,
    Event,
    Judgement,
    MergeChange,
    Person,
    PersonAlias,
    UnresolvedName,
)
from archive.models.judgement import JudgedLink
from archive.tasks import request_indexing

Record = Person | Event
Step = dict[str, Any]  # the model, key, and columns before and after of a changed row, as JSON takes them


class JudgingError(ValueError):
    """A decision that cannot be; the message says why, in the curator's words."""


class JudgedMeanwhileError(JudgingError):
    """Somebody else judged it, or a new reading took it away, after it was shown."""


class Decision:
    """What is decided in one go. `articles` are the keys of those that now read otherwise."""

    def __init__(self) -> None:
        self.articles: set[int] = set()
        self.renamed: set[int] = set()  # people: the index finds articles by all names of those in them
        self._journal = Journal()

    @property
    def steps(self) -> list[Step]:
        """All that was changed, for `undo`."""
        changes = self._journal.changes
        return [{name: getattr(each, name) for name in ("model", "key", "before", "after")} for each in changes]

    def judge(self, model: type[JudgedLink], keys: Collection[int], judgement: Judgement, reason: str = "") -> int:
        """Judge links of one kind, given by primary key; returns how many."""
        fields = [field.name for field in model._meta.concrete_fields if field.related_model is Article]
        for articles in model._default_manager.filter(pk__in=keys).values_list(*fields):
            self.articles.update(articles)
        self._journal.change(model, keys, judgement=judgement, judgement_reason=reason)
        return len(keys)

    def choose(self, item: JudgedLink, record: Record) -> None:
        """Say which record a proposal, or a name without one, stands for. The record's own link is confirmed, another
        one rejected. Raises JudgingError.
        """
        if isinstance(item, Authorship):
            if not isinstance(record, Person):
                raise JudgingError(_("An author is a person."))
            self._change(item, person_id=record.pk, judgement=Judgement.CONFIRMED, judgement_reason="")
        elif record == record_of(item):
            self._change(item, judgement=Judgement.CONFIRMED, judgement_reason="")
        else:
            is_open = isinstance(item, UnresolvedName)
            judgement = Judgement.CONFIRMED if is_open else Judgement.REJECTED
            reason = _("It is %(record)s.") % {"record": record}
            self._change(item, judgement=judgement, judgement_reason=reason[:500])
            self._link(item, record)

    def bar_name(self, record: Record, text: str) -> None:
        """Never take these words for this record again, in whatever is read from now on. Raises JudgingError."""
        aliases = record.aliases.filter(text=text)
        if not aliases:
            raise JudgingError(_("“%(text)s” is no name of %(record)s.") % {"text": text, "record": record})
        self._journal.change(aliases.model, [alias.pk for alias in aliases], is_blocked=True)
        self._curate_names(record)

    def add_name(self, record: Record, text: str, kind: str = PersonAlias.Kind.FULL) -> None:
        """Give a record another name, from the next reading on. Raises JudgingError."""
        values = {"text": text} | ({"kind": kind} if isinstance(record, Person) else {})
        if record.aliases.filter(text=text, is_blocked=True).exists():
            said = _("“%(text)s” is never to be taken for %(record)s. Its form allows it again.")
            raise JudgingError(said % {"text": text, "record": record})
        if not record.aliases.filter(**values).exists():
            target = record._meta.model_name
            self._journal.create(record.aliases.model(**{target: record}, **values))
            self._curate_names(record)

    def _change(self, item: Any, **values: Any) -> None:
        self._journal.change(type(item), [item.pk], **values)
        self.articles.add(item.article_id)

    def _link(self, item: Any, record: Record) -> None:
        """A confirmed link of the article to a record, with the places of `item` beside those it has."""
        is_person = isinstance(record, Person)
        model, target = (Appearance, "person") if is_person else (Coverage, "event")
        places = {"spans": item.spans, "title_spans": getattr(item, "title_spans", [])}
        link: Any = model._default_manager.filter(article=item.article_id, **{target: record}).first()
        if link:
            # Other places of a rejected link stay what they were: not of this record.
            had = {name: [] if link.judgement == Judgement.REJECTED else getattr(link, name) for name in places}
            both = {name: united([*had[name], *spans]) for name, spans in places.items()}
            both["barred_spans"] = apart(link.barred_spans, both["spans"])
            self._change(link, judgement=Judgement.CONFIRMED, judgement_reason="", **both)
            return
        link = model(article_id=item.article_id, **{target: record}, judgement=Judgement.CONFIRMED, **places)
        if isinstance(item, model) and item.role == "subject":
            link.role = "subject"
            if isinstance(record, Event):
                phase = dated_phase(item.article, record)
                link.phase = phase.value if phase else Coverage.Phase.UNDETERMINED
        self._journal.create(link)
        self.articles.add(item.article_id)

    def _curate_names(self, record: Record) -> None:
        """Authority files leave the names alone from now on; the index finds what somebody signed by all of them."""
        curated = sorted({*record.curated_fields, "aliases"})
        if curated != record.curated_fields:
            self._journal.change(type(record), [record.pk], curated_fields=curated)
        if isinstance(record, Person):
            self.renamed.add(record.pk)


@contextmanager
def deciding() -> Iterator[Decision]:
    """All of a decision or nothing; the index follows."""
    with transaction.atomic():
        decision = Decision()
        yield decision
        _follow(decision.articles, decision.renamed)


def _follow(articles: Collection[int], renamed: Collection[int]) -> None:
    request_indexing(Article.objects.filter(pk__in=articles))
    if renamed:
        request_indexing(Article.objects.naming(renamed))


@transaction.atomic
def undo(steps: Sequence[Step], articles: Collection[int]) -> None:
    """Take a decision back, whole or not at all: a JudgingError says what was changed since."""
    aliases = [step["key"] for step in steps if step["model"] == PersonAlias._meta.label_lower]
    renamed = set(PersonAlias.objects.filter(pk__in=aliases).values_list("person", flat=True))
    for change, alike in groupby(reversed(steps), key=lambda step: (step["model"], step["before"], step["after"])):
        same = list(alike)
        if not _set_back(*change, [step["key"] for step in same]):
            for step in same:
                if note := take_back(MergeChange(**step)):
                    raise JudgingError(note)
    _follow(articles, renamed)


def _set_back(model: str, before: Any, after: Any, keys: list[int]) -> bool:
    """Set several rows that were changed alike back together, unless one of them was changed since."""
    if len(keys) == 1 or before is None or after is None:
        return False
    rows = apps.get_model(model)._default_manager.filter(pk__in=keys)
    if rows.filter(**after).count() != len(keys):
        return False
    rows.update(**before)
    return True


def record_of(item: Any) -> Record | None:
    """The record that a link leads to."""
    return getattr(item, "person", None) or getattr(item, "event", None)


def still_proposed(model: type[JudgedLink], key: int) -> Any:
    """A row that waits to be judged, with its article. Raises JudgedMeanwhileError."""
    item: Any = model._default_manager.select_related("article").filter(pk=key).first()
    if item is None:
        raise JudgedMeanwhileError(_("This is no longer proposed: the article was read again."))
    if item.judgement != Judgement.PROPOSED:
        raise JudgedMeanwhileError(_judged_by(item))
    return item


def _judged_by(item: Any) -> str:
    last: models.Model | None = item.history.select_related("history_user").first()
    said = {"judgement": item.get_judgement_display(), "user": getattr(last, "history_user", None) or _("somebody")}
    return _("%(user)s has judged this meanwhile: %(judgement)s. Nothing was changed.") % said
