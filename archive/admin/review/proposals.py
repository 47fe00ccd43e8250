"""Cards: what waits to be judged, with the sentences it rests on, and the records it could be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.safestring import SafeString

from archive.admin.evidence import quotations
from archive.admin.review.known import Known, events, key_of, known, named, people
from archive.admin.review.queue import KINDS, kind_of
from archive.judging import Record, record_of
from archive.models import Appearance, Authorship, Coverage, Event, Judgement, Person, UnresolvedName
from archive.models.article import not_listed

_SENTENCES = 4
_OTHERS = 6  # records that the same words could be

Words = tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """One thing to judge. `record` is what the machine says, `others` are what the words could be as well.

    `names` are those of the record's names that the words are or end in: one of them may be barred. `following` is the
    key of the card after it, and of the first one after the last.
    """

    item: Any
    words: Words
    record: Known | None
    others: Sequence[Known]
    names: Sequence[str] = ()
    following: str = ""

    @property
    def kind(self) -> str:
        return kind_of(self.item)

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.item.pk}"

    @property
    def is_open(self) -> bool:
        return bool(self.item.judgement == Judgement.PROPOSED)

    @property
    def title(self) -> str:
        if self.kind == "authorship":
            return str(self.item.name)
        return str(self.record.record) if self.record else f"“{self.item.text}”"

    @property
    def sentences(self) -> SafeString:
        """Where it stands: in the body, or else in the title."""
        spans, title_spans = places_of(self.item)
        if title_spans and not spans:
            return quotations(self.item.article.title, title_spans, 1)
        return quotations(self.item.article.body, spans, _SENTENCES)

    @property
    def of(self) -> Any:
        """What tells all that waits under the same name: the key of a record, or words."""
        return getattr(self.item, KINDS[self.kind].by)


def rows(kind: str) -> models.QuerySet:
    """All rows of a kind with what a card shows of them."""
    queryset = KINDS[kind].model._default_manager.select_related("article")
    if kind == "coverage":
        queryset = queryset.select_related("event__series")
    elif kind != "name":
        queryset = queryset.select_related("person").prefetch_related("person__tenures")
    return queryset.defer(*not_listed("article__", but=["body"]))


def cards(items: Sequence[Any]) -> list[Card]:
    """Cards for rows of any kind, in their order, with a constant number of queries."""
    words = {id(item): _words(item) for item in items}
    others = _Others(items, words)
    facts = known(
        [record for item in items for record in (record_of(item), *others.of(item, words[id(item)])) if record]
    )
    names = _names({record for item in items if (record := record_of(item))})
    made = []
    for item in items:
        record = record_of(item)
        ends = tuple(f" {word}" for word in words[id(item)])
        mine = names.get(key_of(record), ()) if record and not isinstance(item, Authorship) else ()
        made.append(
            Card(
                item=item,
                words=words[id(item)],
                record=facts[key_of(record)] if record else None,
                others=[facts[key_of(other)] for other in others.of(item, words[id(item)])],
                names=[name for name in mine if any(end.endswith(f" {name}") for end in ends)],
            )
        )
    return [replace(card, following=after.key) for card, after in zip(made, [*made[1:], *made[:1]], strict=True)]


def card_of(kind: str, pk: int) -> Card | None:
    """The card of one row, judged or not."""
    item = rows(kind).filter(pk=pk).first()
    return cards([item])[0] if item else None


def in_order_of_text(items: Iterable[Any]) -> list[Any]:
    """Authors first, then by the first words, those of the title before those of the body."""

    def place(item: Any) -> tuple[int, int, int]:
        spans, title_spans = places_of(item)
        if not spans and not title_spans:
            return 0, getattr(item, "position", 0), item.pk
        return (1, title_spans[0][0], item.pk) if title_spans else (2, spans[0][0], item.pk)

    return sorted(items, key=place)


def places_of(item: Any) -> tuple[list[list[int]], list[list[int]]]:
    """The spans in body and title that a row stands for."""
    return getattr(item, "spans", []), getattr(item, "title_spans", [])


def _words(item: Any) -> Words:
    if isinstance(item, UnresolvedName | Authorship):
        return (item.text if isinstance(item, UnresolvedName) else item.name,)
    spans, title_spans = places_of(item)
    found = [item.article.title[start:end] for start, end in title_spans]
    return tuple(dict.fromkeys([*found, *(item.article.body[start:end] for start, end in spans)]))


class _Others:
    """The records that some words could be as well, looked up for many cards at once."""

    def __init__(self, items: Sequence[Any], words: dict[int, Words]) -> None:
        names = {part for item in items if isinstance(item, Appearance) for part in _parts(words[id(item)])}
        self._bearers: dict[str, list[Person]] = {}
        bearers = people().filter(aliases__text__in=names, aliases__is_blocked=False).distinct()
        for person in bearers.prefetch_related("aliases") if names else ():
            for alias in person.aliases.all():
                if alias.is_blocked:
                    continue
                self._bearers.setdefault(alias.text, []).append(person)
        places = {item.event.place for item in items if isinstance(item, Coverage) and item.event.place}
        self._events: dict[str, list[Event]] = {}
        for event in events().filter(place__in=places) if places else ():
            self._events.setdefault(event.place, []).append(event)
        names_open = (item for item in items if isinstance(item, UnresolvedName))
        self._named = named(slug for item in names_open for slug in item.candidates)

    def of(self, item: Any, words: Words) -> list[Record]:
        if isinstance(item, UnresolvedName):
            return list(dict.fromkeys(self._named[slug] for slug in item.candidates if slug in self._named))
        found: list[Record] = []
        if isinstance(item, Appearance):
            found = [person for part in _parts(words) for person in self._bearers.get(part, ())]
        elif isinstance(item, Coverage):
            found = [*self._events.get(item.event.place, ())]
        return [other for other in dict.fromkeys(found) if other != record_of(item)][:_OTHERS]


def _parts(words: Words) -> list[str]:
    """Words and their last one: “President Bush” is one of several Bushes."""
    return list(dict.fromkeys(part for word in words for part in (word, word.rpartition(" ")[2])))


def _names(records: Iterable[Record]) -> dict[str, list[str]]:
    """The names of each record, by its key, that are matched in texts."""
    found: dict[str, list[str]] = {}
    for kind in (Person, Event):
        mine = [record for record in records if isinstance(record, kind)]
        aliases = kind._meta.get_field("aliases").related_model
        target = kind._meta.model_name
        rows = aliases._default_manager.filter(**{f"{target}__in": mine}, is_blocked=False) if mine else None
        for key, text in rows.order_by("text").values_list(target, "text").distinct() if rows is not None else ():
            found.setdefault(f"{target}-{key}", []).append(text)
    return found
