import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Article, Duplicate
from tests.admin import rows

pytestmark = pytest.mark.django_db

LIST = "admin:archive_duplicate_changelist"


def pair(n: int) -> Duplicate:
    first, second = rows.article(f"Article {n}"), rows.article(f"Copy {n}")
    return Duplicate.objects.create(first=first, second=second, similarity=0.876)


def test_rejected_pair_is_indexed_on_both_sides(curator: Client) -> None:
    chosen = pair(1)
    pair(2)
    curator.post(reverse(LIST), {"action": "reject", "_selected_action": [chosen.pk]})
    chosen.refresh_from_db()
    assert chosen.judgement == "rejected"
    assert {article.title for article in Article.objects.awaiting_index()} == {"Article 1", "Copy 1"}


def test_list_shows_both_titles_and_the_similarity(curator: Client) -> None:
    pair(1)
    page = curator.get(reverse(LIST)).content.decode()
    assert "87 %" in page
    assert ">Article 1</a>" in page
    assert ">Copy 1</a>" in page


def test_longer_list_takes_no_more_queries(curator: Client) -> None:
    pair(1)
    curator.get(reverse(LIST))
    with CaptureQueriesContext(connection) as few:
        curator.get(reverse(LIST))
    for n in range(2, 9):
        pair(n)
    with CaptureQueriesContext(connection) as many:
        assert len(curator.get(reverse(LIST)).context["cl"].result_list) == 8
    assert len(many) == len(few)
