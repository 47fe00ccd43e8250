"""The day of an article against the days of a summit, in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from archive.models import Article, Event
from archive.search.search_indexes import published_span

MOST_DAYS = 60  # told as days; what is farther off is told as months, and from two years on as years
_DAYS_OF_MONTH, _DAYS_OF_YEAR = 30.44, 365.25


def relative_words(article: Article, event: Event) -> str:
    """“3 days before”, “a week after”, “4 to 6 days before”, “between the day before and day 2”, “day 2 or later”.

    Empty without both dates.
    """
    if event.start is None or event.end is None:
        return ""
    span = published_span(article)
    first, last = span.earliest, span.latest
    if span.choices:
        return pgettext("between two dates", " or ").join(day_in_words(day, event) for day in span.choices)
    if first and last:
        return day_in_words(first, event) if first == last else _range_in_words(first, last, event)
    if first:
        return _("%(day)s or later") % {"day": day_in_words(first, event)}
    return _("%(day)s or earlier") % {"day": day_in_words(last, event)} if last else ""


def _range_in_words(first: date, last: date, event: Event) -> str:
    start, end = offset(first, event), offset(last, event)
    if start > 0 and end <= MOST_DAYS:
        return _("%(first)d to %(last)d days after") % {"first": start, "last": end}
    if end < 0 and -start <= MOST_DAYS:
        return _("%(first)d to %(last)d days before") % {"first": -end, "last": -start}
    ends = {"first": day_in_words(first, event), "last": day_in_words(last, event)}
    if ends["first"] == ends["last"]:
        return ends["first"]
    return _("between %(first)s and %(last)s") % ends


def day_in_words(day: date, event: Event) -> str:
    """“about 3 months before”, “3 days before”, “the day before”, “day 2”, “a week after”: against the nearer end."""
    days = offset(day, event)
    if not days:
        return day_of_meeting(day, event)
    if abs(days) == 1:
        return _("the day before") if days < 0 else _("the day after")
    if abs(days) == 7:
        return _("a week before") if days < 0 else _("a week after")
    if abs(days) > MOST_DAYS:
        return _far_in_words(days)
    if days < 0:
        return ngettext("%(days)d day before", "%(days)d days before", -days) % {"days": -days}
    return ngettext("%(days)d day after", "%(days)d days after", days) % {"days": days}


def _far_in_words(days: int) -> str:
    months = round(abs(days) / _DAYS_OF_MONTH)
    if months < 24:
        if days < 0:
            return ngettext("about %(months)d month before", "about %(months)d months before", months) % {
                "months": months
            }
        return ngettext("about %(months)d month after", "about %(months)d months after", months) % {"months": months}
    years = round(abs(days) / _DAYS_OF_YEAR)
    if days < 0:
        return ngettext("about %(years)d year before", "about %(years)d years before", years) % {"years": years}
    return ngettext("about %(years)d year after", "about %(years)d years after", years) % {"years": years}


def day_of_meeting(day: date, event: Event) -> str:
    """“the day itself” of a meeting of one day, else “day 2”."""
    if event.start == event.end:
        return _("the day itself")
    return _("day %(number)d") % {"number": (day - event.start).days + 1}


def offset(day: date, event: Event) -> int:
    """Days to the first day of the meeting (negative), or from its last; 0 within it."""
    if day < event.start:
        return -(event.start - day).days
    return max((day - event.end).days, 0)
