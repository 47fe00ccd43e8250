"""Which records the names in a question mean: `person:putin` is everybody one of whose names has this word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from archive.messages import Message
from archive.models import Event, Person, Source
from archive.models.event import EventAlias
from archive.models.person import PersonAlias
from archive.models.records import former_slugs_of
from archive.models.source import SourceAlias
from archive.search.engine.analysis import terms
from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.query.mistakes import Mistake
from archive.search.query.parser import Query, parse
from archive.search.query.tree import And, Linked, Node, Not, Or, Phrase, Word
from archive.search.search_indexes import LABEL_SEPARATOR, UNKNOWN

Named = Iterable[tuple[str, str, str]]  # slug, label, one of the names

_SHOWN = 5  # names in a sentence
_NO_PERSON = gettext_noop("No person here is called “%(name)s”; its words were searched in the texts.")
_NOBODY = {
    "person": _NO_PERSON,
    "subject": _NO_PERSON,
    "event": gettext_noop("No summit or event here is called “%(name)s”; its words were searched in the texts."),
    "source": gettext_noop("No source here is called “%(name)s”; its words were searched in the texts."),
    "author": gettext_noop("No author here is called “%(name)s”; its words were searched in the texts."),
}


def read_query(typed: str) -> Query:
    """Parse what was typed and look its names up. A name that nobody has is sought as words, and the query says so.

    Raises IndexNotReadyError where authors are asked for.
    """
    query = parse(typed)
    mistakes: list[Mistake] = []
    meanings: list[str] = []

    def looked_up(linked: Linked) -> Node:
        if linked.values:
            return linked
        found = _found(linked.kind, linked.text)
        if not found:
            mistakes.append(_nobody(query.text, linked))
            return Phrase(linked.text) if " " in linked.text else Word(linked.text)
        if linked.text not in found:
            meanings.append(_meaning(linked, list(dict.fromkeys(found.values()))))
        return replace(linked, values=tuple(found))

    node = _replaced(query.node, looked_up)
    return replace(query, node=node, mistakes=(*query.mistakes, *mistakes), meanings=tuple(dict.fromkeys(meanings)))


def _replaced(node: Node, change: Callable[[Linked], Node]) -> Node:
    match node:
        case And(nodes):
            return And(tuple(_replaced(child, change) for child in nodes))
        case Or(nodes):
            return Or(tuple(_replaced(child, change) for child in nodes))
        case Not(child):
            return Not(_replaced(child, change))
        case Linked():
            return change(node)
    return node


def _found(kind: str, text: str) -> dict[str, str]:
    """The slugs that are meant, with their labels: that of this very slug, else all with a name that fits."""
    if text.casefold() == UNKNOWN:
        return {UNKNOWN: UNKNOWN}
    rows = list(names_of(kind))
    exact = {slug: label for slug, label, _ in rows if slug == text}
    if exact:
        return exact
    former = _former(kind, text)
    if former:
        return {slug: label for slug, label, _ in rows if slug == former}
    sought = words_of(text)
    return {slug: label for slug, label, name in rows if sought and sought <= words_of(name)}


def names_of(kind: str) -> Named:
    """Every name of every record of a kind (person, subject, event, source, author): slug, label, name."""
    return _ROWS[kind]()


@lru_cache(maxsize=50_000)
def words_of(name: str) -> frozenset[str]:
    """The folded words of a name."""
    return frozenset(term.text for term in terms(name) if not term.is_joined)


def _former(kind: str, slug: str) -> str:
    model = {"event": Event, "source": Source}.get(kind, Person)
    former = former_slugs_of(model).objects.leading().filter(slug=slug)
    return str(former.values_list("record__slug", flat=True).first() or "")


def _people() -> Named:
    yield from ((slug, name, name) for slug, name in Person.objects.published().values_list("slug", "name"))
    aliases = PersonAlias.objects.filter(is_blocked=False, person__trashed_at=None)
    yield from aliases.order_by().values_list("person__slug", "person__name", "text")


def _events() -> Named:
    for slug, name, short_name in Event.objects.published().values_list("slug", "name", "short_name"):
        yield slug, short_name, f"{name} {short_name}"
    aliases = EventAlias.objects.filter(is_blocked=False, event__trashed_at=None)
    yield from aliases.order_by().values_list("event__slug", "event__short_name", "text")


def _sources() -> Named:
    yield from ((slug, name, name) for slug, name in Source.objects.published().values_list("slug", "name"))
    aliases = SourceAlias.objects.filter(is_blocked=False, source__trashed_at=None)
    yield from aliases.order_by().values_list("source__slug", "source__name", "text")


def _authors() -> Iterator[tuple[str, str, str]]:
    """As the index has them; those with a record under each of its names."""
    authors = {}
    for pair in ChoiceSearchQuerySet().values("author_label"):
        slug, _, name = pair.partition(LABEL_SEPARATOR)
        authors[slug] = name
        yield slug, name, name
    yield from (row for row in _people() if row[0] in authors)


_ROWS: dict[str, Callable[[], Named]] = {
    "person": _people,
    "subject": _people,
    "event": _events,
    "source": _sources,
    "author": _authors,
}


def _nobody(text: str, linked: Linked) -> Mistake:
    words = f'"{linked.text}"' if " " in linked.text else linked.text
    start = max(0, text.find(linked.typed))
    message = Message(_NOBODY[linked.kind], name=linked.text[:60])
    return Mistake(message, start, start + len(linked.typed), words)


def _meaning(linked: Linked, labels: list[str]) -> str:
    shown = ", ".join(labels[:_SHOWN])
    if len(labels) > _SHOWN:
        shown = gettext("%(values)s and %(count)s more") % {"values": shown, "count": len(labels) - _SHOWN}
    return gettext("%(typed)s means %(names)s.") % {"typed": linked.typed, "names": shown}
