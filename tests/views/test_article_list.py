import pytest
from django.urls import reverse

from tests.views import factories as make

pytestmark = pytest.mark.django_db


def test_list_takes_the_same_queries_for_any_number_of_articles(client, django_assert_num_queries):
    event, source = make.make_event(), make.make_source()
    for number in range(12):
        make.cover(make.make_article(f"Number {number}", source=source), event)
    with django_assert_num_queries(4):
        client.get(reverse("article-list"))


def test_list_is_sorted_newest_first_and_undated_last(client):
    for title, day in (("Old", "2001-01-01"), ("New", "2020-01-01"), ("Undated", "")):
        make.make_article(title, published=day)
    articles = client.get("/articles/").context["articles"]
    assert [article.title for article in articles] == ["New", "Old", "Undated"]
    articles = client.get("/articles/?sort=oldest").context["articles"]
    assert [article.title for article in articles] == ["Old", "New", "Undated"]


def test_meaningless_order_and_page_are_ignored_and_said_so(client):
    make.make_article()
    html = client.get("/articles/?sort=upside-down&page=99").content.decode()
    assert "There is no order “upside-down”: the list is sorted by newest first." in html
    assert "There is no page “99”: this is page 1 of 1." in html


def test_list_shows_how_a_text_begins(client):
    make.make_article("Title", "It rained. " * 40)
    html = client.get("/articles/").content.decode()
    assert html.count("It rained.") == 16


def test_list_has_pages_of_fifty(client):
    for number in range(51):
        make.make_article(f"Number {number}")
    response = client.get("/articles/?sort=title")
    assert len(response.context["articles"]) == 50
    assert '<a class="button" href="?sort=title&amp;page=2" rel="next">Next</a>' in response.content.decode()
