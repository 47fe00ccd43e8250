"""An article is shown as readers would see it, and nothing of it is saved."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django_tasks_db.models import DBTaskResult

from archive.models import Appearance, Article
from tests.admin import rows
from tests.admin.conftest import Save, change_address

pytestmark = pytest.mark.django_db


def test_preview_shows_what_is_typed_and_saves_nothing(curator: Client, save: Save) -> None:
    article = rows.article()
    rows.appearance(article, rows.person())
    shown = save(article, title="Five <b>hours</b>", published_edtf="2018-07-16", slug="elsewhere", _preview="Preview")

    page = shown.content.decode()
    assert shown.status_code == 200
    assert "This is a preview: nothing of it is saved." in page
    assert "Five &lt;b&gt;hours&lt;/b&gt;" in page
    assert "16 July 2018" in page
    assert 'id="p1"' in page
    assert "was changed successfully" not in page

    article.refresh_from_db()
    assert (article.title, article.published_edtf, article.index_pending) == ("Four hours in Helsinki", "", False)
    assert not Article.history.exists()
    assert not LogEntry.objects.exists()
    assert not DBTaskResult.objects.exists()
    assert "was changed" not in curator.get(change_address(article)).content.decode()


def test_preview_of_what_cannot_be_saved_is_the_form_with_its_errors(save: Save) -> None:
    article = rows.article()
    shown = save(article, published_edtf="next Tuesday", _preview="Preview")
    assert "published_edtf" in shown.context["adminform"].form.errors


def test_links_are_previewed_with_their_article(save: Save) -> None:
    article = rows.article()
    link = rows.appearance(article, rows.person())
    page = save(article, **{"appearances-0-judgement": "rejected", "_preview": "Preview"}).content.decode()
    assert "/people/vladimir-putin/" not in page
    assert Appearance.objects.get(pk=link.pk).judgement == "proposed"
