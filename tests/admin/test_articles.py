from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Accession, Article, ArticleFormerSlug, IngestRun
from tests.admin import rows
from tests.admin.conftest import Save, change_address

pytestmark = pytest.mark.django_db


def test_changed_field_is_said_to_come_from_the_curator(save: Save) -> None:
    text = {"origin": "text", "rule": "first line", "evidence": "Four hours"}
    article = rows.article(provenance={"title": text, "language": text})
    assert save(article, title="Four long hours").status_code == 302
    article.refresh_from_db()
    assert article.title == "Four long hours"
    assert article.provenance == {"title": {"origin": "curator", "rule": "", "evidence": ""}, "language": text}


@pytest.mark.parametrize(
    ("typed", "earliest", "latest", "sort"),
    [
        ("2018-07-16", date(2018, 7, 16), date(2018, 7, 16), date(2018, 7, 16)),
        ("2017-11-04/2017-11-10", date(2017, 11, 4), date(2017, 11, 10), date(2017, 11, 4)),
        ("2018-07-16/..", date(2018, 7, 16), None, date(2018, 7, 16)),
        ("../2018-07-16", None, date(2018, 7, 16), date(2018, 7, 16)),
    ],
)
def test_date_typed_by_a_curator_sets_its_bounds(
    save: Save, typed: str, earliest: date, latest: date, sort: date
) -> None:
    article = rows.article(published_edtf="2017", published_basis="inferred", published_evidence="last year")
    save(article, published_edtf=typed)
    article.refresh_from_db()
    assert article.published_edtf == typed
    assert (article.published_earliest, article.published_latest, article.published_sort) == (earliest, latest, sort)
    assert (article.published_basis, article.published_evidence) == ("curator", "")
    assert article.provenance["published"]["origin"] == "curator"


def test_cleared_date_clears_all_that_followed_from_it(save: Save) -> None:
    day = date(2018, 7, 16)
    article = rows.article(
        published_edtf="2018-07-16",
        published_earliest=day,
        published_latest=day,
        published_sort=day,
        published_basis="stated",
        published_evidence="16 July 2018",
    )
    save(article, published_edtf="")
    article.refresh_from_db()
    assert (article.published_earliest, article.published_latest, article.published_sort) == (None, None, None)
    assert (article.published_basis, article.published_evidence) == ("", "")
    assert article.provenance["published"]["origin"] == "curator"


def test_text_that_is_no_date_is_refused_beside_its_field(save: Save) -> None:
    article = rows.article()
    response = save(article, published_edtf="next Tuesday")
    assert response.status_code == 200
    assert "next Tuesday" in response.context["adminform"].form.errors["published_edtf"][0]
    article.refresh_from_db()
    assert article.published_edtf == ""


def test_former_address_leads_to_the_article_and_to_no_other(save: Save) -> None:
    article, other = rows.article(), rows.article("Another")
    former = article.slug
    save(article, slug="four-hours")
    assert ArticleFormerSlug.objects.get(slug=former).record == article
    response = save(other, slug=former)
    assert "address of another article" in response.context["adminform"].form.errors["slug"][0]
    save(article, slug=former)
    assert list(article.former_slugs.values_list("slug", flat=True)) == ["four-hours"]


def test_new_title_keeps_the_spans_of_words_it_still_has(save: Save) -> None:
    article = rows.article("Putin and Trump in Helsinki")
    putin = rows.appearance(article, rows.person(), title_spans=[[0, 5]])
    helsinki = rows.coverage(article, rows.event(), title_spans=[[19, 27]])
    save(article, title="Trump in Helsinki")
    putin.refresh_from_db()
    helsinki.refresh_from_db()
    assert putin.title_spans == []
    assert helsinki.title_spans == [[9, 17]]


def test_every_change_asks_for_indexing_and_saving_unchanged_does_not(save: Save) -> None:
    article = rows.article()
    save(article)
    article.refresh_from_db()
    assert not article.index_pending
    save(article, is_reviewed="on")
    article.refresh_from_db()
    assert article.is_reviewed
    assert article.index_pending


def test_form_shows_evidence_as_words(curator: Client) -> None:
    article = rows.article(
        provenance={"language": {"origin": "inference", "rule": "py3langid", "evidence": "<b>The two</b>"}},
    )
    rows.unresolved(article, "Ivanov", spans=[[4, 7]], candidates=["igor-ivanov"])
    rows.person("Igor Ivanov")
    rows.appearance(article, rows.person())
    page = curator.get(change_address(article)).content.decode()
    assert "<td>py3langid</td><td>&lt;b&gt;The two&lt;/b&gt;</td>" in page
    assert "Mr. <mark>Putin</mark> arrived late." in page
    assert "<td>Igor Ivanov</td>" in page


def test_articles_are_not_added_by_hand(curator: Client) -> None:
    assert curator.get(reverse("admin:archive_article_add")).status_code == 403


def test_selected_articles_are_marked_as_reviewed(curator: Client) -> None:
    chosen, other = rows.article(), rows.article("Another")
    curator.post(
        reverse("admin:archive_article_changelist"), {"action": "mark_reviewed", "_selected_action": [chosen.pk]}
    )
    assert list(Article.objects.filter(is_reviewed=True)) == [chosen]
    assert list(Article.objects.filter(index_pending=True)) == [chosen]
    assert other.is_reviewed is False


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year=2018", {"Dated"}),
        ("year=unknown", {"Undated"}),
        ("judgement=rejected", {"Undated"}),
        ("published_basis__exact=stated", {"Dated"}),
        ("q=dated+missing", set()),
        ("q=undated", {"Undated"}),
    ],
)
def test_filters_and_search_find(curator: Client, query: str, found: set[str]) -> None:
    day = date(2018, 7, 16)
    rows.article("Dated", published_edtf="2018-07-16", published_sort=day, published_basis="stated")
    rows.appearance(rows.article("Undated"), rows.person(), judgement="rejected")
    response = curator.get(f"{reverse('admin:archive_article_changelist')}?{query}")
    assert {article.title for article in response.context["cl"].result_list} == found


def test_accessions_are_shown_and_cannot_be_changed(curator: Client) -> None:
    run = IngestRun.objects.create(paths=["news"], counts={"created": 1})
    accession = Accession.objects.create(
        run=run, article=rows.article(), path="a.txt", outcome="created", reading_text="Read <this>"
    )
    page = curator.get(change_address(accession))
    assert "Read &lt;this&gt;" in page.content.decode()
    assert curator.post(change_address(accession), {"path": "b.txt"}).status_code == 403
    listed = curator.get(f"{reverse('admin:archive_accession_changelist')}?run__id__exact={run.pk}")
    assert list(listed.context["cl"].result_list) == [accession]
    assert "1 created" in curator.get(change_address(run)).content.decode()
