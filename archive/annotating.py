"""Body and spans in, safe linked HTML out. The only place that builds the HTML of an article.

Spans are half-open code-point offsets into the body. Everything that comes from a text, a name or an address goes
through `format_html`, so no markup of a source ever reaches a page.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

_GAP = re.compile(r"\s*(?:…|\[…\]|\.\.\.|\n)\s*")  # what joins the pieces of a quotation with something left out
# Letters written from right to left, and the characters that turn the order of letters around.
_TURNS = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
_OPENS_ISOLATE, _CLOSES_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_NOT_IN_SCRIPTS = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
_SHORTEST_PIECE = 8  # code points: a shorter piece would be found anywhere


@dataclass(frozen=True)
class Mention:
    """Words of the body that name a record: they become a link to it.

    With an `anchor`, a card on the page tells of the record: the element `about-ANCHOR`, and `about-ANCHOR-what` in it.
    """

    start: int
    end: int
    url: str
    label: str
    kind: str = "person"
    is_proposed: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Evidence:
    """Words of the body that a date or phase rests on; `letter` ties them to their note in the margin."""

    start: int
    end: int
    letter: str
    phase: str = ""


SpanT = TypeVar("SpanT", Mention, Evidence)


@dataclass(frozen=True)
class AnnotatedParagraph:
    """One unit of the body: its number, its safe HTML, and what stands beside it.

    `letters` are those of its notes, `named` the anchors of the records that are linked here for the first time.
    """

    number: str
    html: SafeString
    letters: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass
class _Highlight:
    """Evidence that overlaps is one highlight with several letters."""

    start: int
    end: int
    phase: str
    letters: list[str] = field(default_factory=list)


def annotate(
    body: str,
    paragraphs: Iterable[tuple[str, str, int]],
    mentions: Iterable[Mention] = (),
    evidence: Iterable[Evidence] = (),
    matches: Iterable[tuple[int, int]] = (),
) -> list[AnnotatedParagraph]:
    """Link the mentions and mark the evidence and the matches of a search in each paragraph `(number, text, start)`.

    The n-th match, counted from 1, begins at `#match-n`. Matches are in order and do not overlap.

    Of overlapping mentions the longest is linked, among equals the first. A span that crosses the border of a
    paragraph is clipped to each; one that lies outside the body is ignored.
    """
    links = _longest_first(_within(mentions, len(body)))
    highlights = _widened(_merged(_within(evidence, len(body))), links)
    words = _Words(body, matches)
    annotated = []
    lettered: set[str] = set()
    named: set[str] = set()
    for number, text, start in paragraphs:
        end = start + len(text)
        inside = [mark for mark in highlights if mark.start < end and mark.end > start]
        html, letters = _marked(words, start, end, inside, links, lettered)
        anchors = dict.fromkeys(link.anchor for link in links if link.start < end and link.end > start and link.anchor)
        new = tuple(anchor for anchor in anchors if anchor not in named)
        named.update(new)
        annotated.append(AnnotatedParagraph(number, html, letters, new))
    return annotated


def linked_title(title: str, mentions: Iterable[Mention]) -> SafeString:
    """A title with its mentions linked, their spans being offsets into it."""
    return isolated(title) if _TURNS.search(title) else annotate(title, [("", title, 0)], mentions)[0].html


def isolated(text: object) -> SafeString:
    """A title or name within a line of ours: whatever order its letters have, that of the others stays."""
    words = str(text)
    return format_html("<bdi>{}</bdi>", _balanced(words)) if _TURNS.search(words) else escape(words)


def isolated_text(text: object) -> str:
    """The same where no markup may stand, as in the title of a window."""
    words = str(text)
    return f"\u2068{_balanced(words)}\u2069" if _TURNS.search(words) else words


class _Json(str):
    """JSON in which no character could end the element that it stands in."""

    __slots__ = ()

    def __html__(self) -> str:
        return self.translate(_NOT_IN_SCRIPTS)


def data_block(data: Mapping[str, Any]) -> SafeString:
    """Data for programs (JSON-LD). A browser runs nothing of it, so that no policy has to allow it."""
    return format_html('<script type="application/ld+json">{}</script>', _Json(json.dumps(data, ensure_ascii=False)))


def _balanced(words: str) -> str:
    """Words without the marks that would close an isolation which they did not open."""
    kept, depth = [], 0
    for letter in words:
        if letter == _CLOSES_ISOLATE and depth == 0:
            continue
        depth += (letter in _OPENS_ISOLATE) - (letter == _CLOSES_ISOLATE)
        kept.append(letter)
    return "".join(kept)


def find_quotation(body: str, quotation: str) -> list[tuple[int, int]]:
    """Where the words of a quotation stand in the body; each piece of one with omissions by itself.

    Nothing where they do not stand there word for word: evidence may come from a byline or from the title.
    """
    words = quotation.strip().strip("“”\"'").strip()
    if not words:
        return []
    at = body.find(words)
    if at >= 0:
        return [(at, at + len(words))]
    found, searched = [], 0
    for piece in _GAP.split(words):
        at = body.find(piece, searched) if len(piece) >= _SHORTEST_PIECE else -1
        if at >= 0:
            searched = at + len(piece)
            found.append((at, searched))
    return found


def _within(spans: Iterable[SpanT], length: int) -> list[SpanT]:
    return [span for span in spans if 0 <= span.start < span.end <= length]


def _longest_first(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda span: (span.start - span.end, span.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda span: span.start)


def _merged(evidence: Sequence[Evidence]) -> list[_Highlight]:
    """Evidence in the order of the text, what overlaps put together; the earlier one's phase colours it."""
    highlights: list[_Highlight] = []
    for span in sorted(evidence, key=lambda span: (span.start, -span.end, span.letter)):
        if highlights and span.start < highlights[-1].end:
            last = highlights[-1]
            last.end = max(last.end, span.end)
            last.phase = last.phase or span.phase
            if span.letter not in last.letters:
                last.letters.append(span.letter)
        else:
            highlights.append(_Highlight(span.start, span.end, span.phase, [span.letter]))
    return highlights


def _widened(highlights: list[_Highlight], links: Sequence[Mention]) -> list[_Highlight]:
    """A highlight that ends inside a link takes the whole link in, so that marks nest."""
    kept: list[_Highlight] = []
    for mark in highlights:
        for link in links:
            if link.start < mark.start < link.end or link.start < mark.end < link.end:
                mark.start, mark.end = min(mark.start, link.start), max(mark.end, link.end)
        if kept and mark.start < kept[-1].end:
            kept[-1].end = max(kept[-1].end, mark.end)
            kept[-1].letters += [letter for letter in mark.letters if letter not in kept[-1].letters]
        else:
            kept.append(mark)
    return kept


class _Words:
    """The body with the matches of a search in it."""

    def __init__(self, body: str, matches: Iterable[tuple[int, int]]) -> None:
        self._body = body
        self._matches = [(start, end) for start, end in matches if 0 <= start < end <= len(body)]
        self._starts = [start for start, _ in self._matches]

    def html(self, start: int, end: int) -> SafeString:
        """The words from start to end; a match that began before goes on without an anchor of its own."""
        pieces, at = [], start
        for number in range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end)):
            first, last = max(self._matches[number][0], start), min(self._matches[number][1], end)
            if first >= last:
                continue
            is_start = first == self._matches[number][0]
            pieces.append(escape(self._body[at:first]))
            mark = '<mark id="match-{}">{}</mark>' if is_start else "<mark>{1}</mark>"
            pieces.append(format_html(mark, number + 1, self._body[first:last]))
            at = last
        pieces.append(escape(self._body[at:end]))
        return format_html_join("", "{}", ((piece,) for piece in pieces))


def _marked(
    words: _Words, start: int, end: int, highlights: Sequence[_Highlight], links: Sequence[Mention], lettered: set[str]
) -> tuple[SafeString, tuple[str, ...]]:
    """The text from start to end with highlights around their words, links inside and outside of them.

    A letter is printed once, after the first words it stands for; `lettered` holds those that are.
    """
    pieces: list[SafeString] = []
    letters: list[str] = []
    at = start
    for mark in highlights:
        first, last = max(mark.start, start), min(mark.end, end)
        new = [letter for letter in mark.letters if letter not in lettered]
        lettered.update(new)
        letters += new
        pieces.append(_linked(words, at, first, links))
        pieces.append(
            format_html(
                '<span class="key {}">{}</span>{}',
                mark.phase or "date",
                _linked(words, first, last, links),
                format_html_join("", _LETTER, ((letter,) * 4 for letter in new)),
            )
        )
        at = last
    pieces.append(_linked(words, at, end, links))
    return format_html_join("", "{}", ((piece,) for piece in pieces)), tuple(letters)


_LETTER = '<sup><a id="key-{}" href="#note-{}" aria-label="Evidence {}">{}</a></sup>'


def _linked(words: _Words, start: int, end: int, links: Sequence[Mention]) -> SafeString:
    pieces, at = [], start
    for link in links:
        first, last = max(link.start, start), min(link.end, end)
        if first >= last:
            continue
        pieces.append(words.html(at, first))
        pieces.append(
            format_html(
                '<a class="mention {}{}" href="{}"{}>{}</a>',
                link.kind, " proposed" if link.is_proposed else "", link.url, _told(link), words.html(first, last),
            )
        )  # fmt: skip
        at = last
    pieces.append(words.html(at, end))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _told(link: Mention) -> SafeString:
    """What the words name: on its card, or where there is none in a title."""
    if link.anchor:
        return format_html(' data-card="about-{}" aria-describedby="about-{}-what"', link.anchor, link.anchor)
    return format_html(' title="{}{}"', link.label, " (proposed)" if link.is_proposed else "")
