"""How well bodies are read out of text dumps of real pages: `python -m tests.bench.bodies ../shared`.

Scores are F1 over word 4-shingles against `html-news/index.jsonl`. What each page is, and on which half the rules were
made, was written into dump_kinds.csv beforehand: the half is `tune` where the SHA-256 of the id is even.
"""

from __future__ import annotations

import csv
import json
import random
import re
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from archive.ingest.blocks import classify
from archive.ingest.body import assemble

KINDS = Path(__file__).with_name("dump_kinds.csv")
HALVES = ("tune", "unseen")
_SAMPLES = 2000


class Score(NamedTuple):
    """How one page was read. `led` is F1 with the lead left out, as the truth mostly leaves it."""

    id: str
    kind: str
    half: str
    precision: float
    recall: float
    f1: float
    led: float


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def compared(found: str, wanted: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of a text against another one."""
    ours, truth = shingles(found), shingles(wanted)
    hit = sum((ours & truth).values())
    if not hit:
        return 0.0, 0.0, 0.0
    precision, recall = hit / sum(ours.values()), hit / sum(truth.values())
    return precision, recall, 2 * precision * recall / (precision + recall)


def scores(shared: Path) -> list[Score]:
    """Every page with a known body, in the order of dump_kinds.csv."""
    corpora = shared / "corpora"
    with (corpora / "html-news" / "index.jsonl").open(encoding="utf-8") as lines:
        pages = {page["file"].removesuffix(".html.gz"): page for page in map(json.loads, lines)}
    with KINDS.open(encoding="utf-8", newline="") as rows:
        return [_score(row, corpora, pages[row["id"]]["body"]) for row in csv.DictReader(rows)]


def _score(row: dict[str, str], corpora: Path, truth: str) -> Score:
    blocks = classify((corpora / "text-dumps" / f"{row['id']}.txt").read_text(encoding="utf-8"))
    without_lead = [block for block in blocks if block.kind != "lead"]
    *_, led = compared(assemble(without_lead).text, truth)
    return Score(row["id"], row["kind"], row["half"], *compared(assemble(blocks).text, truth), led)


def interval(values: Sequence[float], of: str) -> tuple[float, float]:
    """The middle 95 % of a bootstrap of the mean or median."""
    chance = random.Random(7)
    figure = statistics.mean if of == "mean" else statistics.median
    drawn = sorted(figure(chance.choices(values, k=len(values))) for _ in range(_SAMPLES))
    return drawn[_SAMPLES // 40], drawn[-_SAMPLES // 40 - 1]


def told(name: str, found: Sequence[Score]) -> str:
    f1 = [score.f1 for score in found]
    figures = " ".join(
        f"{of} {getattr(statistics, of)(f1):.3f} [{low:.3f}, {high:.3f}]"
        for of in ("mean", "median")
        for low, high in (interval(f1, of),)
    )
    precision, recall, led = (statistics.mean(getattr(s, key) for s in found) for key in ("precision", "recall", "led"))
    return (
        f"{name:18} n={len(found):3}  {figures}  precision {precision:.3f} recall {recall:.3f}  leads aside {led:.3f}"
    )


def main() -> None:
    found = scores(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
    for half in (*HALVES, "all"):
        pages = [score for score in found if half in (score.half, "all")]
        print(told(f"{half} articles", [score for score in pages if score.kind == "article"]))
        print(told(f"{half} pages", pages))
    for half in HALVES:
        print(f"the ten worst of {half}:")
        worst = sorted((score for score in found if score.half == half), key=lambda score: score.f1)[:10]
        for score in worst:
            print(f"  {score.f1:.3f} precision {score.precision:.3f} recall {score.recall:.3f} {score.kind} {score.id}")


if __name__ == "__main__":
    main()
