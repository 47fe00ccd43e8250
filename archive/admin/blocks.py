"""A curator's word on what of a page is the article: blocks put into the body, paragraphs set aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from archive.admin.preview import PREVIEW, previewed
from archive.admin.spans_aside import bring_back, put_by
from archive.annotating import isolated_text
from archive.ingest.blocks import BODY_KINDS, Block
from archive.ingest.body import assemble
from archive.ingest.curated_blocks import as_blocks, decided
from archive.ingest.duplicates import renew_duplicates
from archive.ingest.fields import stored_blocks
from archive.ingest.moving import moved
from archive.ingest.numbering import given_up, renumbered
from archive.ingest.signatures import band_keys
from archive.models import Article, Judgement
from archive.rule_words import kind_in_words
from archive.tasks import request_indexing

INTO_THE_BODY = ("paragraph", "heading", "quotation", "list-item")
OUT_OF_THE_BODY = (
    "caption", "credit", "byline", "dateline", "author-note", "notice", "related-link", "widget", "repeat",
    "navigation", "comment-form", "footer",
)  # fmt: skip
_A_PAGE = 200  # blocks; a form of more fields than a thousand is refused


_CHANGED = gettext_lazy("The article was changed in the meantime: look at its blocks as they now are.")
Looked = tuple[int, int, str]  # a block as it was looked at: its range of the reading text, and its kind


class BlockError(ValueError):
    """What a curator wants of the blocks cannot be; the message says why."""


@dataclass(frozen=True)
class Row:
    """A block as the form shows it, and the kind that was `chosen` for it.

    `field` says what was looked at, so that no other block is changed in its place, and none that another changed.
    """

    number: int
    block: Block
    paragraph: str
    sent: Mapping[str, str]

    @property
    def field(self) -> str:
        return f"{self.block.start}-{self.block.end}-{self.block.kind}"

    @property
    def chosen(self) -> str:
        return self.sent.get(self.field, "")

    @property
    def kind(self) -> str:
        return kind_in_words(self.block.kind)


def blocks_of(article: Article) -> list[Block]:
    """The blocks of an article with their words. Raises BlockError where the body is not made of them."""
    accession = article.accessions.filter(is_current=True).first()
    blocks = as_blocks(article.blocks, accession.reading_text if accession else "")
    if article.provenance.get("body", {}).get("origin") == "curator":
        raise BlockError(gettext("The body as a whole was set by a curator; it is not made of these blocks."))
    if assemble(blocks).text != article.body:
        raise BlockError(gettext("The body is not made of these blocks. Take the file in again, then they are."))
    return blocks


@transaction.atomic
def set_kinds(article: Article, kinds: Mapping[Looked, str], reading: str = "") -> list[Block]:
    """Give blocks other kinds; returns those that changed.

    The body, the paragraphs' numbers and all spans follow, and the article awaits indexing. `reading` is the sum of the
    file that was looked at, where known: in another text the same range is another block. Raises BlockError.
    """
    article.refresh_from_db(from_queryset=Article.objects.select_for_update())  # others may have saved since
    before = blocks_of(article)
    if reading and reading != sum_of(article):
        raise BlockError(_CHANGED)
    if not kinds.keys() <= {(block.start, block.end, block.kind) for block in before}:
        raise BlockError(_CHANGED)
    blocks = decided(before, {(start, end): kind for (start, end, _seen), kind in kinds.items()})
    changed = [new for old, new in zip(before, blocks, strict=True) if old != new]
    body = assemble(blocks).text
    if not body:
        raise BlockError(gettext("One paragraph at least must stay in the body."))
    if changed:
        article.blocks = stored_blocks(blocks)
        _set_body(article, body)
        request_indexing(Article.objects.filter(pk=article.pk))
    return changed


def _set_body(article: Article, body: str) -> None:
    former, numbered = article.body, [(number, text) for number, text, _ in article.paragraphs]
    if body != former:
        put_by(article, body)
        article.body = body
        article.paragraph_numbers = renumbered(numbered, body.split("\n\n"), article.former_paragraphs)
        article.former_paragraphs = given_up(numbered, article.paragraph_numbers, article.former_paragraphs)
        let_spans_follow(article, lambda spans: moved(spans, former, body))
        bring_back(article, former)
        article.unresolved_names.filter(spans=[], judgement=Judgement.PROPOSED).delete()
        renew_duplicates(article, band_keys(body), is_new_body=True)
    article.save(update_fields=["blocks", "body", "paragraph_numbers", "former_paragraphs", "spans_set_aside"])


def let_spans_follow(article: Article, follow: Callable[[list[list[int]]], list[list[int]]]) -> None:
    """Move all spans of a body that changed: those of links and names, and those that were taken from a record."""
    for link in (*article.appearances.all(), *article.coverages.all(), *article.unresolved_names.all()):
        there = [column for column in link.IN_BODY if getattr(link, column)]
        for column in there:
            setattr(link, column, follow(getattr(link, column)))
        if there:
            link.save(update_fields=there)


def blocks_view(model_admin: admin.ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """The blocks of one article in a table, `?show=body` for those of the body, each with its possible kinds."""
    article = model_admin.get_object(request, object_id)
    if article is None:
        raise Http404("There is no such article.")
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    if PREVIEW in request.POST:
        return previewed(request, object_id, lambda: _answer(model_admin, request, article))
    return _answer(model_admin, request, article)


def _answer(model_admin: admin.ModelAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    refused = ""
    if request.method == "POST":
        try:
            changed = set_kinds(article, _asked(request.POST), request.POST.get("reading", ""))
        except BlockError as error:
            refused = str(error)
        else:
            _tell(model_admin, request, article, changed)
            return HttpResponseRedirect(f"{blocks_address(article)}?{request.GET.urlencode()}".rstrip("?"))
    is_body = request.GET.get("show") == "body"
    try:
        blocks, fault = blocks_of(article), ""
    except BlockError as error:
        blocks, fault = [], str(error)
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Blocks of %(article)s") % {"article": isolated_text(article)},
        "opts": model_admin.opts,
        "article": article,
        "fault": fault,
        "refused": refused if refused != fault else "",
        "reading": sum_of(article),
        "is_body": is_body,
        "kinds": [(kind, kind_in_words(kind)) for kind in (OUT_OF_THE_BODY if is_body else INTO_THE_BODY)],
        "page": _page(article, blocks, is_body, request),
    }
    return render(request, "admin/archive/article/blocks.html", context)


def _page(article: Article, blocks: list[Block], is_body: bool, request: HttpRequest) -> Page[Row]:
    paragraphs = iter(article.paragraph_numbers)
    rows = [
        Row(place, block, next(paragraphs, "") if block.is_body else "", request.POST)
        for place, block in enumerate(blocks, 1)
    ]
    shown = [row for row in rows if row.block.is_body == is_body]
    return Paginator(shown, _A_PAGE).get_page(request.GET.get("page", ""))


def _tell(model_admin: admin.ModelAdmin, request: HttpRequest, article: Article, changed: list[Block]) -> None:
    for block in changed:
        said = gettext("Into the body as %(kind)s: “%(words)s”")
        if not block.is_body:
            said = gettext("Set aside as %(kind)s: “%(words)s”")
        words = said % {"kind": kind_in_words(block.kind), "words": isolated_text(block.text[:60])}
        model_admin.log_change(request, article, words)
        messages.success(request, words)
    if not changed:
        messages.info(request, gettext("Nothing was chosen, and nothing was changed."))


def _asked(sent: Mapping[str, str]) -> dict[Looked, str]:
    """The kinds chosen in the form; what the form does not offer is refused."""
    asked = {}
    for field, kind in sent.items():
        start, end, seen = [*field.split("-", 2), "", ""][:3]
        if start.isdecimal() and end.isdecimal() and kind:
            if kind not in INTO_THE_BODY + OUT_OF_THE_BODY:
                raise BlockError(gettext("No block can be made a “%(kind)s” here.") % {"kind": kind[:40]})
            asked[int(start), int(end), seen] = kind
    return asked


def sum_of(article: Article) -> str:
    """The sum of the file that an article is read from."""
    return article.accessions.filter(is_current=True).values_list("sha256", flat=True).first() or ""


def blocks_address(article: Article) -> str:
    return reverse("admin:archive_article_blocks", args=[article.pk])


def count_set_aside(article: Article) -> int:
    return sum(kind not in BODY_KINDS for _, _, kind, _, _ in article.blocks)
