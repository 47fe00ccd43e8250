"""How the time for a new question grows with the number of articles, as SVG: a panel a kind, both axes logarithmic."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import floor, log10
from statistics import median
from typing import Any

from tests.bench.search_questions import Kind
from tests.bench.search_report import LABELS

Points = list[tuple[float, float]]

_PANEL_WIDTH, _PANEL_HEIGHT = 250, 210
_LEFT, _TOP, _GAP = 46, 30, 44
_COLOURS = {"ours": "#b3261e", "tantivy": "#1b5e8a", "fts5": "#4b7a28", "shipped": "#6b6b6b"}
_HITS = "#b0a890"
_STYLE = "text{font:11px sans-serif;fill:#333}.title{font-weight:bold}.grid{stroke:#ddd;stroke-width:1}"


class _Scale:
    """From a value to a pixel, by its logarithm; whole powers of ten at either end."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self._low = floor(log10(min(values)))
        self._high = max(-floor(-log10(max(values))), self._low + 1)
        self._start, self._end = start, end

    def __call__(self, value: float) -> float:
        share = (log10(value) - self._low) / (self._high - self._low)
        return round(self._start + share * (self._end - self._start), 1)

    @property
    def tens(self) -> list[float]:
        return [10.0**power for power in range(self._low, self._high + 1)]


def chart(results: Sequence[dict[str, Any]]) -> str:
    """Median milliseconds over articles for each contestant; dashed, the hits, each a thousandth of a millisecond."""
    curves = {kind: _curves(results, kind) for kind in Kind}
    measured = [points for of_kind in curves.values() for name, points in of_kind.items() if name != "hits"]
    times = [time for points in measured for _, time in points]
    x = _Scale([result["articles"] for result in results], 0, _PANEL_WIDTH - 20)
    y = _Scale(times, _PANEL_HEIGHT - 50, 0)
    columns = 3
    width = _LEFT + columns * (_PANEL_WIDTH + _GAP)
    height = -(-len(curves) // columns) * _PANEL_HEIGHT + _TOP + 10
    panels = [
        f'<g transform="translate({_LEFT + number % columns * (_PANEL_WIDTH + _GAP)},'
        f'{_TOP + 20 + number // columns * _PANEL_HEIGHT})">{_panel(kind, curves[kind], x, y)}</g>'
        for number, kind in enumerate(curves)
    ]
    what = "Median milliseconds of a new question, by number of articles"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="what"><title id="what">{what}</title>'
        f'<style>{_STYLE}</style><rect width="100%" height="100%" fill="#fff"/>'
        f"{_legend(results)}{''.join(panels)}</svg>\n"
    )


def _curves(results: Sequence[dict[str, Any]], kind: Kind) -> dict[str, Points]:
    """For each contestant `(articles, milliseconds)`, and under "hits" the median hits scaled to the same axis."""
    curves: dict[str, Points] = {}
    for result in sorted(results, key=lambda result: result["articles"]):
        for name, measured in result["contestants"].items():
            new = measured["kinds"][kind]["new"]
            curves.setdefault(name, []).append((result["articles"], median(new["ms"])))
            if name == "ours" and median(new["totals"]):
                curves.setdefault("hits", []).append((result["articles"], median(new["totals"]) / 1000))
    return curves


def _panel(kind: Kind, curves: dict[str, Points], x: _Scale, y: _Scale) -> str:
    parts = [f'<text class="title" x="0" y="-8">{escape(kind)}</text>']
    right, bottom = x(x.tens[-1]), y(y.tens[0])
    for time in y.tens:
        parts.append(f'<path class="grid" d="M0 {y(time)}H{right}"/>')
        parts.append(f'<text x="-6" y="{y(time) + 4}" text-anchor="end">{time:g}</text>')
    for articles in x.tens:
        parts.append(f'<path class="grid" d="M{x(articles)} {bottom}V{y(y.tens[-1])}"/>')
        parts.append(f'<text x="{x(articles)}" y="{bottom + 15}" text-anchor="middle">{articles:,.0f}</text>')
    for name, points in curves.items():
        # The hits may be fewer than the axis has room for.
        line = "L".join(f"{x(articles)} {y(time)}" for articles, time in points if time >= y.tens[0])
        look = f'stroke="{_COLOURS.get(name, _HITS)}"' + (' stroke-dasharray="4 3"' if name == "hits" else "")
        if line:
            parts.append(f'<path d="M{line}" fill="none" stroke-width="2" {look}/>')
        if name != "hits":
            dots = (f'<circle cx="{x(a)}" cy="{y(time)}" r="2.5" fill="{_COLOURS[name]}"/>' for a, time in points)
            parts.extend(dots)
    return "".join(parts)


def _legend(results: Sequence[dict[str, Any]]) -> str:
    names = [name for name in _COLOURS if any(name in result["contestants"] for result in results)]
    labels = [(LABELS[name], _COLOURS[name], "") for name in names]
    labels.append(("hits ÷ 1,000", _HITS, ' stroke-dasharray="4 3"'))
    parts = [f'<text x="{_LEFT}" y="18">Milliseconds by number of articles:</text>']
    for number, (label, colour, dashes) in enumerate(labels):
        left = _LEFT + 215 + 110 * number
        parts.append(f'<path d="M{left} 14h18" stroke="{colour}" stroke-width="2"{dashes}/>')
        parts.append(f'<text x="{left + 24}" y="18">{escape(label)}</text>')
    return "".join(parts)
