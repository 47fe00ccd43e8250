"""What every list of records must keep to: a fixed number of queries, and no page that fails."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Accession, IngestRun, PinnedPassage, Suggestion, Topic
from archive.models.history import tracked_models
from tests.admin import rows

pytestmark = pytest.mark.django_db

LISTED = ["article", "person", "event", "eventseries", "source", "appearance", "coverage", "authorship", "accession",
          "ingestrun", "suggestion", "topic", "pinnedpassage"]  # fmt: skip


def fill(numbers: range) -> None:
    for n in numbers:
        source = rows.source(f"Source {n}")
        article = rows.article(f"Article {n}", source=source, published_sort=date(2018, 7, 16))
        person, event = rows.person(f"Person {n}"), rows.event(f"Event {n}")
        rows.appearance(article, person)
        rows.coverage(article, event)
        rows.authorship(article, person=person)
        Suggestion.objects.create(name=f"Unknown Name {n}", article_count=n + 1)
        Accession.objects.create(run=IngestRun.objects.create(), article=article, path=f"{n}.txt", outcome="created")
        topic = Topic.objects.create(slug=f"topic-{n}", name=f"Topic {n}")
        PinnedPassage.objects.create(event=event, topic=topic, article=article, paragraph="1", quotation="The two")


@pytest.mark.parametrize("kind", LISTED)
def test_longer_list_takes_no_more_queries(curator: Client, kind: str) -> None:
    address = reverse(f"admin:archive_{kind}_changelist")
    fill(range(3))
    curator.get(address)  # fills the cache of content types
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert len(curator.get(address).context["cl"].result_list) == (1 if kind == "eventseries" else 3)
    fill(range(3, 12))
    with CaptureQueriesContext(connection) as many:
        assert len(curator.get(address).context["cl"].result_list) == (1 if kind == "eventseries" else 12)
    assert len(many) == len(few) <= 14


def test_article_form_with_many_links_takes_no_more_queries(curator: Client) -> None:
    article = rows.article()
    address = reverse("admin:archive_article_change", args=[article.pk])
    rows.appearance(article, rows.person("Person 0"))
    curator.get(address)
    with CaptureQueriesContext(connection) as few:
        curator.get(address)
    for n in range(1, 8):
        rows.appearance(article, rows.person(f"Person {n}"))
    with CaptureQueriesContext(connection) as many:
        assert "Person 7" in curator.get(address).content.decode()
    assert len(many) == len(few)


def test_every_record_has_a_list_that_can_be_searched() -> None:
    models = {model for model in admin.site._registry if model._meta.app_label == "archive"}
    shown_within_another = {"personalias", "tenure", "eventalias", "participation", "sourcealias", "uploadline"}
    in_the_queue = {"unresolvedname"}
    nothing_to_decide = {"signatureband", "markingwords", "retiredslug"}
    shown_within_another |= {"mergechange", "ingestchange"}
    shown_within_another |= {f"{kind}formerslug" for kind in ("article", "person", "event", "source")}
    listed = {model._meta.model_name for model in models}
    histories = {model.history.model._meta.model_name for model in tracked_models()}
    assert {model._meta.model_name for model in apps.get_app_config("archive").get_models()} - histories == (
        listed | shown_within_another | in_the_queue | nothing_to_decide
    )
    assert listed == {
        *LISTED,
        "correction",
        "duplicate",
        "errorreport",
        "likeness",
        "merge",
        "upload",
    }  # these are tested by themselves
    assert all(admin.site._registry[model].search_fields for model in models if model is not IngestRun)
    assert not any(admin.site._registry[model].raw_id_fields for model in models)


def test_site_bears_the_name_of_the_archive(curator: Client) -> None:
    assert "Summit Archive" in curator.get(reverse("admin:index")).content.decode()
