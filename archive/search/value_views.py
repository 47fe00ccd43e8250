"""The page of all values of a facet, each a link that adds it to the search or takes it back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from archive.search.engine.folding import folded
from archive.search.engine.generations import IndexNotReadyError
from archive.search.facets import FACETS
from archive.search.finding import all_choices
from archive.search.forms import read_request
from archive.search.views import index_not_ready

MOST_LISTED = 500
MAX_TYPED = 100  # characters


class ValueListView(TemplateView):
    """`/search/values/FACET/` with the parameters of a search, and `filter`: words that the labels have to contain."""

    template_name = "search/values.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("filter") == "":
            parameters = request.GET.copy()
            del parameters["filter"]
            return redirect(f"{request.path}?{parameters.urlencode()}".rstrip("?"))
        try:
            return self.render_to_response(self.get_context_data(**kwargs))
        except IndexNotReadyError:
            return index_not_ready(request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facet = next((facet for facet in FACETS if facet.name == self.kwargs["facet"]), None)
        if facet is None:
            raise Http404("There is no such facet.")
        wanted = read_request(dict(self.request.GET.lists())).on_page(1)
        typed = self.request.GET.get("filter", "").strip()[:MAX_TYPED]
        choices = all_choices(wanted, facet)
        fitting = [choice for choice in choices if _fits(choice.label, typed)]
        chosen = set(wanted.choices.get(facet.name, ()))
        address = wanted.addresses_with(facet.name)
        rows = [(choice, address(chosen ^ {choice.value})) for choice in fitting[:MOST_LISTED]]
        return super().get_context_data(**kwargs) | {
            "facet": facet,
            "wanted": wanted,
            "typed": typed,
            "rows": rows,
            "fitting": len(fitting),
            "total": len(choices),
            "back": wanted.address(),
            "masthead_query": wanted.query.text,
        }


def _fits(label: str, typed: str) -> bool:
    """Whether all words typed stand somewhere in the label, whatever their accents."""
    whole = " ".join(map(folded, label.split()))
    return all(folded(word) in whole for word in typed.split())
