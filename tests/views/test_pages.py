import gzip

import pytest
from django.db import DatabaseError
from django.test import Client
from haystack import connections

from archive.models import Article
from tests.views import factories as make


@pytest.mark.django_db
def test_about_tells_method_and_contact(client, settings):
    settings.CONTACT_EMAIL = "curator@archive.example"
    html = client.get("/about/").content.decode()
    assert 'href="mailto:curator@archive.example"' in html
    assert "EDTF" in html
    assert "CC0" not in html


@pytest.mark.django_db
def test_about_tells_the_rights_of_the_sample_collection(client):
    make.make_article(source=make.make_source(is_sample=True))
    assert "CC0" in client.get("/about/").content.decode()


@pytest.mark.django_db
def test_navigation_marks_the_page_and_the_section(client):
    assert '<a href="/summits/" aria-current="page">Summits</a>' in client.get("/summits/").content.decode()
    html = client.get(make.make_event().get_absolute_url()).content.decode()
    assert '<a href="/summits/" aria-current="true">Summits</a>' in html


@pytest.mark.django_db
def test_healthz_is_ok_in_an_empty_archive(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_healthz_names_the_reason_when_the_database_cannot_be_read(client, monkeypatch):
    def unreadable(*args):
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(Article.objects, "exists", unreadable)
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"The database cannot be read: disk I/O error\n")


@pytest.mark.django_db
def test_healthz_names_the_reason_when_the_index_cannot_be_read(client, tmp_path, monkeypatch):
    make.make_article()
    backend = connections["default"].get_backend()
    backend.setup()
    monkeypatch.setattr(backend, "base", tmp_path)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.content.decode() == f"The index cannot be read: There is no index in {tmp_path}.\n"


def test_robots_stay_out_of_the_search(client):
    assert b"Disallow: /search\nDisallow: /compare/?\n" in client.get("/robots.txt").content


@pytest.mark.django_db
def test_missing_page_is_in_the_look_and_leads_on(client):
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "<h1>Not found</h1>" in html
    assert 'class="masthead"' in html


def test_request_that_cannot_be_read_is_answered_in_the_look(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "<h1>Not understood</h1>" in response.content.decode()


@pytest.mark.django_db
def test_failure_is_in_the_look(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("archive.views.pages.AboutView.get_context_data", fail)
    response = Client(raise_request_exception=False).get("/about/")
    assert response.status_code == 500
    assert "<h1>Something went wrong</h1>" in response.content.decode()
    assert "broken on purpose" not in response.content.decode()


@pytest.mark.django_db
def test_pages_are_sent_compressed_to_who_can_read_that(client):
    response = client.get("/about/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert b"<title>" in gzip.decompress(response.content)
    assert len(response.content) < len(client.get("/about/").content) / 2
