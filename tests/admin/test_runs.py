"""The page of a run of ingest, and the one that undoes it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Accession, Article, IngestRun
from archive.models.history import Agent, recorded_as
from tests.admin import rows
from tests.admin.conftest import change_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> IngestRun:
    """A run in which two articles were new."""
    made = IngestRun.objects.create(paths=["texts"])
    IngestRun.objects.update(finished_at=made.started_at)
    for title in ("First", "Second"):
        Accession.objects.create(
            run=made, article=rows.article(title), path=f"{title}.txt", outcome="created", is_current=True
        )
    return made


def undo_address(run: IngestRun) -> str:
    return reverse("admin:archive_ingestrun_undo", args=[run.pk])


def test_curator_sees_what_would_happen_undoes_and_sees_what_did(curator: Client, run: IngestRun) -> None:
    first = Article.objects.get(title="First")
    with recorded_as(Agent.CURATOR):
        Article.objects.filter(pk=first.pk).update(is_reviewed=True)
    assert undo_address(run) in curator.get(change_address(run)).content.decode()
    seen = curator.get(undo_address(run)).content.decode()
    assert '<th scope="row">new in this run</th><td>2</td>' in seen
    assert '<th scope="row">of these changed by people since</th><td>1</td>' in seen
    assert change_address(first) in seen
    assert Article.objects.published().count() == 2
    page = curator.post(undo_address(run), follow=True).content.decode()
    assert list(Article.objects.published()) == [first]
    assert f'<a href="{change_address(first)}">First</a>: people changed it since' in page
    assert undo_address(run) not in page
    assert Article.objects.get(title="Second").trashed_by.username == "curator"


def test_run_at_work_cannot_be_undone(curator: Client, run: IngestRun) -> None:
    IngestRun.objects.update(finished_at=None)
    assert "This run is still at work." in curator.get(undo_address(run)).content.decode()
    assert "This run is still at work." in curator.post(undo_address(run), follow=True).content.decode()
    assert Article.objects.published().count() == 2
