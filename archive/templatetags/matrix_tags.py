"""The rows of a table of summits against phases, each cell a search of its own."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Event
from archive.models.addresses import address_of
from archive.templatetags.coverage_tags import grouped
from archive.views.coverage import Matrix, MatrixCell, MatrixRow

register = template.Library()


@register.simple_tag
def matrix_rows(matrix: Matrix, **choices: str) -> SafeString:
    """A row for each summit; a cell leads to its articles among those with the `choices`, an empty one says so."""
    return format_html_join("", "{}", ((_row(row, choices),) for row in matrix.rows))


def _row(row: MatrixRow, choices: Mapping[str, str]) -> SafeString:
    event = row.record
    address = f"{address_of('search')}?{urlencode({'event': event.slug, **choices})}"
    told = {"before": _("before"), "during": _("during"), "after": _("after")}
    cells = ((_cell(each, address, event, told.get(each.phase, _("unclear"))),) for each in row.cells)
    return format_html(
        '<tr><th scope="row"><a class="plain" href="{}">{}</a></th>{}<td class="num">{}</td></tr>',
        event.get_absolute_url(), event.short_name, format_html_join("", "{}", cells), grouped(row.total),
    )  # fmt: skip


def _cell(cell: MatrixCell, address: str, event: Event, told: str) -> SafeString:
    if not cell.count:
        return format_html('<td class="cell {} none"><span>{}</span></td>', cell.phase, _("none"))
    return format_html(
        '<td class="cell {} {}"><a href="{}&amp;phase={}" rel="nofollow">{}<span class="sr"> · {}, {}</span></a></td>',
        cell.phase, cell.weight, address, cell.phase, grouped(cell.count), event.short_name, told,
    )  # fmt: skip
