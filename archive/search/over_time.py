"""The chart over time of what a search found."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from archive.models import Event
from archive.models.addresses import address_of
from archive.search.finding import Found, matching_articles
from archive.search.forms import SearchRequest
from archive.search.histogram import Counted, counted, slot_of, text_of, unit_for
from archive.search.search_indexes import UNKNOWN
from archive.search.timeline import Summit, Timeline, drawn

MOST_SUMMITS = 40
FEWEST_BARS = 7  # unless the dates chosen are fewer
MOST_YEARS = 400  # the last ones; an archive of older texts than that would want centuries


def over_time(request: SearchRequest, found: Found) -> Timeline | None:
    """Draw what was found; None where nothing has a date, or where a single year, month or day is shown.

    Dates chosen with `from` and `to` are the ends of the axis, unless they are so far apart that its unit is a year.
    """
    known = counted(found.dated_months, "month", UNKNOWN).extent()
    if known is None:
        return None
    first, last = _first_day(known[0]), _last_day(known[1])
    wanted = (request.first.earliest if request.first else None, request.last.latest if request.last else None)
    if unit_for(wanted[0] or first, max(wanted[1] or last, wanted[0] or first)) == "year":
        wanted = (wanted[0] if wanted[0] and wanted[0] > first else None,
                  wanted[1] if wanted[1] and wanted[1] < last else None)  # fmt: skip
    first = wanted[0] or first
    last = max(wanted[1] or last, first)
    counts = _counts(request, found, unit_for(first, last))
    start, end = _axis(counts, first, last, has_start=wanted[0] is not None, has_end=wanted[1] is not None)
    return drawn(counts, start, end, _summits(found), request.address_between) if start < end else None


def _counts(request: SearchRequest, found: Found, unit: str) -> Counted:
    """Days are asked for only where they are shown; the search itself is remembered."""
    if unit != "day":
        return counted(found.dated_months, unit, UNKNOWN)
    results = matching_articles(request).facet("dated_day")
    results[:1]  # a whole page is not wanted
    return counted(results.facet_counts()["fields"]["dated_day"], unit, UNKNOWN)


def _axis(counts: Counted, first: date, last: date, *, has_start: bool, has_end: bool) -> tuple[int, int]:
    """The first and last slot: the days chosen, else what there is between `first` and `last`, and some room beside."""
    unit = counts.unit
    lowest, highest = slot_of(first.isoformat(), unit), slot_of(last.isoformat(), unit)
    start, end = counts.extent() or (lowest, highest)
    start = lowest if has_start else min(max(start, lowest), highest)
    end = highest if has_end else max(min(end, highest), start)
    missing = max(FEWEST_BARS - (end - start + 1), 0)
    before = 0 if has_start else missing if has_end else missing // 2
    after = 0 if has_end else missing - before
    start = max(start - before, end - MOST_YEARS if unit == "year" else 0, slot_of(date.min.isoformat(), unit))
    return start, min(end + after, slot_of(date.max.isoformat(), unit))


def _summits(found: Found) -> list[Summit]:
    """The meetings that most of the articles are about, chosen ones first; not those that were cancelled."""
    choices = [choice for group in found.groups if group.facet.name == "event" for choice in group.choices]
    choices.sort(key=lambda choice: (not choice.is_selected, -choice.count))
    slugs = [choice.value for choice in choices if choice.count and choice.value != UNKNOWN][:MOST_SUMMITS]
    known = Event.objects.published().filter(slug__in=slugs, start__isnull=False).exclude(status=Event.Status.CANCELLED)
    rows = known.order_by().values_list("slug", "short_name", "start", "end")
    events = {slug: (name, address_of("event-detail", slug), start, end) for slug, name, start, end in rows}
    return [Summit(*events[slug]) for slug in slugs if slug in events]


def _first_day(month: int) -> date:
    return date.fromisoformat(f"{text_of(month, 'month')}-01")


def _last_day(month: int) -> date:
    first = _first_day(month)
    return first.replace(day=monthrange(first.year, first.month)[1])
