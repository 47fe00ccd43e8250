"""What the search page has many of: ticks, marked words, people. Those of its chart are `chart_tags`.

A template that makes them out of variables takes several times as long as all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from archive.models.addresses import address_of
from archive.search.engine.snippets import Piece
from archive.search.facets import Choice
from archive.search.hits import Shown
from archive.templatetags.archive_tags import phase_badge

register = template.Library()

_PEOPLE = 4  # of an article
_REMEMBERED = 10_000  # ticks, counts; a page has two hundred, and the next one mostly the same


@register.filter
def thousands(number: int) -> SafeString:
    """A number as the reader writes it: 12,345."""
    return _thousands(number, get_language())


@lru_cache(maxsize=_REMEMBERED)
def _thousands(number: int, _language: str) -> SafeString:
    return SafeString(number_format(number, force_grouping=True))


@register.simple_tag
def ticks(facet: str, choices: Iterable[Choice]) -> SafeString:
    """A checkbox for each value of a facet, and how many articles one would see with it.

    By its id a box that has the focus keeps it when the page updates in place.
    """
    language = get_language()
    return format_html_join(
        "\n",
        '{}<span class="n"><span class="sr">, </span>{}</span></label>',
        (
            (_tick(facet, each.value, each.label, each.is_selected, language), _articles(each.count, language))
            for each in choices
        ),
    )


@lru_cache(maxsize=_REMEMBERED)
def _tick(facet: str, value: str, label: str, is_selected: bool, _language: str) -> SafeString:
    return format_html(
        '<label class="tick"><input type="checkbox" id="tick-{}-{}" name="{}" value="{}"{}><span>{}</span>',
        facet, value, facet, value, " checked" if is_selected else "", facet == "phase" and phase_badge(value) or label,
    )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def _articles(count: int, _language: str) -> SafeString:
    return format_html('{}<span class="sr"> {}</span>', thousands(count), ngettext("article", "articles", count))


@register.simple_tag
def values(rows: Iterable[tuple[Choice, str]]) -> SafeString:
    """An item for each value of a facet, with the parameters of the search that has it, or has it no longer."""
    search = address_of("search")
    return format_html_join("\n", "{}", ((_value(search + address, choice),) for choice, address in rows))


def _value(address: str, choice: Choice) -> SafeString:
    link = format_html('<a href="{}" rel="nofollow">{}</a>', address, choice.label)
    if choice.is_selected:
        take_back = gettext("Take back")
        link = format_html(
            '<a href="{}" rel="nofollow" aria-current="true"><span class="sr">{} </span>{}</a>',
            address, take_back, choice.label,
        )  # fmt: skip
    return format_html('<li>{} <span class="n">{}</span></li>', link, _articles(choice.count, get_language()))


@register.simple_tag
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Pieces of a text, matches marked."""
    return format_html_join("", "{}", ((_piece(*piece),) for piece in pieces))


def _piece(text: str, is_match: bool) -> SafeString | str:
    return format_html("<mark>{}</mark>", text) if is_match else text


@register.simple_tag
def people(shown: Sequence[Shown]) -> SafeString:
    """The first people of an article, each a link, and how many more there are."""
    last = len(shown[:_PEOPLE]) - 1
    links = ((_person(person, number < last),) for number, person in enumerate(shown[:_PEOPLE]))
    more = len(shown) - _PEOPLE
    words = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
    others = format_html('<span class="keep">{}</span>', words) if more > 0 else ""
    return format_html("{}{}", format_html_join("", "{} ", links), others)


@lru_cache(maxsize=_REMEMBERED)
def _person(person: Shown, is_followed: bool) -> SafeString:
    comma = "," if is_followed else ""
    return format_html(
        '<span class="keep"><a class="plain" href="{}">{}</a>{}</span>', person.address, person.name, comma
    )
