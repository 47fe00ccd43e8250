"""What the search page has hundreds of: ticks, marked words, the bars and rows of its chart.

A template that makes them out of variables takes several times as long as all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.search.engine.snippets import Piece
from archive.search.facets import Choice
from archive.search.timeline import Bar, Timeline
from archive.templatetags.archive_tags import phase_badge

register = template.Library()

_REMEMBERED = 10_000  # ticks, counts; a page has two hundred, and the next one mostly the same


@register.filter
def thousands(number: int) -> str:
    """A number as the archive writes it: 12,345."""
    return f"{number:,}"


@register.simple_tag
def ticks(facet: str, choices: Iterable[Choice]) -> SafeString:
    """A checkbox for each value of a facet, and how many articles one would see with it."""
    rows = ((_tick(facet, each.value, each.label, each.is_selected), _count(each.count)) for each in choices)
    return format_html_join("\n", "{}{}</label>", rows)


@lru_cache(maxsize=_REMEMBERED)
def _tick(facet: str, value: str, label: str, is_selected: bool) -> SafeString:
    return format_html(
        '<label class="tick"><input type="checkbox" name="{}" value="{}"{}><span>{}</span>',
        facet, value, " checked" if is_selected else "", facet == "phase" and phase_badge(value) or label,
    )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def _count(count: int) -> SafeString:
    return format_html(
        '<span class="n"><span class="sr">, </span>{}<span class="sr"> article{}</span></span>',
        thousands(count), "" if count == 1 else "s",
    )  # fmt: skip


@register.simple_tag
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Pieces of a text, matches marked."""
    return format_html_join("", "{}", ((_piece(*piece),) for piece in pieces))


def _piece(text: str, is_match: bool) -> SafeString | str:
    return format_html("<mark>{}</mark>", text) if is_match else text


@register.simple_tag
def bars(timeline: Timeline) -> SafeString:
    """The bars of the chart that are not empty, each a link over its full height that says how many it stands for."""
    return format_html_join(
        "", "{}", ((_bar(bar, timeline.top),) for bar in timeline.bars if bar.certain or bar.possible)
    )


def _bar(bar: Bar, top: int) -> SafeString:
    perhaps = f", and {bar.possible:,} perhaps" if bar.possible else ""
    certain = format_html(
        '<rect class="bar count" x="{}%" y="{}" width="{}%" height="{}"/>', bar.x, bar.y, bar.width, bar.height
    )
    return format_html(
        '<a href="{}" rel="nofollow" tabindex="-1"><title>{}: {}{}</title>'
        '<rect class="reach" x="{}%" y="{}" width="{}%" height="72"/>{}</a>',
        bar.address, bar.label, thousands(bar.certain), perhaps, bar.x, top, bar.width, certain if bar.certain else "",
    )  # fmt: skip


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
