"""Articles: the list of all, and the page of one with its evidence."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Left, Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from archive.models import Article, Coverage
from archive.models.article import ArticleQuerySet
from archive.rights import for_readers, sees_all
from archive.search.jumping import matches_in
from archive.views.article_page import reading_page
from archive.views.lists import Order, RecordDetailView, RecordListView
from archive.views.tallying import EVENT_FACTS, Tallies, in_order
from archive.views.withdrawn import tombstone

NEWEST = (F("published_sort").desc(nulls_last=True), "title", "pk")
OPENING = 320  # code points of the text shown in the list


def with_links(articles: ArticleQuerySet) -> ArticleQuerySet:
    """What an article's entry in a list needs: its source, and as `subject_coverages` the summits it is about."""
    subjects = Coverage.objects.shown().subjects().select_related("event").order_by("event__start", "pk")
    subjects = subjects.only("article", "phase", *(f"event__{name}" for name in EVENT_FACTS))
    return articles.listed().prefetch_related(Prefetch("coverages", queryset=subjects, to_attr="subject_coverages"))


def newest(tallies: Tallies, limit: int, otherwise: ArticleQuerySet, **choices: str) -> list[Article]:
    """The newest articles with these choices; where there is no index, the newest of `otherwise`."""
    keys = tallies.newest(limit, **choices)
    if not tallies.are_ready:
        return list(with_links(otherwise).order_by(*NEWEST)[:limit])
    return in_order(with_links(Article.objects.published()), keys)


class ArticleListView(RecordListView):
    """All articles. The keys of a page are looked up in an index of the database, and only its articles fetched."""

    template_name = "articles/list.html"
    context_object_name = "articles"
    orders = (
        Order("newest", gettext_lazy("newest first"), (F("published_sort").desc(nulls_last=True), "-pk")),
        Order("oldest", gettext_lazy("oldest first"), (F("published_sort").asc(nulls_last=True), "pk")),
        Order("title", gettext_lazy("title"), (Lower("title"), "pk")),
        Order("added", gettext_lazy("last added"), ("-pk",)),
    )

    def get_queryset(self) -> QuerySet[Any]:
        return Article.objects.published().order_by(*self.order.fields).values_list("pk", flat=True)

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> tuple[Paginator, Page, Any, bool]:
        paginator, page, keys, has_other_pages = super().paginate_queryset(queryset, page_size)
        listed = with_links(Article.objects.published()).annotate(opening=Left("body", OPENING))
        found = listed.in_bulk(list(keys))
        page.object_list = [found[key] for key in keys if key in found]
        return paginator, page, page.object_list, has_other_pages


class ArticleDetailView(RecordDetailView):
    template_name = "articles/detail.html"
    context_object_name = "article"
    model = Article

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            return tombstone(request, kwargs["slug"])

    def get_queryset(self) -> QuerySet[Article]:
        return Article.objects.published().select_related("source", "republisher")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        whole, typed = self.object, self.request.GET.get("q", "")
        article = whole if sees_all(self.request.user) else for_readers(whole)
        found = matches_in(article.body, article.paragraphs, article.language, typed) if typed else None
        page = reading_page(article, whole, found.spans if found else ())
        own = {"article": article, "found_here": found, "masthead_query": typed.strip()}
        own["show_aside"] = self.request.GET.get("aside") == "1"
        return super().get_context_data(**kwargs) | page | own
