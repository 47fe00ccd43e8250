"""What the search benchmark measured, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from tests.bench.search_questions import Kind

LABELS = {"ours": "ours", "tantivy": "Tantivy", "fts5": "FTS5", "shipped": "as shipped"}

Result = dict[str, Any]


def report(result: Result) -> str:
    """One section for one size."""
    clock = "" if result["clock"] == "wall" else ", by the processor’s clock"
    parts = [f"### {result['articles']:,} articles{clock}", *_tables(result), "\n".join(_sentences(result))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _tables(result: Result) -> Iterator[str]:
    contestants = result["contestants"]
    yield "Best twenty, total and five facets: median milliseconds, new / repeated."
    ratios = [("tantivy", "ours ÷ Tantivy"), ("fts5", "ours ÷ FTS5"), ("shipped", "as shipped ÷ ours")]
    shown = [(name, label) for name, label in ratios if {name, "ours"} <= set(contestants)]
    rows = []
    for kind in Kind:
        taken = {name: _medians(contestants[name], kind) for name in contestants}
        rows.append([kind, f"{_hits(contestants, kind):,.0f}", *(_pair(taken[name]) for name in contestants)])
        for name, _ in shown:
            over, under = (taken[name], taken["ours"]) if name == "shipped" else (taken["ours"], taken[name])
            rows[-1].append(" / ".join(_number(over[at] / under[at]) for at in (0, 1)))
    yield _table(["question", "hits", *map(LABELS.__getitem__, contestants), *(label for _, label in shown)], rows)
    yield "With twenty snippets, ours as the page has it (ten facets, rows of the database): median milliseconds, new."
    rows = [
        [kind, *(_number(median(one["kinds"][kind]["whole"]["ms"])) for one in contestants.values())] for kind in Kind
    ]
    yield _table(["question", *map(LABELS.__getitem__, contestants)], rows)
    yield "Build, size, memory and the first answer of a new process."
    yield _table(["", *map(LABELS.__getitem__, contestants)], list(_rest(result)))


def _rest(result: Result) -> Iterator[list[str]]:
    measured = list(result["contestants"].values())
    articles = result["articles"]
    yield ["indexed, articles a second", *(f"{articles / one['build']['seconds']:,.0f}" for one in measured)]
    yield ["index, MB", *(f"{one['build']['bytes'] / 1e6:,.1f}" for one in measured)]
    yield ["memory after all questions, MB", *(f"{one['memory'] / 1e6:,.0f}" for one in measured)]
    yield ["first answer, ms", *(_number(one["first_ms"]) for one in measured)]


def _sentences(result: Result) -> Iterator[str]:
    if pages := result.get("pages"):
        for name, label in (("plain", "no facet ticked"), ("ticked", "three facets ticked")):
            new, repeated = pages[f"{name} new"], pages[f"{name} repeated"]
            yield (
                f"* Whole search page, {label}: {_number(median(new))} ms new, {_number(median(repeated))} ms repeated "
                f"(medians of {len(new)})."
            )
    if "by_two" in result:
        one, two = result["contestants"]["ours"]["build"]["seconds"], result["by_two"]
        yield (
            f"* Indexed by two processes: {_number(result['articles'] / two)} articles a second, "
            f"{_number(one / two)} times what one does."
        )
    if edits := result.get("edits"):
        yield (
            f"* An edited article is found {_number(median(edits))} ms after the index’s task begins "
            f"(median of {len(edits)}; the longest {_number(max(edits))} ms)."
        )
    yield from _cut_short(result)
    yield _comparison(result["contestants"])


def _cut_short(result: Result) -> Iterator[str]:
    """Who was asked fewer questions than the others, since time was over."""
    most = max(len(one["kinds"][kind]["new"]["ms"]) for one in result["contestants"].values() for kind in Kind)
    for name, one in result["contestants"].items():
        fewer = {kind: len(one["kinds"][kind]["new"]["ms"]) for kind in Kind}
        if min(fewer.values()) < most:
            counts = ", ".join(f"{kind} {count}" for kind, count in fewer.items() if count < most)
            yield f"* Questions asked of {LABELS[name]}, where fewer than {most}: {counts}."


def _comparison(contestants: Result) -> str:
    """Whether totals and facets are the same, question by question."""
    compared, different = 0, []
    for kind in Kind:
        for how, fields in (("new", ("totals", "sums")), ("whole", ("totals",))):
            answers = {name: one["kinds"][kind][how] for name, one in contestants.items()}
            for number in range(max(len(answer["totals"]) for answer in answers.values())):
                found = {
                    name: [answer[field][number] for field in fields]
                    for name, answer in answers.items()
                    if number < len(answer["totals"])
                }
                compared += len(found) > 1
                if any(values != next(iter(found.values())) for values in found.values()):
                    different.append(f"{kind} {number + 1}, {how}: {found}")
    if not different:
        return f"* Totals, and of new questions all facets, are the same for all: {compared:,} questions compared."
    return f"* {len(different)} of {compared:,} answers differ: {'; '.join(different[:5])}."


def _medians(measured: Result, kind: Kind) -> tuple[float, float]:
    new, repeated = (median(measured["kinds"][kind][turn]["ms"]) for turn in ("new", "repeated"))
    return new, repeated


def _hits(contestants: Result, kind: Kind) -> float:
    """The median number of hits, by who was asked most."""
    return median(max((one["kinds"][kind]["new"]["totals"] for one in contestants.values()), key=len))


def _pair(values: Sequence[float]) -> str:
    return " / ".join(map(_number, values))


def _number(value: float) -> str:
    """Two or three digits that mean something."""
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}" if value >= 2 else f"{value:.2f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
