"""A date is read back in plain words: beside its field, and in place while it is typed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from archive.admin.date_reading import reading
from tests.admin import rows
from tests.admin.conftest import Save, change_address


@pytest.mark.parametrize(
    ("typed", "words", "first", "last"),
    [
        ("2018-07-16", "16 July 2018", None, None),
        ("2018-07", "July 2018", "1 July 2018", "31 July 2018"),
        ("2018-07-16/..", "16 July 2018 or later", "16 July 2018", ""),
        ("../2018-07-16", "16 July 2018 or earlier", "", "16 July 2018"),
        ("[2018-07-12,2018-12-07]", "12 July 2018 or 7 December 2018", "12 July 2018", "7 December 2018"),
        ("2018-07-16~", "about 16 July 2018", None, None),
    ],
)
def test_date_is_said_in_words_with_its_first_and_last_day(
    typed: str, words: str, first: str | None, last: str | None
) -> None:
    said = reading(typed)
    assert (said["words"], said.get("first"), said.get("last")) == (words, first, last)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("2018-02-30", "There is no day 2018-02-30"),
        ("2018-07-16/2018-07-10", "ends before it begins"),
        ("../..", "at least one known end"),
        ("[2018-07,2018-08-01]", "whole days"),
        ("next Tuesday", "next Tuesday"),
        ("9" * 300, "9"),
    ],
)
def test_what_is_no_date_is_told_with_what_is_wrong(typed: str, fault: str) -> None:
    assert fault in reading(typed)["fault"]


def test_nothing_is_said_of_nothing() -> None:
    assert reading("  ") == {}


@pytest.mark.django_db
def test_small_address_answers_with_a_piece_of_a_page(curator: Client) -> None:
    address = reverse("admin:archive_article_date")
    assert "Read as: July 2018 (any day from 1 July 2018 to 31 July 2018)" in " ".join(
        curator.get(address, {"published_edtf": "2018-07"}).content.decode().split()
    )
    assert b"&lt;b&gt;" in curator.get(address, {"published_edtf": "<b>"}).content
    assert curator.get(address).content.strip() == b""
    with override("fr"):
        assert reading("2018-07")["words"] == "juillet 2018"


@pytest.mark.django_db
def test_form_reads_its_date_back_without_scripts_also_when_it_is_refused(curator: Client, save: Save) -> None:
    article = rows.article(published_edtf="2018-07", published_basis="stated")
    assert "Read as: July 2018" in curator.get(change_address(article)).content.decode()

    refused = save(article, published_edtf="2018-08", title="")
    assert refused.status_code == 200
    assert "Read as: August 2018" in refused.content.decode()
