"""Where on a page the article stands: prose attracts, furniture repels, the run with the highest sum is the article.

The weights are words: a paragraph counts as many as it has, up to a limit, and furniture takes words away.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.ingest import bylines
from archive.ingest.lists import BULLET
from archive.ingest.marked import STARTS_AS_TEXT, Line
from archive.ingest.words import vocabulary

MAX_PULL = 60  # a paragraph counts for no more words
ALONE_SHARE = 0.5  # of its words count for a short paragraph without another beside it: a teaser, perhaps
ALONE_WORDS = 45
PUSH = {
    "comment-form": -45,
    "footer": -30,
    "notice": -20,
    "author-note": -20,
    "widget": -4,
    "dateline": -10,
    "navigation": -10,
    "related-link": -8,
    "credit": -1,
    "caption": -1,
    "list-item": 0,
    "quotation": 0,
}
PUSH_RULE = {
    "poll": -40,
    "newsletter": -6,
    "cookies": -20,
    "teaser-under-related": -16,
    "advertisement": -1,
    "rate": -15,
    "reply-link": -15,
}
PUSH_OTHER = -4
PUSH_SHORT, PUSH_WORD = -4, -7
_PASSED_OVER = ("caption", "credit", "widget", "list-item", "quotation")

CANDIDATES = 4  # runs that are compared
HEAD_LINES = 14  # above a run are looked at
SIGNED_SHARE, HEADED_SHARE = 1, 1  # of a run's sum are added for a date or signature, and for a headline, above it
HEADLINE_STEMS, HEADLINE_SHARE = 3, 0.6  # longer words a headline has at least, and their share that the text takes up

_COMMENTED = 60  # words of prose above a line that opens the comments


def article_run(lines: Sequence[Line]) -> tuple[int, int]:
    """Half-open range of the article's lines: the best run, ended where the comments begin."""
    first, last = _likeliest(lines, _best_runs(pulls(lines)))
    last = _before_comments(lines, first, last)
    while last < len(lines) and _is_last_word(lines[last]):
        last += 1
    return first, last


def pulls(lines: Sequence[Line]) -> list[int]:
    """How strongly each line pulls the article towards it (in words) or away."""
    beside = dense(lines)
    return [_pull(line, beside[i]) for i, line in enumerate(lines)]


def dense(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is prose with other prose right above or below; pictures and share bars do not part."""
    found = [False] * len(lines)
    previous: int | None = None
    for i, line in enumerate(lines):
        if line.is_prose:
            if previous is not None:
                found[previous] = found[i] = True
            previous = i
        elif line.kind not in _PASSED_OVER and not BULLET.match(line.piece.text):
            previous = None
    return found


def _pull(line: Line, is_dense: bool) -> int:
    words = line.piece.words
    if line.kind:
        return PUSH_RULE.get(line.rule, PUSH.get(line.kind, PUSH_OTHER))
    if line.is_prose:
        return min(words, MAX_PULL) if is_dense or words >= ALONE_WORDS else int(words * ALONE_SHARE)
    if BULLET.match(line.piece.text):
        return 0
    return PUSH_SHORT if words > 2 or line.piece.ends_sentence else PUSH_WORD


def _best_runs(weights: Sequence[int]) -> list[tuple[int, int, int]]:
    """Sum and half-open range of the run with the highest sum (Kadane's algorithm), and of the best ones beside it."""
    rest = list(weights)
    found = []
    for _ in range(CANDIDATES):
        best = (0, 0, 0)
        total = start = 0
        for i, weight in enumerate(rest):
            if total <= 0:
                total, start = 0, i
            total += weight
            if total > best[0]:
                best = (total, start, i + 1)
        found.append(best)
        rest[best[1] : best[2]] = [-(10**6)] * (best[2] - best[1])
    return found


def _likeliest(lines: Sequence[Line], runs: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Of several runs the one with the most text; a date or signature above and a headline it takes up add to it."""

    def weight(run: tuple[int, int, int]) -> float:
        total, first, last = run
        above = lines[max(0, first - HEAD_LINES) : first]
        is_signed = any(line.kind in ("dateline", "byline") or bylines.read_signed(line.piece.text) for line in above)
        return total * (1 + SIGNED_SHARE * is_signed + HEADED_SHARE * _is_headed(above, lines[first:last]))

    best = max(runs, key=weight)
    return best[1], best[2]


def _is_headed(above: Sequence[Line], run: Sequence[Line]) -> bool:
    """Whether a line like a headline stands above whose words the text takes up."""
    said = vocabulary(run)
    return any(
        len(found) >= HEADLINE_STEMS and len(found & said) >= HEADLINE_SHARE * len(found)
        for found in (line.piece.stems for line in above if 3 <= line.piece.words <= 30)
    )


def _before_comments(lines: Sequence[Line], first: int, last: int) -> int:
    words = 0
    for i in range(first, last):
        if lines[i].rule == "comment-form" and words >= _COMMENTED:
            return i
        words += lines[i].piece.words if lines[i].is_prose else 0
    return last


def _is_last_word(line: Line) -> bool:
    """A short statement right under the text: too short to pull, and still its end."""
    is_statement = line.piece.ends_sentence and not line.piece.text.endswith("?")
    return not line.kind and is_statement and line.piece.words >= 3 and bool(STARTS_AS_TEXT.match(line.piece.text))
