"""Articles: the list of all, and the page of one with its evidence."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Left, Lower

from archive.models import Article, Coverage
from archive.search.jumping import matches_in
from archive.search.similar import alike
from archive.views.article_page import reading_page
from archive.views.lists import Order, RecordDetailView, RecordListView

NEWEST = (F("published_sort").desc(nulls_last=True), "title", "pk")
OPENING = 320  # code points of the text shown in the list
# What an entry in a list does not show, and what is long.
NOT_LISTED = (
    "body", "paragraph_numbers", "former_paragraphs", "blocks", "provenance", "unresolved", "differences",
)  # fmt: skip
OLDEST = (F("published_sort").asc(nulls_last=True), "title", "pk")


def with_links(articles: QuerySet[Article]) -> QuerySet[Article]:
    """What an article's entry in a list needs: its source, and as `subject_coverages` the summits it is about."""
    subjects = Coverage.objects.shown().subjects().select_related("event").order_by("event__start", "pk")
    return articles.select_related("source").prefetch_related(
        Prefetch("coverages", queryset=subjects, to_attr="subject_coverages")
    )


class ArticleListView(RecordListView):
    template_name = "articles/list.html"
    context_object_name = "articles"
    orders = (
        Order("newest", "newest first", NEWEST),
        Order("oldest", "oldest first", OLDEST),
        Order("title", "title", (Lower("title"), "pk")),
        Order("added", "last added", ("-created_at", "-pk")),
    )

    def get_queryset(self) -> QuerySet[Article]:
        listed = Article.objects.published().defer("body", "blocks", "provenance", "unresolved", "differences")
        return with_links(listed).annotate(opening=Left("body", OPENING)).order_by(*self.order.fields)


class ArticleDetailView(RecordDetailView):
    template_name = "articles/detail.html"
    context_object_name = "article"
    model = Article

    def get_queryset(self) -> QuerySet[Article]:
        return Article.objects.published().select_related("source", "republisher")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article = self.object
        typed = self.request.GET.get("q", "")
        found = matches_in(article.body, article.paragraphs, article.language, typed) if typed else None
        page = reading_page(article, found.spans if found else ())
        own = {"found_here": found, "masthead_query": typed.strip(), "alike": alike(article)}
        own["show_aside"] = self.request.GET.get("aside") == "1"
        return super().get_context_data(**kwargs) | page | own
