"""The map of the site for crawlers: an index, and pages of addresses with the day of the last change.

Only the page that is asked for is read. A page holds the records of a range of primary keys, so that it stays what it
is when others are added; that of the last change is read with it, and not for all pages at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from archive.models import Article, Event, Person, Source
from archive.models.addresses import address_of
from archive.page_language import for_programs

ADDRESSES = 250  # on one page of the map: it is made while a crawler waits


class KeyRanges(Paginator):
    """Pages of records by their primary keys: each has a stretch of these, fewer records where some are gone."""

    @cached_property
    def num_pages(self) -> int:
        last = self.object_list.aggregate(last=Max("pk"))["last"] or 1
        return int(-(-last // self.per_page))

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return self._get_page(self.object_list.filter(pk__gt=first, pk__lte=first + self.per_page), number, self)


class ArchiveSitemap(Sitemap):
    """Addresses as BASE_URL begins them, whatever host a crawler asked."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return str(settings.BASE_URL.partition("://")[0])

    def get_domain(self, site: object = None) -> str:
        return str(settings.BASE_URL.partition("://")[2])


class PageSitemap(ArchiveSitemap):
    """The lists, and what the archive says of itself."""

    def items(self) -> list[str]:
        lists = ["event-list", "person-list", "source-list", "article-list", "timeline", "correction-list"]
        return ["home", *lists, "about", "search-help"]

    def location(self, item: str) -> str:
        return reverse(item)


class RecordSitemap(ArchiveSitemap):
    """All records of one kind. Addresses are put together here: a page of them has a thousand."""

    def __init__(self, records: QuerySet[Any], route: str) -> None:
        self._records = records
        self._before, self._after = address_of(route, "SLUG").split("SLUG")

    @property
    def paginator(self) -> Paginator:
        return KeyRanges(self._records.order_by("pk").values_list("slug", "updated_at"), ADDRESSES)

    def location(self, item: tuple[str, datetime]) -> str:
        return f"{self._before}{item[0]}{self._after}"

    def lastmod(self, item: tuple[str, datetime]) -> datetime:
        return item[1]


def _sections() -> dict[str, Sitemap]:
    return {
        "pages": PageSitemap(),
        "summits": RecordSitemap(Event.objects.published(), "event-detail"),
        "people": RecordSitemap(Person.objects.published(), "person-detail"),
        "sources": RecordSitemap(Source.objects.published(), "source-detail"),
        "articles": RecordSitemap(Article.objects.published(), "article-detail"),
    }


def _pages() -> Iterator[str]:
    for name, section in _sections().items():
        address = f"{settings.BASE_URL}{reverse('sitemap-section', args=[name])}"
        yield address
        yield from (f"{address}?p={number}" for number in range(2, section.paginator.num_pages + 1))


@for_programs
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    sitemaps = [sitemap_views.SitemapIndexItem(address) for address in _pages()]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": sitemaps}, content_type="application/xml")


@for_programs
@require_safe
def section(request: HttpRequest, section: str) -> HttpResponseBase:
    """One page of addresses; `?p=2` the second."""
    return sitemap_views.sitemap(request, _sections(), section)
