"""The sample collection: in, and out again without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction

from archive import originals
from archive.authorities import load_authorities
from archive.ingest.loader import Ingest
from archive.ingest.outcomes import Outcome
from archive.models import Accession, Article, Event, IngestRun, Source, Topic
from archive.models.history import RecordedQuerySet, forget

FOLDER: Path = settings.BASE_DIR / "fixtures" / "articles"


def load_sample() -> Iterator[Outcome]:
    """Take in the sample articles and their invented publishers."""
    load_authorities(FOLDER / "authorities")
    yield from Ingest([FOLDER], is_sample=True).outcomes()
    pin_passages()


def pin_passages() -> None:
    """Pin the passages that `board.yaml` names; those of articles or summits that are not there are left out."""
    topics, passages = _board()
    for position, topic in enumerate(topics, 1):
        Topic.objects.get_or_create(slug=topic["slug"], defaults={"name": topic["name"], "position": position})
    for passage in passages:
        event = Event.objects.published().filter(slug=passage["event"]).first()
        read = Accession.objects.filter(run__is_sample=True, is_current=True, path=passage["file"])
        article = Article.objects.filter(accessions__in=read).first()
        found = [number for number, text, _ in article.paragraphs if passage["words"] in text] if article else []
        if event and found:
            event.pinned_passages.get_or_create(
                article=article,
                topic=Topic.objects.get(slug=passage["topic"]),
                paragraph=found[0],
                defaults={"quotation": passage["words"], "verdict": passage.get("verdict", "")},
            )


def _board() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The topics and the passages of `board.yaml`; nothing where there is no such file."""
    path = FOLDER / "authorities" / "board.yaml"
    if not path.is_file():
        return [], []
    topics, passages = yaml.safe_load_all(path.read_text(encoding="utf-8"))
    return topics, passages


def sample_articles() -> list[int]:
    """Keys of the articles that came with the sample and from nowhere else."""
    own = Accession.objects.filter(run__is_sample=False, article__isnull=False).values("article")
    sample = Accession.objects.filter(run__is_sample=True, article__isnull=False).values("article")
    return list(Article.objects.filter(pk__in=sample).exclude(pk__in=own).values_list("pk", flat=True))


@transaction.atomic
def remove_sample(keys: list[int]) -> None:
    """Delete the articles with their originals and pins, and the publishers and topics that then have none."""
    sums = set(Accession.objects.filter(article__in=keys).values_list("sha256", flat=True))
    _delete(Article.objects.filter(pk__in=keys))
    kept = set(Accession.objects.filter(sha256__in=sums).values_list("sha256", flat=True))
    _delete(Source.objects.filter(is_sample=True, articles__isnull=True, republished_articles__isnull=True))
    _delete(Topic.objects.filter(slug__in=[topic["slug"] for topic in _board()[0]], pinned_passages__isnull=True))
    IngestRun.objects.filter(is_sample=True, accessions__isnull=True).delete()
    transaction.on_commit(lambda: [originals.discard(sha256) for sha256 in sums - kept])


def _delete(records: RecordedQuerySet) -> None:
    """Delete records with their history."""
    keys = list(records.values_list("pk", flat=True))
    records.model.objects.filter(pk__in=keys).delete()
    forget(records.model, keys)
