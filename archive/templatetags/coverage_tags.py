"""The parts of the chart of coverage over time, as SVG and as a table, and bars of phases in lists.

A template that makes them out of variables takes several times as long as all the rest of the page.
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.models import Person
from archive.models.addresses import address_of
from archive.search.timeline import Bar, Summit
from archive.templatetags.archive_tags import phase_bar
from archive.views import charts
from archive.views.lists import Row
from archive.views.months import PHASES, Chart, Flag
from archive.views.tallying import Tallied

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """A number as the reader's language writes it: 12,345."""
    return str(number) if abs(number) < 1000 else number_format(number, force_grouping=True)


@register.simple_tag
def summit_flags(chart: Chart) -> SafeString:
    """A tick on the axis for each summit, and a flag with its number or name where there is room."""
    return format_html_join("", "{}", ((_flag(flag, chart.plain.base),) for flag in chart.flags))


def _flag(flag: Flag, base: int) -> SafeString:
    tick = format_html('<line class="flag" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', flag.x, flag.x, base, base + 6)
    if not flag.y:
        return tick
    turned = format_html(' text-anchor="{}"', "end") if flag.is_flipped else ""
    name = format_html('<tspan class="strong">{}</tspan>', flag.summit.name)
    if flag.number:
        name = format_html(
            '<tspan class="strong">{}</tspan><tspan class="wide"> {}</tspan>', flag.number, flag.summit.name
        )
    return format_html(
        '{}<line class="flag{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
        '<a{} href="{}" tabindex="-1"><text x="{}%" dx="{}" y="{}"{}>{}</text></a>',
        tick, "" if flag.number else " wide", flag.x, flag.x, flag.y - 10, base,
        "" if flag.number else format_html(' class="{}"', "wide"), flag.summit.address,
        flag.x, -4 if flag.is_flipped else 4, flag.y, turned, name,
    )  # fmt: skip


@register.simple_tag
def phase_rows(chart: Chart) -> SafeString:
    """The same as rows of a table, those with summits in them too."""
    return _phase_rows(chart, get_language())


@lru_cache(maxsize=64)  # charts: those of the first pages are drawn again for every reader
def _phase_rows(chart: Chart, _language: str) -> SafeString:
    number = '<td class="num">{}</td>'
    return format_html_join("", f'<tr><th scope="row">{{}}</th>{number * 5}<td>{{}}</td></tr>', map(_cells, chart.rows))


def _cells(bar: Bar) -> tuple[SafeString | str, ...]:
    label = format_html('<a href="{}" rel="nofollow">{}</a>', bar.address, bar.label) if bar.certain else bar.label
    counts = {part.name: part.count for part in bar.segments}
    phases = (grouped(counts.get(phase, 0)) for phase in PHASES)
    return label, *phases, grouped(bar.certain), _summits(bar.summits) if bar.summits else ""


@register.simple_tag
def doubt_rows(chart: Chart) -> SafeString:
    """The uncertain dates as rows of the same table."""
    return format_html_join(
        "",
        '<tr><th scope="row" colspan="5"><a href="{}" rel="nofollow">{}</a></th><td class="num">{}</td><td></td></tr>',
        ((line.address, line.label, grouped(line.count)) for line in chart.plain.lines),
    )


def _summits(summits: tuple[Summit, ...]) -> SafeString:
    return format_html_join(", ", '<a href="{}">{}</a>', ((summit.address, summit.name) for summit in summits))


@register.simple_tag
def phase_cells(row: Row, widest: int, parameter: str, value: str, name: str) -> SafeString:
    """The cells of a record in a list: before, during, after, their bar, and all; each count leads to its articles.

    `parameter` and `value` find them in the search. `row` has `phases` and a `count`.
    """
    search = f"{address_of('search')}?{urlencode({parameter: value})}"
    counts = row.phases
    cells = ((_count(getattr(counts, phase), f"{search}&phase={phase}", name, phase),) for phase in charts.PHASES)
    return format_html(
        '{}<td class="c-bar" aria-hidden="true">{}</td><td class="num c-total">{}</td>',
        format_html_join("", '<td class="num">{}</td>', cells),
        phase_bar(counts, widest),
        _count(row.count, search, name),
    )


@register.simple_tag
def subject_count(row: Row) -> SafeString:
    """Of how many articles a person in a list is the subject, leading to these."""
    return _count(row.facts.subject_count, subject_url(row), row.record.name, "subject")


@register.simple_tag
def subject_url(person: Person | Row) -> str:
    """The search for the articles about a person."""
    return f"{address_of('search')}?{urlencode({'q': f'subject:{person.slug}'})}"


@register.simple_tag
def mentioned_url(person: Person) -> str:
    """The search for the articles that name a person and are about something else."""
    return f"{address_of('search')}?{urlencode({'person': person.slug, 'q': f'-subject:{person.slug}'})}"


def _count(count: int, address: str, name: str, of: str = "") -> SafeString:
    if not count:
        return format_html('<span class="muted">{}</span>', 0)
    words = {
        "before": _("before a summit"),
        "during": _("during a summit"),
        "after": _("after a summit"),
        "subject": _("subject of the article"),
    }
    told = f"{name}, {words.get(of) or _('all articles')}"
    return format_html(
        '<a class="plain" href="{}" rel="nofollow">{}<span class="sr"> · {}</span></a>', address, grouped(count), told
    )


@register.simple_tag
def counted_line(each: Tallied, widest: int, **parameters: str) -> SafeString:
    """An item of a list of records: its name, the bar of its phases, and the count, which leads to these articles."""
    phases = each.phases
    told = _("%(before)s before, %(during)s during, %(after)s after a summit") % {
        phase: grouped(getattr(phases, phase)) for phase in charts.PHASES
    }
    return format_html(
        '<li><a class="plain" href="{}">{}</a>{}<span class="sr">{}</span>'
        '<a class="plain num" href="{}" rel="nofollow">{}<span class="sr"> · {}</span></a></li>',
        each.record.get_absolute_url(), each.record.name, phase_bar(phases, widest), told,
        f"{address_of('search')}?{urlencode(parameters)}", grouped(each.count), each.record.name,
    )  # fmt: skip


@register.simple_tag
def summit_cells(event: object, longest_arm: float) -> SafeString:
    """The cells of a summit in a table: before, during, after, their balance, and all; counts lead to their articles.

    `event` has the counts; `longest_arm` is that of the table, see `charts.balanced`.
    """
    search = f"{address_of('search')}?{urlencode({'event': event.slug})}"
    told = {"before": _("before %(summit)s"), "during": _("during %(summit)s"), "after": _("after %(summit)s")}
    cells = (
        (_linked(getattr(event, phase), f"{search}&phase={phase}", words % {"summit": event.short_name}),)
        for phase, words in told.items()
    )
    return format_html(
        '{}<td class="c-bar" aria-hidden="true">{}</td><td class="num c-total">{}</td>',
        format_html_join("", '<td class="num">{}</td>', cells),
        balance_bar(charts.PhaseCounts.of(event), longest_arm) if event.article_count else "",
        _linked(event.article_count, search, event.short_name),
    )


def _linked(count: int, address: str, words: str) -> SafeString:
    if not count:
        return format_html('<span class="muted">{}</span>', 0)
    return format_html('<a class="plain" href="{}">{}<span class="sr"> {}</span></a>', address, grouped(count), words)


def balance_bar(counts: charts.PhaseCounts, longest_arm: float) -> SafeString:
    """During across the middle line, before left of it and after right of it."""
    bars = format_html_join(
        "",
        '<rect class="bar {}" x="{}%" y="{}" width="{}%" height="{}"/>',
        (
            (bar.phase, bar.x, *((4, bar.width, 14) if bar.phase == "during" else (6, bar.width, 10)))
            for bar in charts.balanced(counts, longest_arm)
        ),
    )
    return format_html(
        '<svg class="chart balance" height="22" aria-hidden="true">{}'
        '<line class="flag" x1="50%" x2="50%" y1="-6" y2="28"/></svg>',
        bars,
    )
