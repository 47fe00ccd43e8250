"""The made articles as rows of a scratch archive, as though they had been taken in and read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from haystack import connections

from archive.models import Appearance, Article, Authorship, Coverage, Event, Person, Source, Tenure
from tests.bench.search_contestants import chunks
from tests.bench.search_corpus import Corpus, MadeArticle, Named

SHIPPED = "shipped"
_LEADERS = 10
# Of the people in one article, the first of the corpus's being the subject.
_ROLES = [Appearance.Role.SUBJECT, *[Appearance.Role.MENTIONED] * 5]


def use_folder(folder: Path) -> None:
    """Let this process's database and indexes lie in a folder: `default`, and Haystack's own backend as `shipped`."""
    settings.DATA_DIR = folder
    settings.INDEX_DIR = folder / "index"
    settings.ALLOWED_HOSTS = ["*"]
    connection.close()
    connection.settings_dict["NAME"] = str(folder / "db.sqlite3")
    known = connections.connections_info
    known["default"] = known["default"] | {"PATH": str(settings.INDEX_DIR)}
    known[SHIPPED] = {
        "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
        "PATH": str(folder / SHIPPED),
        "SILENTLY_FAIL": False,
    }
    connections.reload("default")


def make_rows(corpus: Corpus, count: int) -> None:
    """Fill the database of `use_folder`, which must not be there yet. An article's number is its primary key."""
    call_command("migrate", verbosity=0)
    people = _records(Person, corpus.people, lambda named: {"sort_name": named.name})
    events = _records(Event, corpus.events, lambda named: {"short_name": named.name})
    sources = _records(Source, corpus.sources, lambda named: {})
    Tenure.objects.bulk_create(
        Tenure(person=people[named], office="President", held="2000/2020", is_highest=True)
        for named in corpus.people[:_LEADERS]
    )
    for chunk in chunks(corpus, count):
        Article.objects.bulk_create(_article(made, sources[made.source]) for made in chunk)
        Authorship.objects.bulk_create(
            Authorship(article_id=made.number, name=made.author.name, name_as_printed=made.author.name)
            for made in chunk
        )
        Appearance.objects.bulk_create(
            Appearance(article_id=made.number, person=people[named], role=role)
            for made in chunk
            for named, role in zip(made.people, _ROLES, strict=False)
        )
        Coverage.objects.bulk_create(
            Coverage(article_id=made.number, event=events[named], role=Coverage.Role.SUBJECT, phase=phase)
            for made in chunk
            for named, phase in zip(made.events, made.phases, strict=True)
        )


def _records(model: Any, named: Iterable[Named], more: Any) -> dict[Named, Any]:
    made = {one: model(slug=one.slug, name=one.name, **more(one)) for one in named}
    model.objects.bulk_create(made.values())
    return made


def _article(made: MadeArticle, source: Source) -> Article:
    return Article(
        pk=made.number,
        slug=f"made-{made.number}",
        title=made.title,
        body=made.body,
        paragraph_numbers=[str(number) for number in range(1, made.body.count("\n\n") + 2)],
        language="en",
        source=source,
        published_edtf=made.day.isoformat(),
        published_earliest=made.day,
        published_latest=made.day,
        published_sort=made.day,
        published_basis=Article.DateBasis.STATED,
    )
