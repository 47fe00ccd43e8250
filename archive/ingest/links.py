"""Proposed links of an article, renewed from a reading. What a curator judged stays."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.db.models import Model, QuerySet

from archive.edtf import parse_edtf
from archive.ingest.bylines import tidy_name
from archive.ingest.changes import Changes
from archive.ingest.meetings import EventFound
from archive.ingest.moving import apart, found_again, moved, united
from archive.ingest.phases import Phase, phase_by_date
from archive.ingest.reading import ReadItem
from archive.ingest.records import Records
from archive.ingest.rows import Row, insert
from archive.ingest.understanding import PersonFound
from archive.models import Appearance, Article, Authorship, Coverage, Event, Judgement, Person, UnresolvedName

Wanted = dict[int, dict[str, Any]]  # what links to people or events should say, by the key of the record


def create_links(articles: Iterable[tuple[int, str, ReadItem]], records: Records) -> None:
    """Propose what the readings found in new articles, each with its primary key and the title it was given."""
    appearances: list[Row] = []
    coverages: list[Row] = []
    authorships: list[Row] = []
    names: list[Row] = []
    for key, title, item in articles:
        shown = title, item.reading.body
        appearances += _rows(key, "person_id", _appearances(shown, item, records))
        coverages += _rows(key, "event_id", _coverages(shown, item, records))
        authors = enumerate(_authors(item, records), 1)
        authorships += [{"article_id": key, "position": position, **author} for position, author in authors]
        names += _rows(key, "text", _names(item, item.reading.body))
    insert(Appearance, appearances)
    insert(Coverage, coverages)
    insert(Authorship, authorships)
    insert(UnresolvedName, names)


def _rows(article: int, target: str, wanted: dict[Any, dict[str, Any]]) -> list[Row]:
    return [{"article_id": article, target: key, **values} for key, values in wanted.items()]


def renew_links(article: Article, item: ReadItem, records: Records, before: tuple[str, str], changes: Changes) -> None:
    """Make the proposals those of the reading. Judged links keep all but their spans, and what the machine now says
    against a judgement is noted as a difference. `before` is the title and body that the present links belong to.
    """
    shown = article.title, article.body
    _renew_names(article, _names(item, article.body), before[1], changes)
    settled = list(article.unresolved_names.judged())
    people = _without(settled, article.body, _appearances(shown, item, records))
    events = _without(settled, article.body, _coverages(shown, item, records))
    _renew(article, Appearance, "person", people, before, changes)
    _renew(article, Coverage, "event", events, before, changes)
    _renew_authors(article, _authors(item, records), changes)
    if article.provenance.get("published", {}).get("origin") == "curator":
        settle_phases(Coverage.objects.filter(article=article))


def _without(settled: list[UnresolvedName], body: str, wanted: Wanted) -> Wanted:
    """What is wanted but for the places of names that a curator has settled here; nothing that rests on these alone."""
    words, places = {name.text for name in settled}, [span for name in settled for span in name.spans]
    left = {}
    for key, values in wanted.items():
        spans = [[start, end] for start, end in apart(values["spans"], places) if body[start:end] not in words]
        if spans or values["title_spans"] or not values["spans"]:
            left[key] = values | {"spans": spans}
    return left


def settle_phases(coverages: QuerySet[Coverage]) -> None:
    """Let the dates decide again, where they do, after a curator changed an article's date or an event's days."""
    proposed = coverages.filter(role=Coverage.Role.SUBJECT, judgement=Judgement.PROPOSED)
    for link in proposed.select_related("article", "event"):
        phase = dated_phase(link.article, link.event)
        if phase and phase.value != link.phase:
            link.phase, link.phase_evidence = phase.value, phase.rule
            link.save(update_fields=["phase", "phase_evidence"])


def dated_phase(article: Article, event: Event) -> Phase | None:
    """The phase that the dates of an article and an event decide; None where they do not."""
    if not article.published_edtf or event.start is None or event.end is None:
        return None
    return phase_by_date(event.start, event.end, parse_edtf(article.published_edtf))


def _said_of(found: PersonFound | EventFound, shown: tuple[str, str], item: ReadItem) -> dict[str, Any]:
    """What a link to a person or an event says, its places those of the title and body that are shown."""
    title, body = shown
    return {
        "role": found.role,
        "spans": moved(found.spans, item.reading.body, body),
        "title_spans": moved(found.title_spans, item.reading.title, title),
        "evidence": found.evidence,
    }


def _appearances(shown: tuple[str, str], item: ReadItem, records: Records) -> Wanted:
    keys = records.people
    return {keys[person.slug]: _said_of(person, shown, item) for person in item.reading.people if person.slug in keys}


def _coverages(shown: tuple[str, str], item: ReadItem, records: Records) -> Wanted:
    keys = records.events
    return {
        keys[event.slug]: {
            **_said_of(event, shown, item),
            "phase": event.phase.value if event.phase else "",
            "phase_evidence": f"{event.phase.rule}\n{event.phase.evidence}".strip() if event.phase else "",
        }
        for event in item.reading.events
        if event.slug in keys
    }


_PLACES = ("spans", "title_spans")


def _renew(
    article: Article,
    model: type[Model],
    target: str,
    wanted: Wanted,
    before: tuple[str, str],
    changes: Changes,
) -> None:
    links: list[Any] = list(model._default_manager.filter(article=article).select_related(target))
    for link in links:
        slug = getattr(link, target).slug
        values = wanted.pop(getattr(link, f"{target}_id"), None)
        barred = {"barred_spans": found_again(link.barred_spans, before[1], article.body)}
        if values:
            values |= {"spans": apart(values["spans"], barred["barred_spans"]), **barred}
        if link.judgement != Judgement.PROPOSED:
            places = {
                "spans": found_again(link.spans, before[1], article.body),
                "title_spans": found_again(link.title_spans, before[0], article.title),
            }
            if values:  # what a curator confirmed keeps its places beside those that are read
                is_kept = link.judgement == Judgement.CONFIRMED
                places = {name: united([*values[name], *(places[name] if is_kept else ())]) for name in _PLACES}
            _keep(link, f"{target} {slug}", values, places | barred, changes)
        elif values is None:
            link.delete()
            changes.lines.append(f"{target}: {slug} -> none")
        else:
            _set(link, values, f"{target} {slug}", changes)
    if wanted:
        insert(model, _rows(article.pk, f"{target}_id", wanted))
        fresh = model._default_manager.filter(article=article, **{f"{target}__in": wanted}).select_related(target)
        changes.lines += [f"{target}: none -> {getattr(link, target).slug} ({_opinion(vars(link))})" for link in fresh]


def _keep(link: Any, name: str, values: dict[str, Any] | None, places: dict[str, Any], changes: Changes) -> None:
    """A judged link: only its spans become those of the reading, or those that were found again."""
    lost = 0 if values else sum(len(getattr(link, column)) - len(places[column]) for column in _PLACES)
    said = [_against(link, values)]
    if lost and link.judgement == Judgement.CONFIRMED:
        said.append(f"{lost} of its places gone from the text")
    if any(said):
        changes.keep("links", name, "; ".join(filter(None, said)))
    _set(link, places, name, changes)


def _against(link: Any, values: dict[str, Any] | None) -> str:
    """What the machine says against a judgement; nothing where the two agree, or where a curator made the link."""
    if link.judgement == Judgement.REJECTED:
        return _opinion(values) if values else ""
    if values is None:
        return "not found" if link.evidence else ""
    return _opinion(values) if _opinion(values) != _opinion(vars(link)) else ""


def _opinion(values: dict[str, Any]) -> str:
    return ", ".join(filter(None, (values["role"], values.get("phase", ""))))


def _set(link: Model, values: dict[str, Any], name: str, changes: Changes) -> None:
    changed = [column for column, value in values.items() if getattr(link, column) != value]
    if not changed:
        return
    for column in changed:
        if column.endswith("spans"):
            changes.lines.append(f"{name} ({column}): other places")
        else:
            changes.compare(f"{name} ({column})", getattr(link, column), values[column])
        setattr(link, column, values[column])
    link.save()


def _names(item: ReadItem, body: str) -> dict[str, dict[str, Any]]:
    """The unresolved names by their words, with their places in a body. Words that could be one of some here, and one
    of others there, could be any of them.
    """
    found: dict[str, dict[str, Any]] = {}
    for name in item.reading.unresolved:
        if spans := moved(name.spans, item.reading.body, body):
            said = found.setdefault(name.text[:300], {"spans": [], "candidates": []})
            said["spans"] = sorted([*said["spans"], *spans])
            said["candidates"] = sorted({*said["candidates"], *name.candidates})
    return found


def _renew_names(article: Article, wanted: dict[str, dict[str, Any]], before: str, changes: Changes) -> None:
    """`before` is the body that the present places belong to."""
    for name in article.unresolved_names.all():
        values = wanted.pop(name.text, None)
        if name.judgement != Judgement.PROPOSED:
            kept = {"spans": found_again(name.spans, before, article.body), "candidates": name.candidates}
            _set(name, values or kept, f"unresolved name {name.text}", changes)
        elif values:
            _set(name, values, f"unresolved name {name.text}", changes)
        else:
            name.delete()
            changes.lines.append(f"unresolved name: {name.text} -> none")
    insert(UnresolvedName, _rows(article.pk, "text", wanted))
    changes.lines += [f"unresolved name: none -> {text}" for text in wanted]


def _renew_authors(article: Article, read: list[dict[str, Any]], changes: Changes) -> None:
    judged = list(article.authorships.exclude(judgement=Judgement.PROPOSED))
    taken = {link.position for link in judged}
    known = {name.casefold() for link in judged for name in (link.name, tidy_name(link.name_as_printed)) if name}
    free = (position for position in count(1) if position not in taken)
    _keep_authors(judged, {author["name"].casefold() for author in read}, changes)
    wanted = [{"position": next(free), **author} for author in read if author["name"].casefold() not in known]
    fields = ("position", "name", "name_as_printed", "person_id", "evidence")
    proposed = article.authorships.filter(judgement=Judgement.PROPOSED)
    before = list(proposed.order_by("position").values(*fields))
    if before == wanted:
        return
    names = [", ".join(author["name"] for author in authors) for authors in (before, wanted)]
    changes.lines.append(f"authors: {names[0] or 'none'} -> {names[1] or 'none'}")
    present = {link.position: link for link in proposed}
    for author in wanted:
        link = present.pop(author["position"], None) or Authorship(article=article)
        for column, value in author.items():
            setattr(link, column, value)
        link.save()
    for link in present.values():
        link.delete()


def _keep_authors(judged: list[Authorship], read: set[str], changes: Changes) -> None:
    for link in judged:
        names = {link.name.casefold(), tidy_name(link.name_as_printed).casefold()}
        is_read, is_rejected = bool(names & read), link.judgement == Judgement.REJECTED
        if is_rejected and is_read:
            changes.keep("links", f"author {link.name}", "signed it")
        elif not is_rejected and not is_read and link.evidence:
            changes.keep("links", f"author {link.name}", "not found")


def _authors(item: ReadItem, records: Records) -> list[dict[str, Any]]:
    if item.sidecar.authors:
        people = {name: Person.objects.with_full_name(name) for name in item.sidecar.authors}
        return [
            {"name": name, "name_as_printed": "", "person_id": person.pk if person else None, "evidence": "sidecar"}
            for name, person in people.items()
        ]
    return [
        {
            "name": author.name[:300],
            "name_as_printed": author.name_as_printed[:300],
            "person_id": records.people.get(author.person),
            "evidence": f"{author.rule}\n{author.evidence}",
        }
        for author in item.reading.authors
    ]
