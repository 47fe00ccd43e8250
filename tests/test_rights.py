"""What readers may see of a text, at every address that shows some of it."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from archive import originals
from archive.models import Article, Duplicate, Person, PinnedPassage, Source, Topic
from archive.rights import Shown, excerpt, for_readers
from archive.search.indexing import rebuild
from tests.views import factories as make
from tests.views.conftest import index_dir

__all__ = ["index_dir"]

pytestmark = pytest.mark.django_db

WORDS = [f"word{number:03}" for number in range(1, 401)]
FIRST, BEFORE_HIDDEN, HIDDEN = WORDS[0], WORDS[298], WORDS[299]
PARAGRAPHS = [" ".join(WORDS[start : start + 40]) for start in range(0, 400, 40)]
SHA256 = "ab" * 32


@pytest.fixture
def restricted(settings, tmp_path, index_dir) -> Article:
    """An article of a source that shows excerpts, with all that may quote it: links, evidence, a block, a pin."""
    settings.UNKNOWN_RIGHTS_SHOW = "excerpt"
    settings.ORIGINALS_DIR = tmp_path / "originals"
    source = make.make_source(shown=Shown.EXCERPT, rights_note="Shown by permission.")
    event = make.make_event()
    person = make.make_person()
    texts = [*PARAGRAPHS[:-1], f"{PARAGRAPHS[-1]} Sauli Niinistö"]
    fields = {"source": source, "language": "en", "published": "2018-07-17", "url": "https://meridian.example/one"}
    fields |= {"published_evidence": f"event-has-happened\n{PARAGRAPHS[7]}"}
    fields |= {"provenance": {"published": {"origin": "text", "rule": "x-y", "evidence": PARAGRAPHS[7]}}}
    article = make.make_article("Rain", *texts, slug="rain-1234abcd", **fields)
    copy = make.make_article("Rain again", *texts, "One more.", slug="rain-5678abcd", **fields)
    Duplicate.objects.create(first=article, second=copy, similarity=0.97)
    make.name_person(article, person, "Sauli Niinistö")
    make.cover(article, event, phase_evidence=f"words-say-over\n{PARAGRAPHS[7]}")
    reading = f"{HIDDEN} is a caption\n{article.body}"
    originals.keep(SHA256, reading.encode())
    make.accede(article, reading, [[0, 20, "caption", "caption-words", "machine"]], sha256=SHA256)
    topic = Topic.objects.create(slug="arms", name="Arms")
    PinnedPassage.objects.create(
        event=event, topic=topic, article=article, paragraph="1", quotation=article.body.replace("\n\n", " ")
    )
    rebuild()
    return article


def answer(client: Client, address: str) -> str:
    response = client.get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


ADDRESSES = (
    "/articles/rain-1234abcd/",
    "/articles/rain-1234abcd/?aside=1",
    f"/articles/rain-1234abcd/?q={FIRST}",
    "/articles/rain-1234abcd/original",
    f"/articles/rain-1234abcd/original/{SHA256}",
    "/articles/rain-1234abcd.bib",
    "/articles/rain-1234abcd.ris",
    "/articles/rain-1234abcd.csl",
    "/articles/",
    "/timeline/2018/07/",
    "/compare/?a=rain-1234abcd&b=rain-5678abcd",
    f"/search/?q={FIRST}",
    f"/search.json?q={FIRST}",
    f"/search.json?q={BEFORE_HIDDEN}",
    "/search.jsonl",
    "/search.csv",
    "/search.ris",
    "/search.bib",
    "/search.csl",
    "/search.atom",
    "/summits/helsinki-2018/",
    "/people/sauli-niinisto/",
    "/sources/meridian-wire/",
    "/articles/rain-1234abcd/report/",
    "/corrections/",
    "/",
)


@pytest.mark.parametrize("shown", [Shown.EXCERPT, Shown.RECORD, None], ids=["excerpt", "record", "unknown source"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_gives_away_what_readers_may_not_see(client, restricted, address, shown):
    if shown is None:
        Article.objects.update(source=None)
    else:
        restricted.source.shown = shown
        restricted.source.save()
    said = answer(client, address)
    assert HIDDEN not in said
    if shown == Shown.RECORD and "q=" not in address:
        assert FIRST not in said


def test_text_in_full_is_there_again_without_a_new_index(client, restricted):
    restricted.source.shown = Shown.FULL
    restricted.source.save()
    addresses = (
        "/articles/rain-1234abcd/", "/articles/rain-1234abcd/original", "/search.jsonl", "/summits/helsinki-2018/",
        "/compare/?a=rain-1234abcd&b=rain-5678abcd",
    )  # fmt: skip
    assert [address for address in addresses if HIDDEN not in answer(client, address)] == []


@pytest.mark.parametrize(("shown", "opens_with"), [(Shown.EXCERPT, f"{FIRST} "), (Shown.RECORD, "")])
def test_every_word_is_found_and_none_is_quoted_that_is_not_shown(client, restricted, shown, opens_with):
    restricted.source.shown = shown
    restricted.source.save()
    found = json.loads(answer(client, f"/search.json?q={HIDDEN}"))
    assert found["count"] == 2
    assert all(hit["snippet"].startswith(opens_with) and HIDDEN not in hit["snippet"] for hit in found["results"])
    assert bool(found["results"][0]["snippet"]) == bool(opens_with)
    assert FIRST in answer(client, f"/search/?q={HIDDEN}") or not opens_with


def test_names_are_quoted_in_their_context_where_that_is_shown(client, restricted):
    early = f"Sauli Niinistö spoke early. {PARAGRAPHS[0]} {PARAGRAPHS[5]}"
    other = make.make_article("Early", early, source=restricted.source)
    make.name_person(other, Person.objects.get(), "Sauli Niinistö")
    rebuild()
    page = answer(client, "/people/sauli-niinisto/")
    assert "spoke early" in page
    assert page.count('<p class="line"') == 1, "the name that stands past the excerpt is quoted nowhere"
    restricted.source.shown = Shown.RECORD
    restricted.source.save()
    assert "spoke early" not in answer(client, "/people/sauli-niinisto/")


def test_board_keeps_what_curators_pinned_up_to_the_length_of_an_excerpt(client, restricted):
    board = answer(client, "/summits/helsinki-2018/")
    assert f"{WORDS[99]} …" in board and WORDS[100] not in board


def test_page_says_why_and_leads_to_where_it_was_published(client, restricted):
    page = answer(client, "/articles/rain-1234abcd/")
    assert WORDS[99] in page and WORDS[100] not in page
    assert "At most the first 100 words of the text are shown here: the rights in it are with Meridian Wire." in page
    assert 'href="https://meridian.example/one"' in page
    assert "/original" not in page
    assert client.get("/articles/rain-1234abcd/original").status_code == 403


def test_article_of_no_known_source_shows_what_the_setting_says(client, restricted, settings):
    Article.objects.update(source=None)
    assert HIDDEN not in answer(client, "/articles/rain-1234abcd/")
    settings.UNKNOWN_RIGHTS_SHOW = "full"
    assert HIDDEN in answer(client, "/articles/rain-1234abcd/")


def test_known_source_of_which_nobody_has_decided_shows_all(client, restricted):
    Source.objects.update(shown="")
    assert HIDDEN in answer(client, "/articles/rain-1234abcd/")


def test_who_works_on_articles_sees_all_and_is_told_that_readers_do_not(client, restricted):
    user = User.objects.create_user("viewer", is_staff=True)
    client.force_login(user)
    assert HIDDEN not in answer(client, "/articles/rain-1234abcd/")
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    page = answer(client, "/articles/rain-1234abcd/")
    assert HIDDEN in page and "Readers see at most its first 100 words." in page
    response = client.get("/articles/rain-1234abcd/original")
    assert HIDDEN.encode() in b"".join(response.streaming_content)
    assert "private" in response["Cache-Control"]
    assert HIDDEN in answer(client, "/compare/?a=rain-1234abcd&b=rain-5678abcd")


def test_download_gives_the_excerpt_as_body_with_the_spans_that_lie_in_it(client, restricted):
    record = json.loads(answer(client, "/search.jsonl").splitlines()[0])
    assert record["body"] == "\n\n".join([*PARAGRAPHS[:2], " ".join(WORDS[80:100])])
    assert record["blocks"] == []
    assert [person["spans"] for person in record["people"]] == [[]]


def test_excerpt_of_a_script_without_spaces_is_short_too(settings):
    settings.EXCERPT_WORDS = 10
    assert len(excerpt("会" * 1000)) == 100


def test_what_readers_see_of_an_article_cannot_be_saved(restricted):
    with pytest.raises(TypeError):
        for_readers(restricted).save()


def test_new_source_is_not_decided_and_shows_an_excerpt(restricted):
    assert make.make_source("Baltic Courier").shown == ""
