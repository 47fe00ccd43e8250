"""How the archive says phases, dates and titles, on every page alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from archive import annotating
from archive.date_words import day_alone, day_and_month, in_words, short_day, short_day_and_month, whole_day
from archive.edtf import EdtfError, parse_edtf
from archive.languages import language_name
from archive.models.addresses import address_of
from archive.rights import permitted, shown_of
from archive.views import charts
from archive.views.countries import COUNTRIES

register = template.Library()

COLON = pgettext_lazy("punctuation", ": ")

register.filter(whole_day)

PHASES = ("before", "during", "after", "undetermined")


@register.simple_tag
def phase_badge(phase: str, event: object = None, *, short: bool = False) -> SafeString:
    """A phase as sign and word, with the summit's label where one is given (an event, or the label itself).

    `short` is for the heads of narrow columns. A phase the archive does not know gives nothing.
    """
    if phase not in PHASES:
        return SafeString()
    return _badge(phase, str(getattr(event, "short_name", event) or ""), short, get_language())


@lru_cache(maxsize=10_000)
def _badge(phase: str, label: str, short: bool, _language: str) -> SafeString:
    words = _phase_of(label)[phase] if label else _phase_words(short)[phase]
    return format_html(
        '<span class="phase {}"><svg aria-hidden="true"><use href="#i-{}"/></svg>{}</span>', phase, phase, words
    )


def _phase_words(short: bool) -> dict[str, str]:
    return {
        "before": pgettext("phase", "Before"),
        "during": pgettext("phase", "During"),
        "after": pgettext("phase", "After"),
        "undetermined": pgettext("phase", "Unclear") if short else pgettext("phase", "Phase undetermined"),
    }


def _phase_of(summit: str) -> dict[str, str]:
    words = {
        "before": pgettext("phase", "Before %(summit)s"),
        "during": pgettext("phase", "During %(summit)s"),
        "after": pgettext("phase", "After %(summit)s"),
        "undetermined": pgettext("phase", "Phase undetermined: %(summit)s"),
    }
    return {phase: each % {"summit": summit} for phase, each in words.items()}


@register.simple_tag
def article_date(article: object) -> SafeString:
    """When an article was published, in words; an uncertain date is drawn as one.

    Takes an article, anything else with `published_edtf`, or the EDTF value itself.
    """
    edtf = str(getattr(article, "published_edtf", article) or "")
    return _date(edtf, get_language()) if edtf else format_html('<span class="muted">{}</span>', _("no date known"))


@lru_cache(maxsize=10_000)
def _date(edtf: str, _language: str) -> SafeString:
    try:
        span = parse_edtf(edtf)
    except EdtfError:
        return format_html('<span class="uncertain">{}</span>', edtf)
    words = in_words(edtf)
    if span.is_day and span.earliest and not edtf.endswith(("~", "?", "%")):
        return format_html('<time datetime="{}">{}</time>', span.earliest.isoformat(), words)
    sign = "span" if span.earliest and span.latest else "open"
    return format_html(
        '<span class="uncertain"><svg aria-hidden="true"><use href="#i-{}"/></svg>{}</span>'
        '<span class="sr"> ({})</span>',
        sign, words, _("uncertain date"),
    )  # fmt: skip


@register.simple_tag
def article_title(article: object, pieces: Iterable[tuple[str, bool]] = ()) -> SafeString:
    """The title; one the archive devised stands in grey square brackets.

    `pieces` of it, each with whether it is a match, are marked; not in a title whose letters run both ways.
    """
    title = annotating.isolated(article.title)
    if pieces and title == escape(article.title):
        title = format_html_join("", "{}", ((_piece(text, is_match),) for text, is_match in pieces))
    if getattr(article, "title_is_devised", False):
        return format_html('<span class="devised">[</span>{}<span class="devised">]</span>', title)
    return title


def _piece(text: str, is_match: bool) -> SafeString:
    return format_html("<mark>{}</mark>" if is_match else "{}", text)


@register.filter
def isolated(words: object) -> SafeString:
    """A title or name within a line, whose letters may run from right to left."""
    return annotating.isolated(words)


@register.filter
def isolated_text(words: object) -> str:
    """The same in the title of a window."""
    return annotating.isolated_text(words)


@register.filter
def opening(article: Any) -> str:
    """What readers may see of the beginning of a text that was fetched with its article; empty where none was."""
    beginning = getattr(article, "opening", "")
    return permitted(beginning, shown_of(article)) if beginning else ""


@register.filter
def edtf_words(value: str) -> str:
    """An EDTF value as a reader says it; what cannot be read is left as it is."""
    try:
        return in_words(str(value)) if value else ""
    except EdtfError:
        return str(value)


@register.filter
def tenure_words(held: str) -> str:
    """When an office was held: “2012 to 2024”, “since 7 May 2012” (`/..`), “from 2013, end not known” (`/`)."""
    start, slash, end = held.partition("/")
    words = {"start": edtf_words(start), "end": edtf_words(end)}
    if not slash:
        return words["start"]
    if not end:
        return pgettext("an office", "from %(start)s, end not known") % words
    if end == "..":
        return pgettext("an office", "since %(start)s") % words
    if start in ("", ".."):
        return pgettext("an office", "until %(end)s") % words
    return pgettext("an office", "%(start)s to %(end)s") % words


@register.filter
def country_name(code: str) -> str:
    return COUNTRIES.get(code, code)


@register.filter
def event_days(event: object, width: str = "") -> str:
    """The days of a meeting: “16 July 2018”, “7–8 July 2017”, “30 November – 1 December 2018”; empty where unknown.

    `short` shortens the months.
    """
    first, last = getattr(event, "start", None), getattr(event, "end", None)
    if not isinstance(first, date) or not isinstance(last, date):
        return ""
    return _days(first, last, width == "short", get_language())


@lru_cache(maxsize=10_000)
def _days(first: date, last: date, is_short: bool, _language: str) -> str:
    whole, without_year = (short_day, short_day_and_month) if is_short else (whole_day, day_and_month)
    end = whole(last)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return pgettext("days of one month", "%(first)s–%(last)s") % {"first": day_alone(first), "last": end}
    start = without_year(first) if first.year == last.year else whole(first)
    return pgettext("days of two months", "%(first)s – %(last)s") % {"first": start, "last": end}


@register.simple_tag
def search_url(**parameters: object) -> str:
    """The search with these parameters; those without a value are left out."""
    given = {name: value for name, value in parameters.items() if value not in ("", None)}
    return f"{address_of('search')}?{urlencode(given, doseq=True)}" if given else address_of("search")


@register.filter
def language_in_words(code: str) -> str:
    """The name of an ISO 639-1 language; a code nobody named is left as it is."""
    return language_name(code) or code if code else ""


@register.simple_tag
def lang(code: str) -> SafeString | str:
    """The attribute of what is written in another language than the page; nothing where that is not known."""
    return format_html(' lang="{}"', code) if code and code != get_language() else ""


@register.simple_tag
def phase_bar(counts: object, widest: int) -> SafeString:
    """A bar of before, during, after and the rest from the left; `widest` is the largest total of its list."""
    bars = format_html_join(
        "",
        '<rect class="bar {}" x="{}%" y="1" width="{}%" height="10"/>',
        ((bar.phase, bar.x, bar.width) for bar in charts.stacked(charts.PhaseCounts.of(counts), widest)),
    )
    return format_html('<svg class="chart" height="12" aria-hidden="true">{}</svg>', bars)
