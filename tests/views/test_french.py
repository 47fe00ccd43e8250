"""Every kind of page in French: what is the same there as in English is data, or the same word in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from lxml import html

from archive import sample
from archive.authorities import load_authorities
from archive.models import Article, Event, Person, Source
from archive.search.indexing import rebuild
from archive.views.countries import COUNTRIES
from tests.commands.conftest import data_dir
from tests.conftest import REPO_ROOT

__all__ = ["data_dir"]

FRENCH = {"Accept-Language": "fr"}
SAID = ("aria-label", "title", "placeholder", "alt", "data-done", "data-label")
DRAWN = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "dx", "dy", "width", "height"}
SAME_IN_BOTH = {
    "article", "articles", "bibtex", "citation", "contact", "corrections", "csl-json", "csv", "date", "dates", "edtf",
    "english", "français", "licences", "navigation", "note", "original", "page", "pages", "phase", "phases", "position",
    "ris", "sha-256", "source", "sources", "suggestions", "zzz",
}  # fmt: skip


@pytest.fixture
def addresses(data_dir) -> list[str]:
    """An address of each kind, with and without mistakes in its parameters, over the sample collection."""
    list(load_authorities(REPO_ROOT / "fixtures" / "authorities"))
    list(sample.load_sample())
    rebuild()
    devised = Article.objects.filter(title_is_devised=True)[:1]
    articles = [*devised, *Article.objects.filter(language="en", events__isnull=False).distinct()[:4]]
    events = list(Event.objects.filter(coverages__role="subject").distinct()[:2])
    people = list(Person.objects.filter(appearances__isnull=False).distinct()[:2])
    sources = list(Source.objects.filter(articles__isnull=False).distinct()[:2])
    one, other = articles[1], articles[2]
    return [
        "/", "/articles/", "/articles/?sort=none&page=x", "/summits/", "/summits/?show=none&sort=none", "/people/",
        "/people/?role=none&letter=none", "/sources/", "/sources/?kind=none&show=all", "/timeline/",
        "/timeline/2010s/", "/timeline/2018/", "/timeline/2018/07/", "/timeline/1801/", "/about/", "/nothing/",
        "/search/", "/search/help/", "/search/values/person/", "/search/values/source/?typed=zzz",
        '/search/?q=peson:putin+"arms+control', "/search/?q=zzz&phase=before&reviewed=no&year=unknown",
        "/search/?phase=before&from=2018-07&to=2018-12", "/search/?q=a*+b~+before:x+phase:x+person:zzz+(a+OR",
        "/search/?q=helsinki&year=none&page=99&sort=none&from=2019&to=2018&event=none",
        "/compare/", "/compare/?a=none&b=zzz", f"/compare/?a={one.slug}&b={other.slug}",
        f"/compare/?a={one.slug}&b={one.slug}",
        *(f"/compare/?a={kind}:{pair[0].slug}&b={kind}:{pair[1].slug}"
          for kind, pair in (("event", events), ("source", sources))),
        *(record.get_absolute_url() for record in (*articles, *events, *people, *sources)),
        f"{one.get_absolute_url()}?aside=1&q=summit",
    ]  # fmt: skip


def page(client: Client, address: str, **headers: str):
    return html.document_fromstring(client.get(address, headers=headers).content.decode())


def language_of(element) -> str:
    return next(one.get("lang") for one in (element, *element.iterancestors()) if one.get("lang"))


def told(document) -> Iterator[str]:
    """What a page says in French: text and attributes that people read; not what is marked as another language."""
    for element in document.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "code", "kbd", "mark"):
            continue
        inside, around = element.text or "", element.tail or ""
        if language_of(element) == "fr":
            yield from (inside, *(element.get(name, "") for name in SAID if element.get("class") != "Z3988"))
        if element.getparent() is not None and language_of(element.getparent()) == "fr":
            yield around


def words(text: str) -> str:
    return " ".join(text.split())


def stored() -> str:
    """Every text of every record."""
    found: list[str] = [str(name) for name in COUNTRIES.values()]
    for model in apps.get_app_config("archive").get_models():
        for row in model._base_manager.values_list():
            found += [value if isinstance(value, str) else repr(value) for value in row if value is not None]
    return words(" ".join(found)).casefold()


def is_data(text: str, data: str) -> bool:
    """Each part between the marks of the page is a value of a record, a number, or a word of both languages."""
    parts = re.split(r"\s*(?:[,;:/] |[][()·…]|[.,:]$|#p\w+|summit archive)\s*| / ", text.casefold())
    plain = (re.sub(r"^[\d\W]+(?: articles?)?$|^\d+ ", "", part or "") for part in (text.casefold(), *parts))
    whole, *pieces = plain
    return whole in data or all(piece in data or piece in SAME_IN_BOTH for piece in pieces)


def test_no_page_says_anything_in_english(client: Client, addresses: list[str]) -> None:
    data = stored()
    found: dict[str, str] = {}
    for address in addresses:
        english = {words(text) for text in told_in_any(page(client, address))}
        french = page(client, address, **FRENCH)
        for text in filter(re.compile("[A-Za-z]{3}").search, map(words, told(french))):
            if text in english and not is_data(text, data):
                found.setdefault(text, address)
        assert [value for value in coordinates(french) if "," in value] == [], address
    assert found == {}


def told_in_any(document) -> Iterator[str]:
    for element in document.iter():
        if isinstance(element.tag, str):
            yield from (element.text or "", element.tail or "", *(element.get(name, "") for name in SAID))


def coordinates(document) -> list[str]:
    """The figures by which charts are drawn: a comma in one would break them."""
    return [value for element in document.iter() for name, value in element.items() if name in DRAWN]
