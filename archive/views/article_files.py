"""Files that belong to one article: its citation for other programs, and the original as it was taken in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseForbidden,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, parse_etags
from django.utils.translation import gettext as _
from django.views.generic import View

from archive.export import bibtex, csl, ris
from archive.export.citing import article_address
from archive.export.records import Record, citable_of, prepared
from archive.models import Accession, Article, ArticleFormerSlug
from archive.models.addresses import address_of
from archive.originals import path_of
from archive.page_language import for_programs
from archive.rights import Shown, sees_all, shown_of
from archive.views.withdrawn import tombstone

_RECORD = re.compile(r"\.warc(?:\.gz)?#")  # what follows is one capture of a web archive: a page
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80  # characters
_SEALED = "Readers do not see the whole text of this article, nor its file. The article's page says why.\n"


class Format(NamedTuple):
    """A format for reference managers: the ending of its address, and of the file that is saved."""

    ending: str
    label: str
    content_type: str
    write: Callable[[Iterable[Record]], Iterator[str]]
    file_ending: str

    @property
    def route(self) -> str:
        return f"article-{self.ending}"


FORMATS = (
    Format("bib", "BibTeX", "application/x-bibtex", bibtex.chunks, "bib"),
    Format("ris", "RIS", "application/x-research-info-systems", ris.chunks, "ris"),
    Format("csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl.chunks, "json"),
)


@for_programs
class ArticleFileView(View):
    """A file beside an article; under a slug the article once had, it leads to the present address.

    Of a withdrawn article there is only the notice.
    """

    def get(self, request: HttpRequest, slug: str, **kwargs: str) -> HttpResponseBase:
        article = prepared(Article.objects.published()).filter(slug=slug).first()
        if article is None:
            moved = ArticleFormerSlug.objects.leading().select_related("record").filter(slug=slug).first()
            if moved is None:
                return tombstone(request, slug)
            address = reverse(request.resolver_match.view_name, kwargs=kwargs | {"slug": moved.record.slug})
            return HttpResponsePermanentRedirect(address)
        response = self.file_of(article, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Link"] = f'<{article_address(article.slug)}>; rel="canonical"'
        return response

    def file_of(self, article: Article, **kwargs: str) -> HttpResponseBase:
        raise NotImplementedError


class ArticleCitationView(ArticleFileView):
    """The citation in a format for reference managers."""

    format: Format = FORMATS[0]

    def file_of(self, article: Article, **kwargs: str) -> HttpResponseBase:
        text = "".join(self.format.write([citable_of(article)]))
        response = HttpResponse(text, content_type=f"{self.format.content_type}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{article.slug}.{self.format.file_ending}"'
        return response


class OriginalView(ArticleFileView):
    """The bytes that were taken in: the present ones, or earlier ones by their sum.

    Where readers do not see the whole text, only those who work on the articles have its file. Whatever they hold, no
    browser shows them as a page of this site: they are saved as a file of no known type.
    """

    def file_of(self, article: Article, sha256: str = "", **kwargs: str) -> HttpResponseBase:
        if shown_of(article) != Shown.FULL and not sees_all(self.request.user):
            return HttpResponseForbidden(_SEALED, content_type="text/plain; charset=utf-8")
        wanted = {"sha256": sha256} if sha256 else {"is_current": True}
        accession = article.accessions.filter(**wanted).exclude(sha256="").first()
        if accession is None:
            raise Http404(_("The archive has no such file of this article."))
        etag = f'"{accession.sha256}"'
        if etag in parse_etags(self.request.headers.get("If-None-Match", "")):
            return HttpResponse(status=304, headers={"ETag": etag})
        try:
            file = path_of(accession.sha256).open("rb")
        except FileNotFoundError:
            raise Http404(_("The original of this article is missing.")) from None
        response = FileResponse(
            file, as_attachment=True, filename=file_name(article, accession), content_type="application/octet-stream"
        )
        response["ETag"] = etag
        response["Last-Modified"] = http_date(accession.created_at.timestamp())
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        # It may be withdrawn, and is not for everybody; asked again, it costs nothing.
        patch_cache_control(response, no_cache=True, private=True)
        return response


def file_name(article: Article, accession: Accession) -> str:
    """The name of the file that was taken in, of safe letters; a capture of a web archive is named like its article."""
    if _RECORD.search(accession.path):
        return f"{article.slug}.html"
    name = _UNSAFE.sub("-", PurePosixPath(accession.path).name).strip("-.")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending[:8]}" if stem else f"{article.slug}.txt"


def citation_links(article: Article) -> list[tuple[str, str, str]]:
    """Label, media type and address of each format."""
    return [(one.label, one.content_type, address_of(one.route, article.slug)) for one in FORMATS]
