"""What the lists of articles, summits, people and sources share: pages, orders, and saying what was ignored."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.generic import DetailView, ListView


class Order(NamedTuple):
    """A value of `?sort=`, as the reader sees it and as the database does it."""

    value: str
    label: str
    fields: tuple[Any, ...]


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
            self.ignored.append(f"There is no order “{wanted}”: the list is sorted by {self.orders[0].label}.")
        return self.orders[0]

    def choice(self, name: str, values: dict[str, Any], meaning: str) -> Any:
        """The value chosen for a parameter; None, and a word about it, where it is none of `values`."""
        wanted = self.request.GET.get(name, "")
        if wanted and wanted not in values:
            self.ignored.append(f"There is no {meaning} “{wanted}”: it was ignored.")
        return values.get(wanted)

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().order_by(*self.order.fields)

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple[Paginator, Page, QuerySet, bool]:
        """As Django's, but a page that does not exist shows the nearest one, and says so."""
        paginator = self.get_paginator(queryset, page_size)
        wanted = self.request.GET.get(self.page_kwarg, "1")
        page = paginator.get_page(wanted)
        if wanted != str(page.number):
            self.ignored.append(f"There is no page “{wanted}”: this is page {page.number} of {paginator.num_pages}.")
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


class RecordDetailView(DetailView):
    """The page of one record; a slug it once had leads to its present address for ever."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            former = self.model._meta.get_field("former_slugs").related_model
            moved = former.objects.select_related("record").filter(slug=kwargs["slug"]).first()
            if moved is None:
                raise
            return HttpResponsePermanentRedirect(moved.record.get_absolute_url())
