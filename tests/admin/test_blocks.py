"""A curator puts blocks into the body and sets paragraphs aside, and everything that hangs on the body follows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from archive.admin.blocks import set_kinds
from archive.ingest.loader import Ingest
from archive.models import Accession, Article, IngestRun
from tests.admin import rows

pytestmark = pytest.mark.django_db

LINES = ("Home", "Putin came first.", "Advice by Putin", "The others followed Putin.", "Putin left.")
KINDS = ("navigation", "paragraph", "widget", "paragraph", "paragraph")
TEXT = "\n".join(LINES)


def field(line: str, kind: str = "") -> str:
    """The field of a block of this kind; of the one it has at first, where none is said."""
    start = TEXT.index(line)
    return f"{start}-{start + len(line)}-{kind or KINDS[LINES.index(line)]}"


@pytest.fixture
def article(db: None) -> Article:
    """Three paragraphs of five lines, in each of them a name."""
    return made_of(LINES, KINDS)


def made_of(lines: Sequence[str], kinds: Sequence[str]) -> Article:
    blocks, start = [], 0
    for line, kind in zip(lines, kinds, strict=True):
        blocks.append([start, start + len(line), kind, "some-rule", "machine"])
        start += len(line) + 1
    paragraphs = [line for line, kind in zip(lines, kinds, strict=True) if kind == "paragraph"]
    numbers = [str(number) for number in range(1, len(paragraphs) + 1)]
    article = rows.article(body="\n\n".join(paragraphs), blocks=blocks, paragraph_numbers=numbers)
    Accession.objects.create(
        run=IngestRun.objects.create(paths=["news"]),
        article=article,
        path="a.txt",
        outcome="created",
        reading_text="\n".join(lines),
        is_current=True,
    )
    return article


def address(article: Article) -> str:
    return reverse("admin:archive_article_blocks", args=[article.pk])


def choose(curator: Client, article: Article, **kinds: str) -> HttpResponse:
    response = curator.post(address(article), kinds, follow=True)
    article.refresh_from_db()
    return response


def words_of(article: Article, spans: list[list[int]]) -> list[str]:
    """The words of each span with a little of what follows them."""
    return [article.body[start : end + 6] for start, end in spans]


def test_blocks_set_aside_are_shown_with_number_kind_rule_and_words(curator: Client, article: Article) -> None:
    page = curator.get(address(article)).content.decode()

    assert page.count('<th scope="row">') == 2
    assert "<td>part of the page</td>" in page
    assert "<td>some-rule</td>" in page
    assert "<bdi>Advice by Putin</bdi>" in page
    assert f'name="{field("Advice by Putin")}"' in page
    assert address(article) in curator.get(reverse("admin:archive_article_change", args=[article.pk])).content.decode()


def test_restored_block_stands_in_the_body_where_it_stood_in_the_original(curator: Client, article: Article) -> None:
    choose(curator, article, **{field("Advice by Putin"): "heading"})

    assert article.body.split("\n\n") == list(LINES[1:])
    assert article.paragraph_numbers == ["1", "4", "2", "3"]
    assert article.blocks[2][2:] == ["heading", "restored", "curator"]
    assert [block[4] for block in article.blocks].count("machine") == 4


def test_spans_follow_their_words_into_the_new_body(curator: Client, article: Article) -> None:
    places = [[article.body.index(line) + line.index("Putin")] for line in (LINES[1], LINES[3], LINES[4])]
    spans = [[at, at + 5] for (at,) in places]
    link = rows.appearance(article, rows.person(), spans=spans)
    rows.unresolved(article, "others", spans=[[23, 29]])

    choose(curator, article, **{field("Advice by Putin"): "paragraph"})
    link.refresh_from_db()
    assert words_of(article, link.spans) == ["Putin came ", "Putin.\n\nPut", "Putin left."]
    assert words_of(article, article.unresolved_names.get().spans) == ["others follo"]

    choose(curator, article, **{field("The others followed Putin."): "caption"})
    link.refresh_from_db()
    assert words_of(article, link.spans) == ["Putin came ", "Putin left."]
    assert not article.unresolved_names.exists()


def test_places_that_were_taken_away_follow_their_words(curator: Client, article: Article) -> None:
    at = article.body.index("Putin left.")
    link = rows.appearance(article, rows.person(), spans=[], barred_spans=[[at, at + 5]])
    choose(curator, article, **{field("Advice by Putin"): "paragraph"})
    link.refresh_from_db()
    assert words_of(article, link.barred_spans) == ["Putin left."]


def test_putting_a_paragraph_back_undoes_setting_it_aside(curator: Client, article: Article) -> None:
    body = article.body
    choose(curator, article, **{field("Putin left."): "widget"})
    assert article.body == "Putin came first.\n\nThe others followed Putin."
    assert article.blocks[4][2:] == ["widget", "set-aside", "curator"]

    choose(curator, article, **{field("Putin left.", "widget"): "paragraph"})
    assert (article.body, article.paragraph_numbers) == (body, ["1", "2", "3"])


def test_marks_of_a_paragraph_set_aside_are_there_again_when_it_is_put_back(curator: Client, article: Article) -> None:
    first, at = article.body.index("Putin came"), article.body.index("Putin left.")
    link = rows.appearance(article, rows.person(), spans=[[first, first + 5], [at, at + 5]])
    taken = rows.coverage(article, rows.event(), spans=[], barred_spans=[[at + 6, at + 10]])
    choose(curator, article, **{field("Putin left."): "widget"})
    choose(curator, article, **{field("Advice by Putin"): "heading"})
    link.refresh_from_db()
    assert words_of(article, link.spans) == ["Putin came "]

    choose(curator, article, **{field("Putin left.", "widget"): "paragraph"})
    link.refresh_from_db()
    taken.refresh_from_db()
    assert words_of(article, link.spans) == ["Putin came ", "Putin left."]
    assert words_of(article, taken.barred_spans) == ["left."]
    assert article.spans_set_aside == {}


def test_mark_is_back_once_though_its_words_were_given_another(curator: Client, article: Article) -> None:
    at, other = article.body.index("Putin left."), article.body.index("Putin.")
    link = rows.appearance(article, rows.person(), spans=[[other, other + 5], [at, at + 5]])
    gone = rows.coverage(article, rows.event(), spans=[[at + 6, at + 10]])
    choose(curator, article, **{field("Putin left."): "widget"})
    gone.delete()
    # The mark of the paragraph that goes now finds its word in the one that comes, which has a mark of its own there.
    choose(
        curator, article,
        **{field("The others followed Putin."): "caption", field("Putin left.", "widget"): "paragraph"},
    )  # fmt: skip
    link.refresh_from_db()
    assert words_of(article, link.spans) == ["Putin left."]


@pytest.mark.parametrize("copy", [0, 1])
def test_marks_of_a_paragraph_that_stands_twice_are_back_too(curator: Client, copy: int) -> None:
    article = made_of(["Putin left.", "The others stayed.", "Putin left."], ["paragraph"] * 3)
    spans = [[first, first + 5] for first in (0, article.body.rindex("Putin"))]
    link = rows.appearance(article, rows.person(), spans=spans)
    start, end, kind, *_ = article.blocks[2 * copy]
    choose(curator, article, **{f"{start}-{end}-{kind}": "repeat"})
    link.refresh_from_db()
    assert len(link.spans) == 1
    choose(curator, article, **{f"{start}-{end}-repeat": "paragraph"})
    link.refresh_from_db()
    assert (link.spans, article.spans_set_aside) == (spans, {})


def test_number_of_the_last_paragraph_is_given_to_no_other(curator: Client, article: Article) -> None:
    choose(curator, article, **{field("Putin left."): "widget"})
    choose(curator, article, **{field("Advice by Putin"): "heading"})
    assert article.paragraph_numbers == ["1", "4", "2"]

    choose(curator, article, **{field("Putin left.", "widget"): "paragraph"})
    assert article.paragraph_numbers == ["1", "4", "2", "3"]


def test_two_curators_at_the_same_time_undo_nothing_of_each_other(article: Article) -> None:
    one, other = Article.objects.get(), Article.objects.get()

    set_kinds(one, {(0, 4, "navigation"): "heading"})
    start = TEXT.index("Putin left.")
    set_kinds(other, {(start, start + 11, "paragraph"): "caption"})

    article.refresh_from_db()
    assert article.body.split("\n\n") == ["Home", "Putin came first.", "The others followed Putin."]


def test_a_form_for_another_text_is_refused_even_where_a_range_is_the_same(curator: Client, article: Article) -> None:
    Accession.objects.update(sha256="a" * 64)
    assert f'name="reading" value="{"a" * 64}"' in curator.get(address(article)).content.decode()

    refused = choose(curator, article, reading="b" * 64, **{field("Home"): "heading"})
    assert "changed in the meantime" in refused.content.decode()
    assert not article.body.startswith("Home")

    choose(curator, article, reading="a" * 64, **{field("Home"): "heading"})
    assert article.body.startswith("Home")


def test_what_another_decided_since_is_shown_and_not_overwritten(curator: Client, article: Article) -> None:
    choose(curator, article, **{field("Putin left."): "caption"})
    late = {field("Putin left."): "widget", field("The others followed Putin."): "widget"}
    page = curator.post(f"{address(article)}?show=body", late).content.decode()
    article.refresh_from_db()
    assert "changed in the meantime" in page
    assert article.blocks[4][2] == "caption"
    assert page.count('<option value="widget" selected>') == 1, "what was chosen for the others is kept"


def test_preview_is_the_page_as_it_would_be_and_saves_nothing(curator: Client, article: Article) -> None:
    before = article.blocks, article.body
    page = choose(curator, article, _preview="1", **{field("Home"): "heading"}).content.decode()
    assert "This is a preview" in page and 'id="p4"' in page
    assert (article.blocks, article.body) == before
    assert not LogEntry.objects.exists()
    refused = choose(curator, article, _preview="1", **{field("Home"): "title"}).content.decode()
    assert "No block can be made" in refused and "This is a preview" not in refused


def test_the_change_is_logged_and_asks_for_indexing(curator: Client, article: Article) -> None:
    choose(curator, article)
    assert not article.index_pending
    assert not LogEntry.objects.exists()

    response = choose(curator, article, **{field("Home"): "paragraph"})
    assert article.index_pending
    assert LogEntry.objects.get().get_change_message() == "Into the body as paragraph: “Home”"
    assert "Into the body as paragraph" in response.content.decode()


@pytest.mark.parametrize(
    ("kinds", "reason"),
    [
        ({"0-3-navigation": "paragraph"}, "changed in the meantime"),
        ({field("Home"): "title"}, "No block can be made a “title”"),
        ({field(line): "widget" for line in (LINES[1], LINES[3], LINES[4])}, "One paragraph at least"),
    ],
)
def test_what_cannot_be_is_refused_as_a_whole(
    curator: Client, article: Article, kinds: dict[str, str], reason: str
) -> None:
    before = article.blocks, article.body

    response = choose(curator, article, **kinds)

    assert reason in response.content.decode()
    assert (article.blocks, article.body) == before


def test_a_body_that_is_not_made_of_its_blocks_is_left_alone(curator: Client, article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(body="Other words.", paragraph_numbers=["1"])

    assert "not made of these blocks" in curator.get(address(article)).content.decode()
    choose(curator, article, **{field("Home"): "paragraph"})
    assert article.body == "Other words."


def test_only_who_may_change_articles_may_change_blocks(client: Client, article: Article) -> None:
    assert client.get(address(article)).status_code == 302
    reader = get_user_model().objects.create_user("reader", password="a long password", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(reader)
    assert client.get(address(article)).status_code == 403
    assert client.post(address(article), {field("Home"): "paragraph"}).status_code == 403
    assert client.get(reverse("admin:archive_article_blocks", args=[article.pk + 1])).status_code in (403, 404)


def test_a_form_without_its_token_is_refused(article: Article) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(get_user_model().objects.create_superuser("curator", password="a long password"))

    assert strict.post(address(article), {field("Home"): "paragraph"}).status_code == 403


def test_a_new_reading_keeps_what_a_curator_decided(curator: Client, tmp_path: Path, settings: object) -> None:
    settings.ORIGINALS_DIR = tmp_path / "originals"  # type: ignore[attr-defined]
    sentences = (
        "The two presidents met in the old customs house on Monday and talked for two hours about the border.",
        "Their ministers had prepared a text of eleven points, of which nine were agreed before the doors were closed.",
        "Both sides said that they would meet again in the autumn, in a town that is still to be named by the hosts.",
    )
    file = tmp_path / "news" / "a.txt"
    file.parent.mkdir()
    file.write_text("\n\n".join(("Share this article", *sentences)))
    list(Ingest([file]).outcomes())
    article = Article.objects.get()
    share, *_, last = article.blocks
    choose(curator, article, **{"-".join(map(str, share[:3])): "paragraph", "-".join(map(str, last[:3])): "caption"})
    body = article.body
    assert body.split("\n\n") == ["Share this article", *sentences[:2]]

    Accession.objects.update(rules_version="older")
    list(Ingest([file]).outcomes())
    article.refresh_from_db()
    assert article.body == body

    file.write_text("\n\n".join(("A new line over it all", "Share this article", *sentences)))
    list(Ingest([file]).outcomes())
    article.refresh_from_db()
    assert Article.objects.count() == 1
    assert article.body.split("\n\n")[-3:] == ["Share this article", *sentences[:2]]
    assert article.has_differences
