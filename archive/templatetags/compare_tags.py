"""The parts of a comparison of which there are many: pieces of two versions, and bars either side of a line."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.collating import ONLY_A, ONLY_B, Paragraph, Piece
from archive.templatetags.search_tags import thousands
from archive.views.compared import Row

register = template.Library()


@register.simple_tag
def pieces(paragraph: Paragraph) -> SafeString:
    """A paragraph of two versions: what only the first has as deleted, what only the second has as inserted."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in paragraph))


def _piece(piece: Piece) -> SafeString | str:
    if piece.kind == ONLY_A:
        return format_html('<del><span class="sr"> [{} </span>{}<span class="sr">] </span></del>',
                           gettext("only in the first:"), piece.text)  # fmt: skip
    if piece.kind == ONLY_B:
        return format_html('<ins><span class="sr"> [{} </span>{}<span class="sr">] </span></ins>',
                           gettext("only in the second:"), piece.text)  # fmt: skip
    return piece.text


@register.simple_tag
def butterfly(row: Row) -> SafeString:
    """The counts of both sides as bars that touch in the middle."""
    left = format_html('<rect class="bar count" x="{}%" y="3" width="{}%" height="10"/>', row.a_x, row.a_width)
    right = format_html('<rect class="bar other" x="50%" y="3" width="{}%" height="10"/>', row.b_width)
    return format_html(
        '<svg class="chart" height="16" aria-hidden="true">{}{}'
        '<line class="flag" x1="50%" x2="50%" y1="-6" y2="22"/></svg>',
        left if row.a else "", right if row.b else "",
    )  # fmt: skip


@register.simple_tag
def side_count(count: int, address: str) -> SafeString:
    """A number that leads to what it counts; nothing is a muted nought."""
    if not count:
        return format_html('<span class="muted">{}</span>', 0)
    return format_html('<a class="plain" href="{}" rel="nofollow">{}</a>', address, thousands(count))
