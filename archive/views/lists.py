"""What the lists of articles, summits, people and sources share: pages, orders, filters, and what was ignored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView

from archive.search.engine.folding import folded
from archive.search.naming import names_of, words_of
from archive.views import charts
from archive.views.charts import PhaseCounts
from archive.views.tallying import Tallies

MAX_TYPED = 100  # characters of a name


class Order(NamedTuple):
    """A value of `?sort=`, as the reader sees it, and as it is done: fields for the database, or a `key` of rows."""

    value: str
    label: Any  # lazily translated
    fields: tuple[Any, ...] = ()
    key: Callable[[Row], tuple[Any, ...]] | None = None


class RecordListView(ListView):
    """A paginated list with `?sort=`; the first of `orders` is the default. Values that mean nothing are named."""

    paginate_by = 50
    orders: ClassVar[tuple[Order, ...]] = ()

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.ignored: list[str] = []
        self.order = self.chosen_order()

    def chosen_order(self) -> Order:
        wanted = self.request.GET.get("sort", "")
        for order in self.orders:
            if order.value == wanted:
                return order
        if wanted:
            self.ignored.append(
                _("There is no order “%(wanted)s”: the list is sorted by %(order)s.")
                % {"wanted": wanted, "order": self.orders[0].label}
            )
        return self.orders[0]

    def choice(self, name: str, values: dict[str, Any], meaning: str) -> Any:
        """The value chosen for a parameter; None, and a word about it, where it is none of `values`."""
        wanted = self.request.GET.get(name, "")
        if wanted and wanted not in values:
            self.ignored.append(
                _("There is no %(meaning)s “%(wanted)s”: it was ignored.") % {"meaning": meaning, "wanted": wanted}
            )
        return values.get(wanted)

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().order_by(*self.order.fields)

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple[Paginator, Page, QuerySet, bool]:
        """As Django's, but a page that does not exist shows the nearest one, and says so."""
        paginator = self.get_paginator(queryset, page_size)
        wanted = self.request.GET.get(self.page_kwarg, "1")
        page = paginator.get_page(wanted)
        if wanted != str(page.number):
            self.ignored.append(
                _("There is no page “%(wanted)s”: this is page %(page)s of %(pages)s.")
                % {"wanted": wanted, "page": page.number, "pages": paginator.num_pages}
            )
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        return context | {
            "orders": self.orders,
            "order": self.order,
            "ignored": self.ignored,
            "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        }


@dataclass(frozen=True)
class Row:
    """A record in a list, before it is fetched: what it is chosen and sorted by, `name` first."""

    pk: int
    slug: str
    name: str
    facts: Any = None  # of its kind, for the filters of one list
    count: int = 0
    phases: PhaseCounts = PhaseCounts()
    record: Any = None

    @property
    def sort_name(self) -> str:
        return folded(self.name)

    @property
    def letter(self) -> str:
        return self.sort_name[:1].upper()


# What every list of records can be sorted by.
BY_COUNTS = (
    Order("articles", gettext_lazy("articles"), key=lambda row: (-row.count, row.sort_name)),
    Order("before", gettext_lazy("before"), key=lambda row: (-row.phases.before, row.sort_name)),
    Order("during", gettext_lazy("during"), key=lambda row: (-row.phases.during, row.sort_name)),
    Order("after", gettext_lazy("after"), key=lambda row: (-row.phases.after, row.sort_name)),
)


class TalliedListView(RecordListView):
    """Records with their counts from the index, those without articles on demand (`?show=all`), and `?q=` for names.

    Rows are chosen and sorted before their records are fetched, so a page takes the same queries whatever its order.
    """

    column: ClassVar[str]  # of the index
    records: ClassVar[type[Model]]
    meaning: ClassVar[Any]  # what is shown and hidden by ?show=, for the sentence about a wrong value

    def rows(self) -> Iterable[Row]:
        """All records of this kind, not counted yet."""
        raise NotImplementedError

    def chosen(self, rows: list[Row]) -> list[Row]:
        """Those that pass the filters of this list."""
        return rows

    def get_queryset(self) -> list[Row]:
        self.tallies = Tallies()
        self.counts, phases = self.tallies.of(self.column), self.tallies.by_phase(self.column)
        self.show_all = self.choice("show", {"all": True}, self.meaning) or not self.tallies.are_ready
        self.typed = self.request.GET.get("q", "").strip()[:MAX_TYPED]
        rows = [
            replace(row, count=self.counts.get(row.slug, 0), phases=phases.get(row.slug, PhaseCounts()))
            for row in self.rows()
        ]
        rows = self._named(self.chosen(rows))
        with_articles = [row for row in rows if row.count]
        self.without_articles = len(rows) - len(with_articles)
        return sorted(rows if self.show_all else with_articles, key=self.order.key)

    def _named(self, rows: list[Row]) -> list[Row]:
        """Those one of whose names has a word that begins like each of those typed."""
        wanted = words_of(self.typed)
        if not wanted:
            return rows
        fitting = {slug for slug, _label, name in names_of(self.column) if _fits(wanted, words_of(name))}
        return [row for row in rows if row.slug in fitting]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = self.records.objects.published().in_bulk([row.pk for row in context["page_obj"]])
        rows = [replace(row, record=found[row.pk]) for row in context["page_obj"] if row.pk in found]
        return context | {
            self.context_object_name: rows,
            "typed": self.typed,
            "show_all": self.show_all,
            "counts_are_ready": self.tallies.are_ready,
            "without_articles": 0 if self.show_all else self.without_articles,
            "largest_total": charts.largest_total(row.phases for row in rows),
        }


def _fits(typed: frozenset[str], name: frozenset[str]) -> bool:
    return all(any(word.startswith(start) for word in name) for start in typed)


class RecordDetailView(DetailView):
    """The page of one record; a slug it once had leads to its present address for ever.

    `facet` is the parameter of the search that finds the articles of a record, for its feed.
    """

    facet = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            former = self.model._meta.get_field("former_slugs").related_model
            moved = former.objects.leading().select_related("record").filter(slug=kwargs["slug"]).first()
            if moved is None:
                raise
            return HttpResponsePermanentRedirect(moved.record.get_absolute_url())

    def get_queryset(self) -> QuerySet[Any]:
        return self.model._default_manager.published()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "canonical_path": self.object.get_absolute_url(),
            "share_title": str(self.object),
            "feed_parameters": f"?{urlencode({self.facet: self.object.slug})}" if self.facet else "",
        }
