"""The files of an article: its original, safe whatever it holds, and its citation, read by programs of others."""

from __future__ import annotations

import hashlib
import json

import bibtexparser
import pytest
import rispy

from archive import originals
from archive.models import Accession, ArticleFormerSlug
from archive.views.article_files import file_name
from tests.views import factories as make

pytestmark = pytest.mark.django_db

PAGE = b"<!doctype html><script>alert(document.cookie)</script>"


@pytest.fixture
def article(settings, tmp_path):
    """An article taken in from a page with a script."""
    settings.ORIGINALS_DIR = tmp_path / "originals"
    found = make.make_article("Rain & <b>wind</b>", slug="rain-1234abcd", published="2018-07-17")
    make.sign(found, "Tobias Renfrew")
    make.sign(found, "Xi Jinping", make.make_person("Xi Jinping", sort_name="Xi Jinping"))
    accede(found, PAGE, path="a/Страница <1>.html")
    return found


def accede(article, data: bytes, **fields) -> Accession:
    sha256 = hashlib.sha256(data).hexdigest()
    originals.keep(sha256, data)
    return make.accede(article, data.decode(), [], sha256=sha256, **fields)


def test_original_is_saved_byte_for_byte(client, article):
    response = client.get("/articles/rain-1234abcd/original")
    assert b"".join(response.streaming_content) == PAGE
    assert response["Content-Disposition"] == 'attachment; filename="1-.html"'
    assert response["ETag"] == f'"{hashlib.sha256(PAGE).hexdigest()}"'


def test_original_is_never_a_page_of_this_site(client, article):
    response = client.get("/articles/rain-1234abcd/original")
    assert b"".join(response.streaming_content)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Disposition"].startswith("attachment")


def test_original_that_is_known_is_not_sent_again(client, article):
    response = client.get("/articles/rain-1234abcd/original")
    assert b"".join(response.streaming_content)
    etag = response["ETag"]
    assert client.get("/articles/rain-1234abcd/original", headers={"If-None-Match": etag}).status_code == 304


def test_page_gives_the_original_with_its_sum_and_what_it_was_before(client, article):
    article.accessions.update(is_current=False)
    accede(article, b"newer")
    html = client.get(article.get_absolute_url()).content.decode()
    earlier = f"/articles/rain-1234abcd/original/{hashlib.sha256(PAGE).hexdigest()}"
    assert '<a class="button" href="/articles/rain-1234abcd/original" download>' in html
    assert hashlib.sha256(b"newer").hexdigest() in html
    assert f'<a href="{earlier}" download>' in html
    assert b"".join(client.get(earlier).streaming_content) == PAGE


def test_original_of_another_article_is_not_given_under_this_one(client, article):
    make.make_article("Other", slug="other-1")
    assert client.get(f"/articles/other-1/original/{hashlib.sha256(PAGE).hexdigest()}").status_code == 404
    assert client.get("/articles/other-1/original").status_code == 404
    assert client.get("/articles/nobody-1/original").status_code == 404


def test_missing_original_is_said_to_be_missing(client, article):
    originals.discard(hashlib.sha256(PAGE).hexdigest())
    assert client.get("/articles/rain-1234abcd/original").status_code == 404


def test_former_address_leads_to_the_files_of_the_present_one(client, article):
    ArticleFormerSlug.objects.create(slug="old-1", record=article)
    for ending in (".ris", ".bib", ".csl", "/original"):
        response = client.get(f"/articles/old-1{ending}")
        assert (response.status_code, response["Location"]) == (301, f"/articles/rain-1234abcd{ending}")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/one.txt", "one.txt"),
        ("x.warc.gz#<urn:uuid:1>", "rain-1234abcd.html"),
        ("../../etc/passwd", "rain-1234abcd.txt"),
        ('a"b\r\nSet-Cookie: x.html', "a-b-Set-Cookie-x.html"),
        (f"{'n' * 300}.html", f"{'n' * 80}.html"),
        ("тест.txt", "rain-1234abcd.txt"),
    ],
)
def test_name_of_the_file_is_safe(article, path, name):
    assert file_name(article, Accession(path=path)) == name


def test_citation_is_read_by_reference_managers(client, article):
    [ris] = rispy.loads(client.get("/articles/rain-1234abcd.ris").content.decode())
    assert ris["title"] == "Rain & <b>wind</b>"
    assert ris["authors"] == ["Renfrew, Tobias", "Xi Jinping"]
    [bib] = bibtexparser.loads(client.get("/articles/rain-1234abcd.bib").content.decode()).entries
    assert bib["author"] == "Renfrew, Tobias and {Xi Jinping}"
    response = client.get("/articles/rain-1234abcd.csl")
    [item] = json.loads(response.content)
    assert item["author"] == [{"family": "Renfrew", "given": "Tobias"}, {"literal": "Xi Jinping"}]
    assert response["Content-Disposition"] == 'attachment; filename="rain-1234abcd.json"'
    assert response["Link"] == '<http://127.0.0.1:8000/articles/rain-1234abcd/>; rel="canonical"'


def test_citation_takes_few_queries(client, article, django_assert_num_queries):
    with django_assert_num_queries(8):
        client.get("/articles/rain-1234abcd.ris")
