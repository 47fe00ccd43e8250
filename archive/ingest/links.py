"""Proposed links of an article, renewed from a reading. What a curator judged stays."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from archive.ingest.moving import moved
from archive.ingest.reading import ReadItem
from archive.models import Appearance, Article, Authorship, Coverage, Event, Judgement, Person


def renew_links(article: Article, item: ReadItem) -> bool:
    """Make the proposals those of the reading; say whether anything changed. Judged links keep all but their spans."""
    changed = _renew(article, Appearance, "person", _appearances(article, item))
    changed |= _renew(article, Coverage, "event", _coverages(article, item))
    return _renew_authors(article, item) or changed


def _appearances(article: Article, item: ReadItem) -> dict[int, dict[str, Any]]:
    keys = dict(Person.objects.filter(slug__in=[p.slug for p in item.reading.people]).values_list("slug", "pk"))
    return {
        keys[person.slug]: {
            "role": person.role,
            "spans": moved(person.spans, item.reading.body, article.body),
            "title_spans": moved(person.title_spans, item.reading.title, article.title),
            "evidence": person.evidence,
        }
        for person in item.reading.people
        if person.slug in keys
    }


def _coverages(article: Article, item: ReadItem) -> dict[int, dict[str, Any]]:
    keys = dict(Event.objects.filter(slug__in=[e.slug for e in item.reading.events]).values_list("slug", "pk"))
    return {
        keys[event.slug]: {
            "role": event.role,
            "spans": moved(event.spans, item.reading.body, article.body),
            "title_spans": moved(event.title_spans, item.reading.title, article.title),
            "evidence": event.evidence,
            "phase": event.phase.value if event.phase else "",
            "phase_evidence": f"{event.phase.rule}\n{event.phase.evidence}".strip() if event.phase else "",
        }
        for event in item.reading.events
        if event.slug in keys
    }


_PLACES = ("spans", "title_spans")


def _renew(article: Article, model: type[Model], target: str, wanted: dict[int, dict[str, Any]]) -> bool:
    links: list[Any] = list(model._default_manager.filter(article=article))
    present = {getattr(link, f"{target}_id"): link for link in links}
    changed = False
    for key, link in present.items():
        is_judged = link.judgement != Judgement.PROPOSED
        values = wanted.get(key)
        if values is None and not is_judged:
            link.delete()
            changed = True
        elif values is not None:
            kept = {name: values[name] for name in _PLACES} if is_judged else values
            changed |= _set(link, kept)
    fresh = [model(article=article, **{f"{target}_id": key}, **v) for key, v in wanted.items() if key not in present]
    model._default_manager.bulk_create(fresh)
    return changed or bool(fresh)


def _set(link: Model, values: dict[str, Any]) -> bool:
    if all(getattr(link, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(link, name, value)
    link.save()
    return True


def _renew_authors(article: Article, item: ReadItem) -> bool:
    judged = list(article.authorships.exclude(judgement=Judgement.PROPOSED))
    taken = {link.position for link in judged}
    known = {link.name.casefold() for link in judged}
    free = (position for position in range(1, 1000) if position not in taken)
    wanted = [{"position": next(free), **author} for author in _authors(item) if author["name"].casefold() not in known]
    fields = ("position", "name", "name_as_printed", "person_id", "evidence")
    proposed = article.authorships.filter(judgement=Judgement.PROPOSED)
    if list(proposed.order_by("position").values(*fields)) == wanted:
        return False
    proposed.delete()
    Authorship.objects.bulk_create(Authorship(article=article, **values) for values in wanted)
    return True


def _authors(item: ReadItem) -> list[dict[str, Any]]:
    if item.sidecar.authors:
        people = {name: Person.objects.with_full_name(name) for name in item.sidecar.authors}
        return [
            {"name": name, "name_as_printed": "", "person_id": person.pk if person else None, "evidence": "sidecar"}
            for name, person in people.items()
        ]
    authors = item.reading.authors
    keys = dict(Person.objects.filter(slug__in=[a.person for a in authors if a.person]).values_list("slug", "pk"))
    return [
        {
            "name": author.name[:300],
            "name_as_printed": author.name_as_printed[:300],
            "person_id": keys.get(author.person),
            "evidence": f"{author.rule}\n{author.evidence}",
        }
        for author in authors
    ]
