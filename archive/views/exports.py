"""Everything a search finds, as a feed or in a format for other programs, sent while it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.views.generic import View

from archive.export import atom, bibtex, csl, csv, jsonl, ris
from archive.export.records import Read, Record, articles_in_order, citable_of, opening_of, record_of, with_openings
from archive.models import Article
from archive.page_language import for_programs
from archive.rights import for_readers
from archive.search.engine.generations import IndexNotReadyError
from archive.search.exporting import followed_keys, matching_keys
from archive.search.forms import SearchRequest, read_request
from archive.search.views import RETRY_AFTER
from archive.search.wording import subject

_CHUNK = 64 * 1024  # code points sent at a time
FEED_ENTRIES = 50


@for_programs
class SearchStreamView(View):
    """The parameters are those of the search page; `page` means nothing but to the feed."""

    content_type = ""
    file_name = ""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            wanted = read_request(dict(request.GET.lists()))
            keys = self.keys(wanted)
        except IndexNotReadyError:
            headers = {"Retry-After": str(RETRY_AFTER)}
            return HttpResponse("The index is being built.\n", "text/plain; charset=utf-8", 503, headers=headers)
        text = _gathered(self.chunks(wanted, self.articles(keys)))
        response = StreamingHttpResponse(text, content_type=f"{self.content_type}; charset=utf-8")
        if self.file_name:
            response["Content-Disposition"] = f'attachment; filename="{self.file_name}"'
        response["X-Robots-Tag"] = "noindex"
        return response

    def keys(self, wanted: SearchRequest) -> Iterable[int]:
        return matching_keys(wanted)

    def articles(self, keys: Iterable[int]) -> Iterator[Article]:
        return articles_in_order(keys)

    def chunks(self, wanted: SearchRequest, articles: Iterable[Article]) -> Iterator[str]:
        raise NotImplementedError


class SearchExportView(SearchStreamView):
    """What readers may see of each article, whoever asks: the `export` command writes the whole texts."""

    write: Callable[[Iterable[Record]], Iterator[str]]
    read: Read = record_of

    def chunks(self, wanted: SearchRequest, articles: Iterable[Article]) -> Iterator[str]:
        return type(self).write(map(type(self).read, map(for_readers, articles)))


class SearchCsvView(SearchExportView):
    content_type, file_name, write = "text/csv", "articles.csv", csv.chunks


class SearchJsonLinesView(SearchExportView):
    content_type, file_name, write = "application/jsonl", "articles.jsonl", jsonl.chunks


class SearchRisView(SearchExportView):
    content_type, file_name, write = "application/x-research-info-systems", "articles.ris", ris.chunks
    read = citable_of


class SearchBibtexView(SearchExportView):
    content_type, file_name, write = "application/x-bibtex", "articles.bib", bibtex.chunks
    read = citable_of


class SearchCslView(SearchExportView):
    content_type, file_name, write = "application/vnd.citationstyles.csl+json", "articles.json", csl.chunks
    read = citable_of


class SearchAtomView(SearchStreamView):
    """A feed holds what was added last, since feed readers come often; what is older follows by pages (RFC 5005)."""

    content_type = "application/atom+xml"

    def keys(self, wanted: SearchRequest) -> list[int]:
        start = (wanted.page - 1) * FEED_ENTRIES
        return followed_keys(wanted, start, start + FEED_ENTRIES + 1)  # one more tells whether there is a next page

    def articles(self, keys: Iterable[int]) -> Iterator[Article]:
        return articles_in_order(keys, lambda articles: with_openings(articles, atom.SUMMARY + 1))

    def chunks(self, wanted: SearchRequest, articles: Iterable[Article]) -> Iterator[str]:
        entries = list(articles)
        pages = {"first": 1} if wanted.page > 1 else {}
        pages |= {"previous": wanted.page - 1} if wanted.page > 1 else {}
        pages |= {"next": wanted.page + 1} if len(entries) > FEED_ENTRIES else {}
        entries = entries[:FEED_ENTRIES]
        feed = atom.Feed(
            title=f"{settings.SITE_NAME}: {subject(wanted)}",
            address=_address("search-atom", wanted),
            page=_address("search", wanted.on_page(1)),
            author=settings.SITE_NAME,
            updated=max((article.updated_at for article in entries), default=datetime(1970, 1, 1, tzinfo=UTC)),
            others={name: _address("search-atom", wanted.on_page(page)) for name, page in pages.items()},
        )
        return atom.chunks(feed, ((opening_of(article), article.updated_at) for article in entries))


def _address(route: str, wanted: SearchRequest) -> str:
    return f"{settings.BASE_URL}{reverse(route)}{wanted.address().rstrip('?')}"


def _gathered(chunks: Iterable[str]) -> Iterator[str]:
    """The same text in pieces that are worth sending."""
    waiting: list[str] = []
    length = 0
    for chunk in chunks:
        waiting.append(chunk)
        length += len(chunk)
        if length >= _CHUNK:
            yield "".join(waiting)
            waiting, length = [], 0
    if waiting:
        yield "".join(waiting)
