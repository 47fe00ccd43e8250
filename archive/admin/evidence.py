"""How evidence reads on a curator's page: quotations, provenance, differences. All of it escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.admin.changes import label
from archive.ingest.fields import GROUPS
from archive.ingest.sentences import split_sentences
from archive.models import Article

BREAK = format_html("{}<br>", "")
_UNSAID = ("blocks", "provenance")  # of a difference: long, or said elsewhere
QUOTATION_REACH = 160  # code points kept on either side of the words, where a sentence is long


def quotation(text: str, start: int, end: int) -> SafeString:
    """The sentence around `text[start:end]`, these words marked, with dots where a long sentence was cut."""
    first, last = _sentence_around(text, start, end)
    before, after = max(first, start - QUOTATION_REACH), min(last, end + QUOTATION_REACH)
    if before > first:  # no word is cut in two, unless there is but one
        before = text.find(" ", before, start) + 1 or before
    if after < last:
        cut = text.rfind(" ", end, after)
        after = cut if cut >= 0 else after
    return format_html(
        "{}{}<mark>{}</mark>{}{}",
        "… " if before > first else "",
        text[before:start],
        text[start:end],
        text[end:after],
        " …" if after < last else "",
    )


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Half-open, and never wider than the paragraph; from the first to the last sentence that the words touch."""
    first = text.rfind("\n\n", 0, start)
    first = 0 if first < 0 else first + 2
    last = text.find("\n\n", end)
    paragraph = text[first : len(text) if last < 0 else last]
    touched = [one for one in split_sentences(paragraph) if one.start < end - first and start - first < one.end]
    if not touched:
        return start, end
    return min(start, first + touched[0].start), max(end, first + touched[-1].end)


def quotations(text: str, spans: Sequence[Sequence[int]], limit: int = 2) -> SafeString:
    """The first `limit` spans of `text` as quotations, and how many more there are. Spans outside the text are told."""
    inside = [span for span in spans if 0 <= span[0] < span[1] <= len(text)]
    lost = len(spans) - len(inside)
    lines = [quotation(text, start, end) for start, end in inside[:limit]]
    if len(inside) > limit:
        lines.append(_("and %(number)d more") % {"number": len(inside) - limit})
    if lost:
        lines.append(_("%(number)d outside the text") % {"number": lost})
    return format_html_join(BREAK, "{}", ((line,) for line in lines))


def link_quotations(link: object, limit: int = 2) -> SafeString:
    """The quotations of a link (an appearance or a coverage): from the title first, then from the body."""
    article = link.article
    parts = [
        quotations(article.title, link.title_spans, 1),
        quotations(article.body, link.spans, limit),
    ]
    return format_html_join(BREAK, "{}", ((part,) for part in parts if part))


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> SafeString:
    """A plain table; an empty string where there are no rows."""
    body = format_html_join("", "<tr>{}</tr>", ((format_html_join("", "<td>{}</td>", zip(row)),) for row in rows))
    if not body:
        return SafeString()
    head = format_html_join("", '<th scope="col">{}</th>', zip(headings))
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, body)


def provenance_table(provenance: Mapping[str, Mapping[str, str]]) -> SafeString:
    """Where each field came from, by which rule, and the words it rests on."""
    return table(
        (_("Field"), _("Origin"), _("Rule"), _("Words")),
        (
            (label(Article, GROUPS[name][0]), said.get("origin", ""), said.get("rule", ""), said.get("evidence", ""))
            for name, said in sorted(provenance.items())
        ),
    )


def differences_table(differences: Mapping[str, Mapping[str, object]]) -> SafeString:
    """What the machine would now say instead of what a curator set: for each field the values of its columns."""
    return table(
        (_("Field"), _("The machine would now say")),
        (
            (
                _("links") if name == "links" else label(Article, GROUPS[name][0] if name in GROUPS else name),
                ", ".join(
                    f"{_column(column)}: {value}" for column, value in said.items() if value and column not in _UNSAID
                ),
            )
            for name, said in sorted(differences.items())
        ),
    )


def _column(name: str) -> str:
    """What people call a column; what is no column is a link's or a block's words, and stays."""
    columns = {field.attname for field in Article._meta.concrete_fields} | {
        field.name for field in Article._meta.fields
    }
    return label(Article, name) if name in columns else name
