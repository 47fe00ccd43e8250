"""What is written of changes, by whom, and what is not."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from archive.models import Appearance, Article, Authorship, IngestRun, Person, PersonAlias
from archive.models.history import Agent, Recorded, RecordedQuerySet, forget, recorded_as, tracked_models
from tests.admin import rows

pytestmark = pytest.mark.django_db

NOT_OF_CURATORS = {
    "Accession", "ArticleFormerSlug", "ErrorReport", "EventFormerSlug", "IngestChange", "IngestRun", "MarkingWords",
    "Merge", "MergeChange", "PersonFormerSlug", "RetiredSlug", "SignatureBand", "SourceFormerSlug", "Suggestion",
    "Upload", "UploadLine",
}  # fmt: skip


@pytest.fixture
def user() -> AbstractBaseUser:
    return get_user_model().objects.create_user("anna")


def said(record: models.Model | type[models.Model], *names: str) -> list[tuple[Any, ...]]:
    """Agent, type and the named columns of each row of history, the oldest first."""
    return list(record.history.order_by("history_id").values_list("history_agent", "history_type", *names))


def test_every_model_that_curators_change_has_a_history() -> None:
    mine = [m for m in apps.get_app_config("archive").get_models() if not m.__name__.startswith("Historical")]
    without = {m.__name__ for m in mine if not issubclass(m, Recorded)}
    assert without <= NOT_OF_CURATORS
    for model in tracked_models():
        assert isinstance(model._default_manager.all(), RecordedQuerySet), model
        assert hasattr(model, "history"), model


def test_creation_by_a_machine_is_not_written() -> None:
    article = rows.article()
    rows.appearance(article, rows.person())
    with recorded_as(Agent.INGEST):
        PersonAlias.objects.bulk_create([PersonAlias(person=Person.objects.get(), text="VVP")])
    assert [model.history.count() for model in tracked_models()] == [0] * len(tracked_models())


def test_first_change_is_written_with_what_was_before(user: AbstractBaseUser) -> None:
    article = rows.article("Old")
    article.title = "New"
    with recorded_as(Agent.CURATOR, user=user):
        article.save()
    assert said(article, "title") == [("", "+", "Old"), ("curator", "~", "New")]
    assert article.history.latest().history_user == user


def test_creation_and_deletion_by_a_curator_are_written(user: AbstractBaseUser) -> None:
    person = rows.person()
    with recorded_as(Agent.CURATOR, user=user):
        alias = PersonAlias.objects.create(person=person, text="VVP")
        PersonAlias.objects.bulk_create([PersonAlias(person=person, text="Putin")])
        alias.delete()
    assert said(PersonAlias, "text") == [("curator", "+", "VVP"), ("curator", "+", "Putin"), ("curator", "-", "VVP")]


def test_what_does_not_change_and_what_is_not_kept_is_not_written(user: AbstractBaseUser) -> None:
    article = rows.article()
    with recorded_as(Agent.CURATOR, user=user):
        article.save()
        article.save(update_fields=["index_pending", "updated_at"])
        article.former_paragraphs = {"1": "gone"}
        article.save()
        Article.objects.update(index_pending=True, differences={"title": {}})
        Article.objects.update(title=article.title)
    assert said(article) == []


def test_bulk_update_is_written_row_by_row(user: AbstractBaseUser) -> None:
    links = [rows.appearance(rows.article(f"No {n}"), rows.person(f"Person {n}")) for n in range(3)]
    Appearance.objects.filter(pk=links[0].pk).update(judgement="rejected")
    with recorded_as(Agent.CURATOR, user=user, reason="Merged"):
        assert Appearance.objects.all().update(judgement="rejected", judgement_reason="") == 3
    assert said(links[0], "judgement") == [("", "+", "proposed"), ("other", "~", "rejected")]
    for link in links[1:]:
        assert said(link, "judgement") == [("", "+", "proposed"), ("curator", "~", "rejected")]
        assert link.history.latest().history_change_reason == "Merged"


def test_bulk_update_of_what_moves_out_of_its_own_filter_is_written(user: AbstractBaseUser) -> None:
    one, other = rows.person("One"), rows.person("Other")
    link = rows.appearance(rows.article(), one)
    with recorded_as(Agent.CURATOR, user=user):
        one.appearances.update(person=other)
        link.refresh_from_db()
        link.role = "subject"
        Appearance.objects.bulk_update([link], ["role"])
    assert said(link, "person_id", "role") == [
        ("", "+", one.pk, "mentioned"),
        ("curator", "~", other.pk, "mentioned"),
        ("curator", "~", other.pk, "subject"),
    ]


def test_bulk_change_takes_few_statements(user: AbstractBaseUser, django_assert_max_num_queries: Any) -> None:
    article = rows.article()
    Authorship.objects.bulk_create(Authorship(article=article, position=n, name=f"No {n}") for n in range(400))
    with recorded_as(Agent.CURATOR, user=user), django_assert_max_num_queries(40):
        article.authorships.update(judgement="confirmed")
    assert Authorship.history.filter(history_type="~").count() == 400


def test_text_is_summed_up_and_not_kept(user: AbstractBaseUser) -> None:
    article = rows.article()
    with recorded_as(Agent.CURATOR, user=user):
        article.body, article.paragraph_numbers = "One\n\nTwo\n\nThree", ["1", "2", "3"]
        article.save(update_fields=["body", "paragraph_numbers"])
    assert said(article, "body_paragraphs") == [("", "+", 2), ("curator", "~", 3)]
    assert len(set(article.history.values_list("body_sum", flat=True))) == 2
    assert "Three" not in str(list(article.history.values()))


def test_what_a_machine_says_of_its_sources_alone_is_no_change(user: AbstractBaseUser) -> None:
    article = rows.article("Old")
    with recorded_as(Agent.INGEST):
        article.provenance = {"title": {"origin": "text", "rule": "new-rule", "evidence": ""}}
        article.save()
    assert said(article) == []
    with recorded_as(Agent.CURATOR, user=user):
        article.provenance = {"title": {"origin": "curator", "rule": "", "evidence": ""}}
        article.save()
    assert [row[2]["title"]["origin"] for row in said(article, "provenance")] == ["text", "curator"]


def test_a_state_that_came_about_unseen_is_written_before_the_next_change(user: AbstractBaseUser) -> None:
    article = rows.article("One")
    article.title = "Two"
    article.save()
    article.title = "Three"
    article.save_base(raw=True)
    article.title = "Four"
    article.save()
    assert said(article, "title") == [
        ("", "+", "One"), ("other", "~", "Two"), ("", "+", "Three"), ("other", "~", "Four"),
    ]  # fmt: skip


def test_deleted_article_keeps_its_history_and_that_of_its_links() -> None:
    article, run = rows.article(), IngestRun.objects.create()
    rows.appearance(article, rows.person())
    with recorded_as(Agent.INGEST, run=run):
        Article.objects.defer("body", "title").get().delete()
    run.delete()
    assert said(Article, "title", "body_paragraphs") == [("ingest", "-", "Four hours in Helsinki", 2)]
    assert said(Appearance, "article_id") == [("ingest", "-", article.pk or Article.history.get().id)]


def test_forgotten_records_leave_nothing() -> None:
    article, other = rows.article("One"), rows.article("Other")
    who = rows.person()
    for one in (article, other):
        rows.appearance(one, who)
    Appearance.objects.update(judgement="rejected")
    keys = [article.pk]
    article.delete()
    forget(Article, keys)
    assert {row[2] for row in said(Appearance, "article_id")} == {other.pk}
    assert said(Article) == []
