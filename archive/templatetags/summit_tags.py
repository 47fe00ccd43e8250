"""The many small parts of a summit's page: days, people and words, each a bar or a row that leads to its articles.

A template that makes them out of variables takes several times as long as all the rest of the page.
"""

from __future__ import annotations

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive.models import Event
from archive.models.addresses import address_of
from archive.search.search_indexes import UNKNOWN
from archive.templatetags.archive_tags import COLON, edtf_words, phase_badge
from archive.templatetags.coverage_tags import grouped
from archive.views.coverage import Matrix, MatrixCell, MatrixRow
from archive.views.days import HEIGHT, DayChart
from archive.views.figures import NamedInPhase
from archive.views.words import Marked, MarkedPart, Words

register = template.Library()


@register.simple_tag
def day_bars(chart: DayChart) -> SafeString:
    """A bar for each day with articles, a link over its full height; the table says the same to the keyboard."""
    return format_html_join(
        "",
        '<a href="{}" rel="nofollow" tabindex="-1"><title>{}, {}{}{}</title>'
        '<rect class="reach" x="{}%" y="{}" width="{}%" height="{}"/>'
        '<rect class="bar {}" x="{}%" y="{}" width="{}%" height="{}"/></a>',
        (
            (
                day.address, edtf_words(day.day.isoformat()), day.label, COLON, grouped(day.count),
                day.x, chart.top, day.width, HEIGHT,
                day.phase, day.x, day.y, day.width, day.height,
            )
            for day in chart.days
        ),
    )  # fmt: skip


@register.simple_tag
def day_rows(chart: DayChart) -> SafeString:
    return format_html_join(
        "",
        '<tr><th scope="row"><a href="{}" rel="nofollow">{}</a></th><td>{}</td><td class="num">{}</td></tr>',
        ((day.address, edtf_words(day.day.isoformat()), day.label, grouped(day.count)) for day in chart.days),
    )


@register.simple_tag
def named_lines(part: NamedInPhase, event: Event) -> SafeString:
    """The people of a phase: name, bar, and the count, which leads to these articles."""
    search = f"{address_of('search')}?{urlencode({'event': event.slug, 'phase': part.phase})}"
    return format_html_join(
        "",
        '<li><a class="plain" href="{}">{}</a>{}<a class="plain num" href="{}" rel="nofollow">{}'
        '<span class="sr"> · {}</span></a></li>',
        (
            (
                each.person.get_absolute_url(), each.person.name, _bar(part.phase, each.width),
                f"{search}&{urlencode({'person': each.person.slug})}", grouped(each.count), each.person.name,
            )
            for each in part.people
        ),
    )  # fmt: skip


@register.simple_tag
def word_lines(part: MarkedPart) -> SafeString:
    """The words of a phase: the word, which leads to its passages, its bar, and how often it stands there."""
    return format_html_join(
        "",
        '<li><a class="{}" href="{}" rel="nofollow">{}</a>{}<span>{}×</span></li>',
        (
            (_manner(each), each.address, each.word, _bar(part.value, each.width), grouped(each.count))
            for each in part.words
        ),
    )


@register.simple_tag
def word_links(part: MarkedPart) -> SafeString:
    """The words of a source in a line."""
    return format_html_join(
        "",
        '<a class="{}" href="{}" rel="nofollow">{} <span class="muted">{}×</span></a>',
        ((_manner(each), each.address, each.word, grouped(each.count)) for each in part.words),
    )


def _manner(word: Marked) -> str:
    return "plain" if word.is_sure else "plain unsure"


@register.simple_tag
def word_rows(words: Words) -> SafeString:
    """All words with all their counts, those of phases first."""
    return format_html_join(
        "",
        '<tr><th scope="row">{}</th><td>{}</td>'
        '<td class="num">{}</td><td class="num">{}</td><td class="num">{}</td><td class="num">{}</td></tr>',
        (
            (
                each.word, part.name or phase_badge(part.value),
                grouped(each.count), grouped(each.articles), grouped(each.rest), number_format(each.z, 1),
            )
            for part in (*words.phases, *words.sources)
            for each in part.words
        ),
    )  # fmt: skip


@register.simple_tag
def source_rows(matrix: Matrix, event: Event) -> SafeString:
    """A row for each source; a cell leads to its articles about the event in that phase, an empty one says so."""
    return format_html_join("", "{}", ((_source_row(row, event),) for row in matrix.rows))


def _source_row(row: MatrixRow, event: Event) -> SafeString:
    slug = row.record.slug if row.record else UNKNOWN
    search = f"{address_of('search')}?{urlencode({'event': event.slug, 'source': slug})}"
    name: SafeString | str = _("source unknown")
    if row.record:
        name = format_html('<a class="plain" href="{}">{}</a>', row.record.get_absolute_url(), row.record.name)
    return format_html(
        '<tr><th scope="row">{}</th>{}<td class="num"><a class="plain" href="{}" rel="nofollow">{}</a></td></tr>',
        name, format_html_join("", "{}", ((_cell(cell, search),) for cell in row.cells)), search, grouped(row.total),
    )  # fmt: skip


def _cell(cell: MatrixCell, search: str) -> SafeString:
    if not cell.count:
        none = pgettext("no articles", "none")
        return format_html('<td class="cell {} none"><span>{}</span></td>', cell.phase, none)
    return format_html(
        '<td class="cell {} {}"><a href="{}" rel="nofollow">{}</a></td>',
        cell.phase, cell.weight, f"{search}&phase={cell.phase}", grouped(cell.count),
    )  # fmt: skip


def _bar(phase: str, width: float) -> SafeString:
    return format_html(
        '<svg class="chart" height="12" aria-hidden="true">'
        '<rect class="bar {}" x="0" y="1" width="{}%" height="10"/></svg>',
        phase, width,
    )  # fmt: skip
