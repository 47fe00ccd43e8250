"""The network of a person as SVG: lines first, then dots with their names, each a link."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from archive.models import Person
from archive.models.addresses import address_of
from archive.templatetags.coverage_tags import grouped
from archive.views.network import Link, Network, Node

register = template.Library()


@register.simple_tag
def both_url(one: Person, other: Person) -> str:
    """The search for articles that name both."""
    return f"{address_of('search')}?{urlencode({'person': one.slug, 'q': f'person:{other.slug}'})}"


@register.simple_tag
def network_lines(network: Network) -> SafeString:
    return format_html("{}{}", _lines(network.links, "link"), _lines(network.spokes, "spoke"))


def _lines(links: Iterable[Link], kind: str) -> SafeString:
    return format_html_join(
        "",
        '<line class="{}" x1="{}%" y1="{}" x2="{}%" y2="{}" stroke-width="{}"><title>{}</title></line>',
        ((kind, each.x1, each.y1, each.x2, each.y2, each.width, _told(each)) for each in links),
    )


def _told(link: Link) -> str:
    articles = ngettext("%(number)s article", "%(number)s articles", link.count) % {"number": grouped(link.count)}
    return f"{link.first.name}, {link.second.name}: {articles}"


@register.simple_tag
def network_nodes(network: Network) -> SafeString:
    """The neighbours as links to their pages; the person in the middle is the page itself."""
    centre = network.centre
    return format_html(
        '<circle class="dot here" cx="{}%" cy="{}" r="{}"/><text class="strong" x="{}%" y="{}" dy="{}" '
        'text-anchor="middle">{}</text>{}',
        centre.x, centre.y, centre.radius, centre.x, centre.y, centre.dy, centre.person.name,
        format_html_join("", "{}", ((_node(node),) for node in network.nodes)),
    )  # fmt: skip


def _node(node: Node) -> SafeString:
    return format_html(
        '<a href="{}" tabindex="-1"><circle class="dot" cx="{}%" cy="{}" r="{}"/>'
        '<text x="{}%" y="{}" dx="{}" dy="{}" text-anchor="{}">{} <tspan class="count">{}</tspan></text></a>',
        node.person.get_absolute_url(), node.x, node.y, node.radius,
        node.x, node.y, node.dx, node.dy, node.anchor, node.person.name, grouped(node.count),
    )  # fmt: skip
