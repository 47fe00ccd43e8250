import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Suggestion

pytestmark = pytest.mark.django_db


def test_curator_sees_name_count_and_sentences_and_changes_none(curator: Client) -> None:
    sentence = {"article": "four-hours-0a1b2c3d", "text": "Ada <b>Lovelace</b> came."}
    suggestion = Suggestion.objects.create(name="Ada Lovelace", article_count=12, sentences=[sentence])

    page = curator.get(reverse("admin:archive_suggestion_changelist")).content.decode()

    assert "Ada Lovelace" in page
    assert ">12<" in page
    assert f'<a href="{reverse("article-detail", args=["four-hours-0a1b2c3d"])}">Ada &lt;b&gt;Lovelace' in page
    assert curator.get(reverse("admin:archive_suggestion_add")).status_code == 403
    address = reverse("admin:archive_suggestion_delete", args=[suggestion.pk])
    assert curator.post(address, {"post": "yes"}).status_code == 403
