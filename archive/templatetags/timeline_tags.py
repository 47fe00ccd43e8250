"""The parts of the timeline beside those of every chart over time: bars by phase, meetings, and rows of its table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from archive.search.meetings import CountedMeetings, Drawn, Lanes
from archive.search.timeline import Bar, Timeline
from archive.templatetags.archive_tags import COLON
from archive.templatetags.search_tags import thousands
from archive.views.timeline_chart import Row

register = template.Library()

_REMEMBERED = 64  # charts: those of the first pages are drawn again for every reader
_PHASES = ("before", "during", "after", "undetermined")


@register.simple_tag
def phase_bars(timeline: Timeline) -> SafeString:
    """The bars that are not empty, by phase, each a link over its full height that says how many it stands for."""
    return _phase_bars(timeline, get_language())


@lru_cache(maxsize=_REMEMBERED)
def _phase_bars(timeline: Timeline, _language: str) -> SafeString:
    height = timeline.base - timeline.top
    shown = (bar for bar in timeline.bars if bar.certain or bar.possible)
    return format_html_join("", "{}", ((_bar(bar, timeline.top, height),) for bar in shown))


def _bar(bar: Bar, top: int, height: int) -> SafeString:
    segments = format_html_join(
        "",
        '<rect class="bar {}" y="{}" width="100%" height="{}"/>',
        ((part.name, part.y, part.height) for part in bar.segments),
    )
    return format_html(
        '<a href="{}" rel="nofollow" tabindex="-1"><title>{}</title>'
        '<svg x="{}%" width="{}%"><rect class="reach" y="{}" width="100%" height="{}"/>{}</svg></a>',
        bar.address, _words(bar), bar.x, bar.width, top, height, segments,
    )  # fmt: skip


def _words(bar: Bar) -> str:
    certain = ngettext("%(count)s article", "%(count)s articles", bar.certain) % {"count": thousands(bar.certain)}
    if not bar.possible:
        return f"{bar.label}{COLON}{certain}"
    perhaps = gettext("and %(count)s perhaps") % {"count": thousands(bar.possible)}
    return f"{bar.label}{COLON}{certain}, {perhaps}"


@register.simple_tag
def met_days(lanes: Lanes, timeline: Timeline) -> SafeString:
    """The days of meetings as a ground behind the bars."""
    held = (each for each in lanes.drawn if each.meeting.status == "held")
    height = timeline.base - timeline.top
    return format_html_join(
        "",
        '<rect class="met" x="{}%" y="{}" width="{}%" height="{}"/>',
        ((each.x, timeline.top, each.width, height) for each in held),
    )


@register.simple_tag
def meeting_lanes(lanes: Lanes) -> SafeString:
    """Each meeting with its days, drawn as held, planned or cancelled, and its name beside it."""
    return format_html_join("", "{}", ((_meeting(each),) for each in lanes.drawn))


def _meeting(each: Drawn) -> SafeString:
    return format_html(
        '<a href="{}" tabindex="-1"><title>{}</title><rect class="meeting {}" x="{}%" y="{}" width="{}%" height="10"/>'
        '<text class="mid {}" x="{}%" dx="{}" y="{}"{}>{}</text></a>',
        each.meeting.address, each.meeting.words, each.meeting.status, each.x, each.y + 4, each.width,
        each.meeting.status, each.name_x, -5 if each.is_flipped else 5, each.y + 13,
        format_html(' text-anchor="{}"', "end") if each.is_flipped else "", each.meeting.name,
    )  # fmt: skip


@register.simple_tag
def meeting_bars(meetings: Iterable[tuple[CountedMeetings, str]]) -> SafeString:
    """How many meetings there were, hanging from the line above, each bar a link."""
    return format_html_join("", "{}", ((_counted(*each),) for each in meetings))


def _counted(counted: CountedMeetings, address: str) -> SafeString:
    parts = format_html_join(
        "",
        '<rect class="meeting {}" x="{}%" y="{}" width="{}%" height="{}"/>',
        ((status, counted.x, y, counted.width, height) for status, y, height in counted.parts),
    )
    words = ngettext("%(count)s meeting", "%(count)s meetings", counted.count) % {"count": counted.count}
    return format_html('<a href="{}" tabindex="-1"><title>{}</title>{}</a>', address, words, parts)


@register.simple_tag
def timeline_rows(rows: Iterable[Row], has_meetings: bool = True) -> SafeString:
    """The same numbers as rows of a table, each with a link to the search for its articles."""
    return format_html_join("\n", "<tr>{}</tr>", ((_cells(row, has_meetings),) for row in rows))


def _cells(row: Row, has_meetings: bool) -> SafeString:
    name = format_html('<a href="{}">{}</a>', row.address, row.bar.label) if row.address else row.bar.label
    counts = [row.phases.get(phase, 0) for phase in _PHASES] + [row.bar.certain, row.bar.possible]
    cells = format_html_join("", '<td class="num">{}</td>', ((thousands(count),) for count in counts))
    found = ""
    if row.found:
        found = format_html('<a href="{}" rel="nofollow">{}</a>', row.search, thousands(row.found))
    meetings = format_html('<td class="num">{}</td>', thousands(row.meetings)) if has_meetings else ""
    return format_html('<th scope="row">{}</th>{}{}<td class="num">{}</td>', name, meetings, cells, found)
