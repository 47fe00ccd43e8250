"""What every page says of itself to those who link to it: canonical address, Open Graph, feed, site map."""

from __future__ import annotations

import re

import pytest
from lxml import etree, html

from archive.models import Article
from archive.views.sitemaps import KeyRanges
from tests.views import factories as make

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def head(client, address: str):
    return html.document_fromstring(client.get(address).content.decode()).find("head")


def linked(found, rel: str) -> str:
    return found.xpath(f"string(link[@rel='{rel}']/@href)")


def property_of(found, name: str) -> str:
    return found.xpath(f"string(meta[@property='{name}']/@content)")


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/", "/"),
        ("/articles/", "/articles/"),
        ("/articles/?sort=title&page=1", "/articles/"),
        ("/summits/?sort=name", "/summits/"),
        ("/about/", "/about/"),
        ("/timeline/", "/timeline/"),
        ("/compare/", "/compare/"),
    ],
)
def test_page_names_its_canonical_address(client, address, canonical):
    found = head(client, address)
    assert found.xpath("count(link[@rel='canonical'])") == 1
    assert linked(found, "canonical") == f"http://127.0.0.1:8000{canonical}"
    assert property_of(found, "og:url") == f"http://127.0.0.1:8000{canonical}"
    assert property_of(found, "og:type") == "website"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/", "Summit Archive"),
        ("/summits/", "Summits"),
        ("/people/", "People"),
        ("/articles/?sort=title", "Articles"),
        ("/about/", "About"),
        ("/search/help/", "How to search"),
    ],
)
def test_pages_without_a_record_are_shared_under_their_headings(client, address, title):
    assert property_of(head(client, address), "og:title") == title


def test_records_are_shared_under_their_names(client):
    event, person = make.make_event(), make.make_person("Sauli Niinistö")
    for record, parameter in ((event, "event"), (person, "person"), (make.make_source(), "source")):
        found = head(client, f"{record.get_absolute_url()}?from=elsewhere")
        assert linked(found, "canonical") == f"http://127.0.0.1:8000{record.get_absolute_url()}"
        assert property_of(found, "og:title") == str(record)
        feed = found.xpath("string(link[@type='application/atom+xml']/@href)")
        assert feed == f"/search.atom?{parameter}={record.slug}"


def test_article_is_shared_as_an_article_with_a_day_that_is_certain(client):
    dated = make.make_article("Rain", published="2018-07-17", published_basis=Article.DateBasis.STATED)
    found = head(client, f"{dated.get_absolute_url()}?q=rain&aside=1")
    assert linked(found, "canonical") == f"http://127.0.0.1:8000{dated.get_absolute_url()}"
    assert property_of(found, "og:type") == "article"
    assert property_of(found, "article:published_time") == "2018-07-17"
    assert property_of(found, "og:description").startswith("The summit is over")
    guessed = make.make_article("Wind", published="2018-07-17")
    assert property_of(head(client, guessed.get_absolute_url()), "article:published_time") == ""


def test_long_title_is_cut_where_it_is_shared_and_whole_on_the_page(client):
    title = "<b>long</b> " * 420
    article = make.make_article(title)
    found = head(client, article.get_absolute_url())
    assert len(property_of(found, "og:title")) <= 300
    assert len(found.findtext("title")) < 240
    assert client.get(article.get_absolute_url()).content.decode().count("&lt;b&gt;long&lt;/b&gt; " * 400) >= 1


def test_error_pages_have_no_canonical_address(client):
    assert 'rel="canonical"' not in client.get("/articles/nobody/").content.decode()


def test_robots_name_the_map_and_the_map_names_every_page(client):
    event, article = make.make_event(), make.make_article()
    robots = client.get("/robots.txt").content.decode()
    [address] = re.findall(r"^Sitemap: http://127\.0\.0\.1:8000(/\S+)$", robots, re.MULTILINE)
    index = etree.fromstring(client.get(address).content)
    assert index.tag == f"{MAP}sitemapindex"
    found = []
    for page in index.iter(f"{MAP}loc"):
        tree = etree.fromstring(client.get(page.text.removeprefix("http://127.0.0.1:8000")).content)
        found += [loc.text.removeprefix("http://127.0.0.1:8000") for loc in tree.iter(f"{MAP}loc")]
    assert {"/", "/summits/", event.get_absolute_url(), article.get_absolute_url()} <= set(found)
    assert len(found) == len(set(found))
    assert all(client.get(each).status_code == 200 for each in found)


def test_map_is_read_a_page_at_a_time(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("archive.views.sitemaps.ADDRESSES", 2)
    articles = [make.make_article(f"Article {number}") for number in range(5)]
    articles[1].delete()
    first = articles[0].pk
    pages = KeyRanges(Article.objects.order_by("pk").values_list("pk", flat=True), 2)
    assert [key for number in pages.page_range for key in pages.page(number)] == [
        first, first + 2, first + 3, first + 4,
    ]  # fmt: skip
    with django_assert_num_queries(2):
        response = client.get(f"/sitemap-articles.xml?p={pages.num_pages}")
    assert articles[4].get_absolute_url() in response.content.decode()
    assert client.get(f"/sitemap-articles.xml?p={pages.num_pages + 1}").status_code == 404
    assert client.get("/sitemap-nothing.xml").status_code == 404
