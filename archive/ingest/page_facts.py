"""What a web page says of itself in its markup: JSON-LD, meta elements, microdata, time elements, the title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from archive.ingest.json_ld import Node, articles_of, find_nodes, names_of, text_of
from archive.ingest.page_authors import author_names, author_words
from archive.ingest.page_dates import day_in_url, day_of, last_day_at, time_elements
from archive.ingest.page_titles import PrintedTitle, choose_title
from archive.ingest.visible_text import visible_text

_DATES = (
    "article:published_time og:article:published_time og:published_time article:published article.published "
    "datepublished pubdate publishdate publish-date publish_date publication_date publicationdate published_time "
    "parsely-pub-date sailthru.date cxenseparse:recs:publishtime dc.date.issued dcterms.issued dcterms.date dc.date "
    "dcterms.created dc.date.created citation_publication_date citation_date datecreated date article:created"
).split()
_AUTHORS = "author article:author parsely-author sailthru.author citation_author dc.creator dcterms.creator byl".split()
_SITE_NAMES = "og:site_name application-name apple-mobile-web-app-title dc.publisher".split()
_TITLES = "og:title twitter:title parsely-title sailthru.title dc.title citation_title title headline".split()
_DESCRIPTIONS = "og:description description twitter:description".split()
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=[-_]|$)", re.IGNORECASE)
_LONGEST = 1000
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class Fact:
    """Something a page says of itself: the value, the rule by which it was read, and the words it rests on."""

    value: str
    rule: str
    evidence: str


@dataclass(frozen=True)
class PageFacts:
    """Empty or None where the page is silent. `published` and `day_in_url` are ISO days, local as they were written.

    `captured` is the last day that it was anywhere when the page was captured.
    """

    title: Fact | None = None
    description: str = ""
    authors: tuple[Fact, ...] = ()
    publisher: Fact | None = None
    published: Fact | None = None
    day_in_url: Fact | None = None
    language: str = ""
    url: Fact | None = None
    captured: Fact | None = None


def read_facts(root: etree._Element, url: str = "", captured_at: datetime | None = None) -> PageFacts:
    """The facts of a parsed page. `url` and `captured_at` say where and when it was captured, if known."""
    return _Page(root, url, captured_at).facts()


class _Page:
    def __init__(self, root: etree._Element, url: str, captured_at: datetime | None) -> None:
        self.root, self.captured_at = root, captured_at
        self.meta = _meta(root)
        scripts = root.xpath("//script[@type='application/ld+json']/text()")
        nodes, self.by_id = find_nodes([str(script) for script in scripts])
        self.nodes = articles_of(nodes)
        self.url = _address(root, self.meta, url)
        self.site = self._first_meta(_SITE_NAMES) or self._publisher_in_json()

    def facts(self) -> PageFacts:
        title = choose_title(self.root, self._stated_titles(), self.site.value if self.site else "")
        in_url = day_in_url(self.url.value) if self.url else None
        return PageFacts(
            title=Fact(title.text, title.rule, title.evidence) if title else None,
            description=(self._first_meta(_DESCRIPTIONS) or Fact("", "", "")).value,
            authors=self._authors(title),
            publisher=self.site,
            published=self._published(title),
            day_in_url=Fact(in_url.isoformat(), "url-date", self.url.value) if self.url and in_url else None,
            language=self._language(),
            url=self.url,
            captured=_captured(self.captured_at),
        )

    def _first_meta(self, names: list[str]) -> Fact | None:
        for name in names:
            for content in self.meta.get(name, ()):
                return Fact(content, "meta", f"{name}: {content}")
        return None

    def _publisher_in_json(self) -> Fact | None:
        for node in self.nodes:
            for name in names_of(node.get("publisher"), self.by_id):
                return Fact(name, "json-ld", f"publisher: {name}")
        return None

    def _stated_titles(self) -> list[tuple[str, str, str]]:
        """`(text, rule, evidence)` of every title the markup states, the most trusted first."""
        found = [(text_of(node.get(key)), "json-ld", key) for node in self.nodes[:1] for key in ("headline", "name")]
        found += [(content, "meta", name) for name in _TITLES for content in self.meta.get(name, ())]
        found += [(_one_line(element), "title-element", "title") for element in self.root.iterfind(".//head/title")]
        return [(text, rule, f"{name}: {text}") for text, rule, name in found if text]

    def _published(self, title: PrintedTitle | None) -> Fact | None:
        if published := self._day_in_json("datePublished", title):
            return published
        for name in _DATES:
            for content in self.meta.get(name, ()):
                if day := day_of(content):
                    return Fact(day.isoformat(), "meta", f"{name}: {content}")
        for day, words in time_elements(self.root, title.element if title else None):
            return Fact(day.isoformat(), "time-element", words)
        return self._day_in_json("dateCreated", title)  # often days before

    def _day_in_json(self, key: str, title: PrintedTitle | None) -> Fact | None:
        for node in self._own_nodes(title):
            if day := day_of(text_of(node.get(key))):
                return Fact(day.isoformat(), "json-ld", f"{key}: {text_of(node.get(key))}")
        return None

    def _own_nodes(self, title: PrintedTitle | None) -> list[Node]:
        """The objects that are about this page: of several, those of its title or address."""
        own = [
            node for node in self.nodes if title and title.is_said_by(text_of(node.get("headline") or node.get("name")))
        ]
        own += [node for node in self.nodes if self.url and self.url.value in _addresses(node)]
        return own or self.nodes[:1]

    def _authors(self, title: PrintedTitle | None) -> tuple[Fact, ...]:
        nodes = [names_of(node.get("author"), self.by_id) for node in self._own_nodes(title)]
        in_meta = [content for name in _AUTHORS for content in self.meta.get(name, ())]
        for rule, stated in (
            ("json-ld", next(filter(None, nodes), [])),
            ("meta", in_meta),
            ("author-element", list(author_words(self.root))),
        ):
            found: dict[str, Fact] = {}
            for words in stated:
                for name in author_names(words, self.site.value if self.site else ""):
                    found.setdefault(name.casefold(), Fact(name, rule, f"author: {words}"))
            if found:
                return tuple(found.values())
        return ()

    def _language(self) -> str:
        stated = [self.root.get("lang", ""), *self.meta.get("content-language", ()), *self.meta.get("inlanguage", ())]
        matches = (_LANGUAGE.match(language.strip()) for language in stated)
        return next((match.group().lower() for match in matches if match), "")


def _captured(moment: datetime | None) -> Fact | None:
    if moment is None:
        return None
    return Fact(last_day_at(moment).isoformat(), "captured-on", f"captured {moment.isoformat(timespec='seconds')}")


def _meta(root: etree._Element) -> dict[str, list[str]]:
    """The contents of meta elements by name, property or itemprop, lower case, in the order of the page."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or "").split())[:_LONGEST]
        is_of_page = element.getparent() is not None and element.getparent().tag == "head"
        for attribute in ("property", "name", "http-equiv", "itemprop"):
            name = element.get(attribute)
            if name and content and (is_of_page or attribute in ("property", "name")):
                found.setdefault(name.lower(), []).append(content)
    return found


def _one_line(element: etree._Element) -> str:
    text = " ".join(element.itertext()) if element.tag in ("title", "meta") else visible_text(element)
    return " ".join((text or element.get("content") or "").split())[:_LONGEST]


def _addresses(node: Node) -> list[str]:
    page = node.get("mainEntityOfPage")
    of_page = page.get("@id") if isinstance(page, dict) else page
    return [str(value) for value in (node.get("url"), of_page) if value]


def _address(root: etree._Element, meta: dict[str, list[str]], captured: str) -> Fact | None:
    """Where the page says it stands; where it was captured if that is another site."""
    stated = [("canonical-link", link.get("href", "")) for link in root.iterfind(".//link[@rel='canonical']")]
    stated += [("meta", content) for content in meta.get("og:url", ())]
    for rule, words in stated:
        address = _web_address(captured, words)
        if address and (not captured or _site(address) == _site(captured)):
            return Fact(address, rule, words)
    address = _web_address(captured)
    return Fact(address, "address-of-capture", captured) if address else None


def _web_address(base: str, address: str = "") -> str:
    """An address made whole; empty for what is none of the web, or could not be shown as it is."""
    try:
        whole = urljoin(base, address.strip())
        parts = urlsplit(whole)
        is_on_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return whole if is_on_web and len(whole) <= _LONGEST_ADDRESS and unquote(whole).isprintable() else ""


def _site(address: str) -> str:
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", urlsplit(address).hostname or "")
