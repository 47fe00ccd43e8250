"""The curators' site in French: its lists, forms, histories and confirmations, and what it says of what was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, reverse
from lxml import html

from archive.models import Accession, Article, IngestRun
from archive.models.history import Agent, recorded_as
from tests.admin import rows
from tests.admin.conftest import change_address, filled_in
from tests.admin.test_permissions import OTHERS, RECORDS, addresses_of, one_of_each
from tests.views.test_french import FRENCH, is_data, page, stored, told, told_in_any, words

__all__ = ["one_of_each"]

# What packages have no French for; Django itself says “Search” beside the field for it.
NOT_OURS = {"Axes", "Tasks Database Backend", "Task Results", "Search"}
SAME_FOR_CURATORS = ("1 correction", "1 suggestion", "magazine", "organisation", "participations", "passage", "verdict")
# Addresses, and the names of permissions: Django keeps these in the database in English.
IS_STORED = re.compile(r"/\w+/[\w-]+/$|.* \| .* \| Can \w+").match
OURS = [kind for kind in RECORDS if kind.startswith(("archive_", "auth_"))]


@pytest.fixture
def addresses(one_of_each: dict[str, Model]) -> list[str]:
    article, person = one_of_each["archive_article"], one_of_each["archive_person"]
    other = rows.person("Donald Trump")
    rows.person("Nobody Known", trashed_at="2018-07-16T12:00:00Z")
    Accession.objects.filter(article=article).update(
        is_current=True, reading_text=f"Menu\n\n{article.body}", sidecar={"title": "Four hours"}
    )
    with recorded_as(Agent.CURATOR):
        Article.objects.filter(pk=article.pk).update(
            blocks=[[0, 4, "widget", "menu", "machine"]]
            + [
                [6 + start, 6 + start + len(text), "paragraph", "text", "machine"]
                for _, text, start in article.paragraphs
            ],
            provenance={"title": {"origin": "text", "rule": "the-first-line", "evidence": "Four"}, "published": {}},
            differences={"title": {"title": "Four", "title_is_devised": True}},
            published_edtf="2018-07-16",
            published_basis="stated",
            title_is_devised=True,
        )
    blocks = reverse("admin:archive_article_blocks", args=[article.pk])
    merge = reverse("admin:archive_person_merge", args=[person.pk])
    return [
        *(address for kind in OURS for address in addresses_of(kind, one_of_each[kind]).values()),
        *without_arguments(),
        reverse("admin:app_list", args=["archive"]),
        reverse("admin:archive_article_withdraw", args=[article.pk]),
        reverse("admin:auth_user_password_change", args=[one_of_each["auth_user"].pk]),
        blocks, f"{blocks}?show=body", merge, f"{merge}?into={other.pk}", reverse("trash"),
    ]  # fmt: skip


def without_arguments() -> Iterator[str]:
    """The addresses that belong to no record: the desk, the review queue, uploads and so on."""
    for name in OTHERS.keys() - {"login", "logout", "autocomplete", "jsi18n"}:
        with suppress(NoReverseMatch):
            yield reverse(f"admin:{name}")


def english_in(french, english: set[str], data: str) -> list[str]:
    said = (text.removeprefix("› ") for text in map(words, told(french)))
    return [
        text
        for text in filter(re.compile("[A-Za-z]{3}").search, said)
        if {text, f"› {text}"} & english and not is_data(text, data) and text not in NOT_OURS and not IS_STORED(text)
    ]


def test_no_page_for_curators_says_anything_in_english(curator: Client, addresses: list[str]) -> None:
    accounts = [*User.objects.values_list("username", flat=True), *Group.objects.values_list("name", flat=True)]
    data = " ".join([stored(), *accounts, *SAME_FOR_CURATORS]).casefold()
    found: dict[str, str] = {}
    for address in addresses:
        if (
            not curator.get(address).content.strip().startswith(b"<!DOCTYPE")
        ):  # it leads elsewhere, or takes a POST alone
            continue
        english = {words(text) for text in told_in_any(page(curator, address))}
        for text in english_in(page(curator, address, **FRENCH), english, data):
            found.setdefault(text, address)
    assert found == {}


def test_what_was_wrong_with_a_form_is_said_in_french(curator: Client) -> None:
    article = rows.article()
    address = change_address(article)
    sent = filled_in(curator.get(address)) | {"published_edtf": "2018-07-32"}

    french = curator.post(address, sent, headers=FRENCH).content.decode()

    assert "Le jour 2018-07-32 n’existe pas dans le calendrier." in html.document_fromstring(french).text_content()


def test_what_an_action_did_is_said_in_french(curator: Client) -> None:
    link = rows.appearance(rows.article(), rows.person())
    sent = {"action": "confirm", "_selected_action": link.pk, "index": 0}

    done = curator.post(reverse("admin:archive_appearance_changelist"), sent, headers=FRENCH, follow=True)

    assert [str(message) for message in done.context["messages"]] == ["1 lien confirmé."]


def test_what_came_of_a_run_is_said_in_french(curator: Client) -> None:
    IngestRun.objects.create(counts={"created": 1200, "failed": 2})

    desk = page(curator, reverse("admin:index"), **FRENCH).text_content()

    assert "créé : 1 200, en échec : 2" in words(desk)
