"""The sample collection: in, and out again without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive import originals
from archive.authorities import load_authorities
from archive.ingest.loader import Ingest
from archive.ingest.outcomes import Outcome
from archive.models import Accession, Article, IngestRun, Source

FOLDER: Path = settings.BASE_DIR / "fixtures" / "articles"


def load_sample() -> Iterator[Outcome]:
    """Take in the sample articles and their invented publishers."""
    load_authorities(FOLDER / "authorities")
    yield from Ingest([FOLDER], is_sample=True).outcomes()


def sample_articles() -> list[int]:
    """Keys of the articles that came with the sample and from nowhere else."""
    own = Accession.objects.filter(run__is_sample=False, article__isnull=False).values("article")
    sample = Accession.objects.filter(run__is_sample=True, article__isnull=False).values("article")
    return list(Article.objects.filter(pk__in=sample).exclude(pk__in=own).values_list("pk", flat=True))


@transaction.atomic
def remove_sample(keys: list[int]) -> None:
    """Delete the articles with their originals, and the invented publishers that then have none."""
    sums = set(Accession.objects.filter(article__in=keys).values_list("sha256", flat=True))
    Article.objects.filter(pk__in=keys).delete()
    kept = set(Accession.objects.filter(sha256__in=sums).values_list("sha256", flat=True))
    Source.objects.filter(is_sample=True, articles__isnull=True, republished_articles__isnull=True).delete()
    IngestRun.objects.filter(is_sample=True, accessions__isnull=True).delete()
    transaction.on_commit(lambda: [originals.discard(sha256) for sha256 in sums - kept])
