"""The search page, and the same search as JSON."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.formats import number_format
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from archive.models.addresses import address_of
from archive.page_language import for_programs
from archive.saying import said
from archive.search.engine.generations import IndexNotReadyError
from archive.search.facets import FOLDED, Choice
from archive.search.finding import PAGE_SIZE, Found, find
from archive.search.forms import SORTS, SearchRequest, read_request, tidied_address
from archive.search.help import SECTIONS
from archive.search.hits import Hit
from archive.search.over_time import over_time
from archive.search.query.parser import MAX_LENGTH, MAX_WORDS
from archive.search.saying import shortcomings
from archive.search.spelling import did_you_mean
from archive.search.wording import alternatives, chips, correction, heading, scarce_words

RETRY_AFTER = 30  # seconds


class SearchView(TemplateView):
    """The page; where a script updates it in place, only what changes of it."""

    template_name = "search/search.html"
    template_in_place = "search/in_place.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if any("" in values for _, values in request.GET.lists()):
                return redirect(address_of("search") + tidied_address(dict(request.GET.lists())))
            context = self.get_context_data(**kwargs)
        except IndexNotReadyError:
            return index_not_ready(request)
        response = self.render_to_response(context)
        patch_vary_headers(response, ["HX-Request"])
        if request.htmx:
            response["HX-Push-Url"] = context["canonical_path"]
        return response

    def get_template_names(self) -> list[str]:
        return [self.template_in_place if self.request.htmx else self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = read_request(dict(self.request.GET.lists()))
        found = find(wanted, listed=FOLDED)
        shown = wanted.on_page(found.page)
        scarce = [] if found.count else scarce_words(wanted)
        paginator = Paginator(range(found.count), PAGE_SIZE)
        return super().get_context_data(**kwargs) | {
            "wanted": wanted,
            "found": found,
            "heading": heading(wanted, found.count),
            "ignored": _notices(wanted, found),
            "complaints": list(map(said, wanted.query.complaints)),
            "correction": correction(wanted),
            "chips": chips(wanted),
            "sorts": [
                (value, str(label)) for value, label in SORTS.items() if value != "relevance" or wanted.query.text
            ],
            "timeline": over_time(wanted, found),
            "groups": [group for group in found.groups if not group.facet.is_folded],
            "folded_groups": [group for group in found.groups if group.facet.is_folded],
            "alternatives": [] if found.count else alternatives(wanted, scarce),
            "scarce_words": scarce,
            "meant": did_you_mean(wanted, scarce) if scarce else None,
            "words": f"?q={quote(wanted.query.text, safe='')}" if wanted.query.text else "",
            "parameters": wanted.on_page(1).address().rstrip("?"),
            "feed_parameters": wanted.on_page(1).address().rstrip("?"),
            "share_title": heading(wanted, found.count),
            "canonical_path": address_of("search") + shown.address().rstrip("?"),
            "masthead_query": wanted.query.text,
            "page_obj": paginator.page(found.page),
            "page_numbers": list(paginator.get_elided_page_range(found.page, on_each_side=2, on_ends=1)),
        }


def index_not_ready(request: HttpRequest) -> HttpResponse:
    response = render(request, "search/building.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


class SearchHelpView(TemplateView):
    template_name = "search/help.html"
    extra_context = {
        "sections": SECTIONS,
        "mistaken": 'peson:putin "arms control',
        "max_words": MAX_WORDS,
        "max_length": MAX_LENGTH,
    }


@for_programs
class SearchJsonView(View):
    """`{count, page, pages, notices, mistakes, corrected, meanings, results, facets}`, of the page's parameters."""

    def get(self, request: HttpRequest) -> JsonResponse:
        try:
            wanted = read_request(dict(request.GET.lists()))
            found = find(wanted)
            corrected = correction(wanted)
        except IndexNotReadyError:
            return JsonResponse(
                {"error": "The index is being built."}, status=503, headers={"Retry-After": str(RETRY_AFTER)}
            )
        return JsonResponse(
            {
                "count": found.count,
                "page": found.page,
                "pages": found.pages,
                "notices": _notices(wanted, found),
                "mistakes": list(map(said, wanted.query.complaints)),
                "corrected": corrected.query.text if corrected else None,
                "meanings": list(wanted.query.meanings),
                "results": [_result(hit) for hit in found.hits],
                "facets": {group.facet.name: [_choice(choice) for choice in group.choices] for group in found.groups},
            }
        )


def _notices(wanted: SearchRequest, found: Found) -> list[str]:
    notices = [*wanted.notices, *shortcomings(found.cuts)]
    if wanted.page > found.pages:
        last = ngettext(
            "There is no page %(page)s. There is only one page.",
            "There is no page %(page)s. There are %(pages)s pages; this is the last.",
            found.pages,
        )
        notices.append(last % {"page": _number(wanted.page), "pages": _number(found.pages)})
    return notices


def _number(number: int) -> str:
    return number_format(number, force_grouping=True)


def _choice(choice: Choice) -> dict[str, Any]:
    return {"value": choice.value, "label": choice.label, "count": choice.count, "selected": choice.is_selected}


def _result(hit: Hit) -> dict[str, Any]:
    article = hit.article
    day = {"earliest": article.published_earliest, "latest": article.published_latest}
    return {
        "slug": article.slug,
        "url": hit.address,
        "title": article.title,
        "title_is_devised": article.title_is_devised,
        "source": article.source,
        "language": article.language or None,
        "published": {"edtf": article.published_edtf, **day, "basis": article.published_basis}
        if article.published_edtf
        else None,
        "phases": [{"event": subject.slug, "phase": subject.phase} for subject in hit.subjects],
        "people": [{"slug": person.slug, "name": person.name} for person in hit.people],
        "snippet": "".join(piece.text for piece in hit.snippet),
    }
