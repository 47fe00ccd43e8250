"""The parameters of a search: read from an address or an export's options, and written back into one.

A value that means nothing is left out, and `notices` say so; nothing that is sent raises an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self
from urllib.parse import urlencode

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from archive.edtf import EdtfError, EdtfSpan, parse_edtf
from archive.saying import said
from archive.search.facets import FACETS, Facet
from archive.search.labels import current_slugs, labels
from archive.search.naming import read_query
from archive.search.query.parser import Query

MAX_VALUES = 100  # of one parameter
SORTS = {"relevance": _("Best match"), "newest": _("Newest first"), "oldest": _("Oldest first")}

_ORDER = ("q", *(facet.name for facet in FACETS), "from", "to", "sort", "page")  # in an address
_MAX_DATE = 40
_MAX_SHOWN = 60


@dataclass(frozen=True)
class SearchRequest:
    """What is searched for. `choices`: facet -> values with their labels; `first` and `last` as typed."""

    query: Query
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    first: EdtfSpan | None = None
    last: EdtfSpan | None = None
    sort: str = "newest"
    page: int = 1
    notices: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, tuple[str, ...]]:
        return {name: tuple(chosen) for name, chosen in self.choices.items() if chosen}

    @property
    def default_sort(self) -> str:
        return "newest" if self.query.is_empty else "relevance"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.values or self.first or self.last)

    def parameters(self) -> list[tuple[str, str]]:
        """Name and value of everything that is not as it would be anyway, in one order whatever was sent."""
        pairs = [("q", self.query.text)] if self.query.text else []
        pairs += [(facet.name, value) for facet in FACETS for value in sorted(self.choices.get(facet.name, ()))]
        pairs += [(name, span.edtf) for name, span in (("from", self.first), ("to", self.last)) if span]
        if self.sort != self.default_sort:
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def address(self) -> str:
        """The parameters as a query string with its question mark; empty where all is as it would be anyway."""
        encoded = urlencode(self.parameters())
        return f"?{encoded}" if encoded else "?"

    def on_page(self, page: int) -> Self:
        return replace(self, page=page)

    def without(self, name: str, value: str | None = None) -> Self:
        """The same without one value of a facet, without all of them, or without `from` or `to`; on the first page."""
        if name == "from":
            return replace(self, page=1, first=None)
        if name == "to":
            return replace(self, page=1, last=None)
        rest = {key: label for key, label in self.choices.get(name, {}).items() if value not in (None, key)}
        return replace(self, page=1, choices={**self.choices, name: rest})

    def addresses_with(self, name: str) -> Callable[[Iterable[str]], str]:
        """For other choices of one facet: the address of the same search with these, on its first page."""
        before, behind = self._beside(name, name)

        def address(values: Iterable[str]) -> str:
            return _address(before, [(name, value) for value in sorted(values)], behind)

        return address

    def address_between(self, first: str, last: str) -> str:
        """The address of the same search from one EDTF date to another; an empty one is an open end."""
        before, behind = self._beside_dates
        return _address(before, [pair for pair in (("from", first), ("to", last)) if pair[1]], behind)

    @cached_property
    def _beside_dates(self) -> tuple[str, str]:
        return self._beside("from", "to")

    def _beside(self, first: str, last: str) -> tuple[str, str]:
        """The encoded parameters that stand before some in an address of the first page, and behind them."""
        start, end = _ORDER.index(first), _ORDER.index(last)
        pairs = [(_ORDER.index(pair[0]), pair) for pair in self.on_page(1).parameters()]
        before = urlencode([pair for place, pair in pairs if place < start])
        return before, urlencode([pair for place, pair in pairs if place > end])

    def with_words(self, text: str) -> Self:
        """The same choices with other words, or with none."""
        query = read_query(text)
        changed = replace(self, query=query, page=1)
        return replace(changed, sort=changed.default_sort) if self.sort == self.default_sort else changed


def read_request(parameters: Mapping[str, Sequence[str]]) -> SearchRequest:
    """Read a search from lists of values by name, such as `dict(request.GET.lists())`.

    Looks names up in the database and in the index. Raises IndexNotReadyError and nothing else.
    """
    notices: list[str] = []
    query = read_query(_last(parameters, "q"))
    choices = {facet.name: _choices(facet, parameters.get(facet.name, ()), notices) for facet in FACETS}
    first, last = _range(parameters, notices)
    return SearchRequest(
        query=query,
        choices={name: chosen for name, chosen in choices.items() if chosen},
        first=first,
        last=last,
        sort=_sort(_last(parameters, "sort"), query, notices),
        page=_page(_last(parameters, "page"), notices),
        notices=(*map(said, query.notices), *notices),
    )


def tidied_address(parameters: Mapping[str, Sequence[str]]) -> str:
    """The address for what a form has sent: as the search writes it itself, or, where it would have to leave something
    out, what was sent without its empty fields, so that the page can say so. Raises IndexNotReadyError.
    """
    wanted = read_request(parameters)
    if not wanted.notices:
        return wanted.address().rstrip("?")
    sent = [(name, value) for name, values in parameters.items() for value in values if value]
    return f"?{urlencode(sent, errors='replace')}"


def _address(before: str, pairs: Sequence[tuple[str, str]], behind: str) -> str:
    return f"?{'&'.join(filter(None, (before, urlencode(pairs), behind)))}"


def _last(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    values = parameters.get(name) or ("",)
    return _plain(values[-1])


def _plain(value: str) -> str:
    """Without control characters and half characters, which no record has and SQLite would refuse."""
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", value).strip()


def _choices(facet: Facet, sent: Sequence[str], notices: list[str]) -> dict[str, str]:
    """The values of one facet that mean something, each with its label."""
    values = list(dict.fromkeys(filter(None, map(_plain, sent))))
    if len(values) > MAX_VALUES:
        notices.append(
            gettext("%(facet)s: only the first %(most)s of %(all)s choices were kept.")
            % {"facet": facet.label, "most": MAX_VALUES, "all": len(values)}
        )
        values = values[:MAX_VALUES]
    known = labels(facet, values)
    missing = [value for value in values if value not in known]
    if missing:
        renamed = current_slugs(facet, missing)
        known |= labels(facet, list(renamed.values()))
        values = [renamed.get(value, value) for value in values]
        missing = [value for value in missing if value not in renamed]
    if missing:
        named = ", ".join(f"“{_shortened(value)}”" for value in missing[:3])
        if len(missing) > 3:
            named = gettext("%(values)s and %(count)s more") % {"values": named, "count": len(missing) - 3}
        notices.append(
            gettext("%(facet)s: %(values)s means nothing here and was left out.")
            % {"facet": facet.label, "values": named}
        )
    return {value: known[value] for value in values if value in known}


def _range(parameters: Mapping[str, Sequence[str]], notices: list[str]) -> tuple[EdtfSpan | None, EdtfSpan | None]:
    first = _date(pgettext("dates", "From"), _last(parameters, "from"), notices)
    last = _date(pgettext("dates", "To"), _last(parameters, "to"), notices)
    if first and first.earliest is None:
        notices.append(gettext("From: %(date)s has no first day; it was left out.") % {"date": first.edtf})
        first = None
    if last and last.latest is None:
        notices.append(gettext("To: %(date)s has no last day; it was left out.") % {"date": last.edtf})
        last = None
    if first and last and first.earliest and last.latest and first.earliest > last.latest:
        notices.append(
            gettext("From %(first)s to %(last)s: the end lies before the beginning; both were left out.")
            % {"first": first.edtf, "last": last.edtf}
        )
        return None, None
    return first, last


def _date(label: str, text: str, notices: list[str]) -> EdtfSpan | None:
    if not text:
        return None
    try:
        return parse_edtf(text if len(text) <= _MAX_DATE else "")
    except EdtfError:
        notices.append(
            gettext("%(end)s: “%(typed)s” is not a date; it was left out. Write 2018, 2018-07 or 2018-07-16.")
            % {"end": label, "typed": _shortened(text)}
        )
        return None


def _sort(text: str, query: Query, notices: list[str]) -> str:
    default = "newest" if query.is_empty else "relevance"
    if text and text not in SORTS:
        notices.append(
            gettext("Sort: “%(typed)s” is no order; this is %(order)s.")
            % {"typed": _shortened(text), "order": SORTS[default].lower()}
        )
    if text not in SORTS or (text == "relevance" and query.is_empty):
        return default
    return text


def _page(text: str, notices: list[str]) -> int:
    if not text:
        return 1
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) == 0:
        notices.append(gettext("Page: “%(typed)s” is no page; this is the first.") % {"typed": _shortened(text)})
        return 1
    return int(text)


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
