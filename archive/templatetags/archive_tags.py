"""How the archive says phases, dates and titles, on every page alike."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from archive.edtf import EdtfError, in_words, parse_edtf
from archive.views import charts

register = template.Library()

PHASES = ("before", "during", "after", "undetermined")


@register.simple_tag
def phase_badge(phase: str, event: object = None) -> SafeString:
    """A phase as sign and word, with the summit's label where one is given (an event, or the label itself).

    A phase the archive does not know gives nothing.
    """
    if phase not in PHASES:
        return SafeString()
    label = getattr(event, "short_name", event) or ""
    word = "Phase undetermined" if phase == "undetermined" else phase.capitalize()
    joint = ": " if label and phase == "undetermined" else " " if label else ""
    return format_html(
        '<span class="phase {}"><svg aria-hidden="true"><use href="#i-{}"/></svg>{}{}{}</span>',
        phase, phase, word, joint, label,
    )  # fmt: skip


@register.simple_tag
def article_date(article: object) -> SafeString:
    """When an article was published, in words; an uncertain date is drawn as one.

    Takes an article, anything else with `published_edtf`, or the EDTF value itself.
    """
    edtf = str(getattr(article, "published_edtf", article) or "")
    if not edtf:
        return format_html('<span class="muted">no date known</span>')
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
        '<span class="sr"> (uncertain date)</span>',
        sign, words,
    )  # fmt: skip


@register.simple_tag
def article_title(article: object) -> SafeString:
    """The title; one the archive devised stands in grey square brackets."""
    if getattr(article, "title_is_devised", False):
        return format_html('<span class="devised">[</span>{}<span class="devised">]</span>', article.title)
    return format_html("{}", article.title)


@register.filter
def edtf_words(value: str) -> str:
    """An EDTF value as a reader says it; what cannot be read is left as it is."""
    try:
        return in_words(str(value)) if value else ""
    except EdtfError:
        return str(value)


@register.filter
def language_name(code: str) -> str:
    """The English name of an ISO 639-1 language; a code nobody named is left as it is."""
    try:
        return get_language_info(code)["name"] if code else ""
    except KeyError:
        return code


@register.inclusion_tag("_phase_bar.html")
def phase_bar(counts: object, widest: int) -> dict[str, object]:
    """A bar of before, during and after from the left edge; `widest` is the largest total of the list it stands in."""
    return {"bars": charts.stacked(charts.PhaseCounts.of(counts), widest)}


@register.inclusion_tag("_phase_balance.html")
def phase_balance(counts: object, widest: int) -> dict[str, object]:
    """A bar of before and after either side of the summit's line; `widest` is the largest half of the list."""
    return {"bars": charts.balanced(charts.PhaseCounts.of(counts), widest)}
