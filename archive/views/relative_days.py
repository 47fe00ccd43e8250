"""The day of an article against the days of a summit: in words for a column, in signs where there is little room."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Article, Event


def relative_day(article: Article, event: Event) -> str:
    """The article's day or span against the event's days: “−4 d”, “day 2”, “+1 to +3 d”, “from +1 d”.

    Days before are counted to the first day of the meeting, days after from its last. Empty without both dates.
    """
    if event.start is None or event.end is None:
        return ""
    first, last = article.published_earliest, article.published_latest
    if first and last:
        start, end = _signed(first, event), _signed(last, event)
        if first == last:
            return _("%(days)s d") % {"days": start} if start else day_of_meeting(first, event)
        return _("%(first)s to %(last)s d") % {"first": start or "0", "last": end or "0"}
    if first:
        return _("from %(days)s d") % {"days": _signed(first, event) or "0"}
    return _("until %(days)s d") % {"days": _signed(last, event) or "0"} if last else ""


def relative_words(article: Article, event: Event) -> str:
    """The same in words: “3 days before”, “the day”, “a week after”, “2 days before to 4 days after”.

    Empty without both dates.
    """
    if event.start is None or event.end is None:
        return ""
    first, last = article.published_earliest, article.published_latest
    if first and last:
        if first == last:
            return day_in_words(first, event)
        start, end = offset(first, event), offset(last, event)
        if start > 0:
            return _("%(first)d to %(last)d days after") % {"first": start, "last": end}
        if end < 0:
            return _("%(first)d to %(last)d days before") % {"first": -start, "last": -end}
        return _("%(first)s to %(last)s") % {"first": day_in_words(first, event), "last": day_in_words(last, event)}
    if first:
        return _("from %(day)s on") % {"day": day_in_words(first, event)}
    return _("until %(day)s") % {"day": day_in_words(last, event)} if last else ""


def day_in_words(day: date, event: Event) -> str:
    """“3 days before”, “the day before”, “the day”, “day 2”, “a week after”: against the nearer end of the meeting."""
    days = offset(day, event)
    if not days:
        return day_of_meeting(day, event)
    if abs(days) == 1:
        return _("the day before") if days < 0 else _("the day after")
    if abs(days) == 7:
        return _("a week before") if days < 0 else _("a week after")
    if days < 0:
        return ngettext("%(days)d day before", "%(days)d days before", -days) % {"days": -days}
    return ngettext("%(days)d day after", "%(days)d days after", days) % {"days": days}


def day_of_meeting(day: date, event: Event) -> str:
    """“the day” of a meeting of one day, else “day 2”."""
    if event.start == event.end:
        return _("the day")
    return _("day %(number)d") % {"number": (day - event.start).days + 1}


def offset(day: date, event: Event) -> int:
    """Days to the first day of the meeting (negative), or from its last; 0 within it."""
    if day < event.start:
        return -(event.start - day).days
    return max((day - event.end).days, 0)


def _signed(day: date, event: Event) -> str:
    days = offset(day, event)
    return f"−{-days}" if days < 0 else f"+{days}" if days else ""
