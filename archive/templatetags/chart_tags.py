"""The parts of the chart over time, as SVG and as a table. What is a number there is written as the archive does."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.search.timeline import Bar, Flag, Line, Timeline
from archive.templatetags.archive_tags import COLON
from archive.templatetags.search_tags import thousands

register = template.Library()


@register.simple_tag
def bars(timeline: Timeline) -> SafeString:
    """The bars of the chart that are not empty, each a link over its full height that says how many it stands for."""
    return format_html_join(
        "", "{}", ((_bar(bar, timeline.top),) for bar in timeline.bars if bar.certain or bar.possible)
    )


def _bar(bar: Bar, top: int) -> SafeString:
    perhaps = gettext(", and %(count)s perhaps") % {"count": thousands(bar.possible)} if bar.possible else ""
    certain = format_html(
        '<rect class="bar count" x="{}%" y="{}" width="{}%" height="{}"/>', bar.x, bar.y, bar.width, bar.height
    )
    return format_html(
        '<a href="{}" rel="nofollow" tabindex="-1"><title>{}{}{}{}</title>'
        '<rect class="reach" x="{}%" y="{}" width="{}%" height="72"/>{}</a>',
        bar.address, bar.label, COLON, thousands(bar.certain), perhaps,
        bar.x, top, bar.width, certain if bar.certain else "",
    )  # fmt: skip


@register.simple_tag
def flags(timeline: Timeline) -> SafeString:
    """A tick on the axis for each summit, and a flag with its name where there is room."""
    return format_html_join(
        "", "{}{}", ((_name(flag, timeline.base), _tick(flag, timeline.base)) for flag in timeline.flags)
    )


def _tick(flag: Flag, base: int) -> SafeString:
    return format_html('<line class="flag" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', flag.x, flag.x, base, base + 6)


def _name(flag: Flag, base: int) -> SafeString | str:
    if not flag.y:
        return ""
    turned = format_html(' text-anchor="{}"', "end") if flag.is_flipped else ""
    return format_html(
        '<line class="flag mid" x1="{}%" x2="{}%" y1="{}" y2="{}"/><a class="mid" href="{}" tabindex="-1">'
        '<text class="strong" x="{}%" dx="{}" y="{}"{}>{}</text></a>',
        flag.x, flag.x, flag.y - 10, base, flag.summit.address,
        flag.x, -4 if flag.is_flipped else 4, flag.y, turned, flag.summit.name,
    )  # fmt: skip


@register.simple_tag
def lines(timeline: Timeline) -> SafeString:
    """The uncertain dates below the axis, each a link; an end that is known has a mark."""
    return format_html_join("", "{}", ((_line(line),) for line in timeline.lines))


def _line(line: Line) -> SafeString:
    count = format_html(
        '<text x="{}%" y="{}" text-anchor="middle">{}</text>', line.middle, line.y + 4, thousands(line.count)
    )
    return format_html(
        '<a href="{}" rel="nofollow" tabindex="-1"><title>{}{}{}</title>'
        '<line class="doubt" x1="{}%" x2="{}%" y1="{}" y2="{}"/>{}{}{}</a>',
        line.address, line.label, COLON, thousands(line.count), line.x1, line.x2, line.y, line.y,
        _end(line.x1, line.y) if line.has_start else "", _end(line.x2, line.y) if line.has_end else "",
        count if line.count > 1 else "",
    )  # fmt: skip


def _end(x: float, y: int) -> SafeString:
    return format_html('<line class="end" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', x, x, y - 4, y + 4)


@register.simple_tag
def bar_rows(timeline: Timeline) -> SafeString:
    """The same as rows of a table, those with summits in them too."""
    return format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td><td>{}</td></tr>',
        ((_label(bar), thousands(bar.certain), thousands(bar.possible), _summits(bar)) for bar in timeline.rows),
    )


def _label(bar: Bar) -> SafeString | str:
    if not (bar.certain or bar.possible):
        return bar.label
    return format_html('<a href="{}" rel="nofollow">{}</a>', bar.address, bar.label)


def _summits(bar: Bar) -> SafeString:
    return format_html_join(", ", '<a href="{}">{}</a>', ((summit.address, summit.name) for summit in bar.summits))
