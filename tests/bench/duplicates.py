"""How well near-duplicates are found, by threshold: edited copies of real articles among their many look-alikes.

    .venv/bin/python -m tests.bench.duplicates [RECORDS.jsonl.gz]

Takes texts in which titles and formulas recur (by default the Kremlin news beside the repository), edits copies of some
(chance is seeded), and says for each threshold how many copies are found again (recall) and how many of the pairs that
are linked are such copies (precision). A pair of two originals counts as wrong, whatever it is; those that are linked
are listed, so that one can read them.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from archive.ingest.signatures import SAME_TEXT, band_keys, resemblance, shingles

RECORDS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "kremlin-news.jsonl.gz"
COPIES = 400
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8)
FURNITURE = (
    "Read also what our correspondents wrote on this subject in the days before the meeting, and what they got wrong.",
    "This text was first published elsewhere and is taken over here with the kind permission of those who wrote it.",
)
EDITS = ("as it is", "lead cut", "words changed", "furniture added", "a paragraph cut", "all of these")


def edited(paragraphs: Sequence[str], edit: str, chance: random.Random) -> list[str]:
    """A copy as another publisher prints it. Words are changed one in thirty, as by an editor's hand."""
    copy = list(paragraphs)
    is_all = edit == EDITS[-1]
    if (is_all or edit == "lead cut") and len(copy) > 2:
        copy = copy[1:]
    if (is_all or edit == "a paragraph cut") and len(copy) > 3:
        copy.pop(chance.randrange(1, len(copy)))
    if is_all or edit == "words changed":
        copy = [
            " ".join("rather" if chance.random() < 1 / 30 else word for word in paragraph.split()) for paragraph in copy
        ]
    if is_all or edit == "furniture added":
        copy.append(chance.choice(FURNITURE))
    return copy


def candidates(texts: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs of texts that share a band, the smaller number first."""
    by_key: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for key in band_keys(text):
            by_key[key].append(number)
    return {pair for numbers in by_key.values() for pair in combinations(numbers, 2)}


def report(originals: Sequence[tuple[str, list[str]]], seed: int = 3) -> Iterator[str]:
    """The lines of the report over `(title, paragraphs)`."""
    chance = random.Random(seed)
    chosen = chance.sample(range(len(originals)), min(COPIES, len(originals)))
    edits = [EDITS[i % len(EDITS)] for i in range(len(chosen))]
    texts = ["\n\n".join(paragraphs) for _, paragraphs in originals]
    texts += ["\n\n".join(edited(originals[n][1], edit, chance)) for n, edit in zip(chosen, edits, strict=True)]
    wanted = {
        (n, len(originals) + i): edit
        for i, (n, edit) in enumerate(zip(chosen, edits, strict=True))
        if shingles(texts[n]) and shingles(texts[len(originals) + i])
    }
    started = time.perf_counter()
    pairs = candidates(texts)
    seconds = time.perf_counter() - started
    similar = {(a, b): resemblance(shingles(texts[a]), shingles(texts[b])) for a, b in pairs}
    yield f"{len(originals)} articles, {len(wanted)} edited copies; {len(pairs)} pairs share a band"
    yield f"{seconds / len(texts) * 1e3:.2f} ms an article for its signature"
    same_title = [(a, b) for a, b in combinations(range(len(originals)), 2) if originals[a][0] == originals[b][0]]
    linked = sum(similar.get(pair, 0) >= SAME_TEXT for pair in same_title)
    yield f"{len(same_title)} pairs of articles have the same title; {linked} of them are linked at {SAME_TEXT}"
    yield ""
    yield "threshold  precision  recall"
    for threshold in THRESHOLDS:
        linked = {pair for pair, value in similar.items() if value >= threshold}
        right = len(linked & set(wanted))
        yield f"{threshold:9.2f}  {right / max(1, len(linked)):9.3f}  {right / max(1, len(wanted)):6.3f}"
    yield ""
    yield f"recall at {SAME_TEXT} by kind of edit"
    for edit in EDITS:
        of_kind = [pair for pair, kind in wanted.items() if kind == edit]
        found = sum(similar.get(pair, 0) >= SAME_TEXT for pair in of_kind)
        yield f"  {edit:16} {found / max(1, len(of_kind)):.3f} of {len(of_kind)}"
    yield ""
    yield f"pairs of originals linked at {SAME_TEXT}"
    for (a, b), value in sorted(similar.items(), key=lambda entry: -entry[1]):
        if value >= SAME_TEXT and b < len(originals):
            yield f"  {value:.2f}  {originals[a][0][:60]} | {originals[b][0][:60]}"


def read_records(path: Path) -> list[tuple[str, list[str]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [
        (record["title"], [part for part in (record["lead"], *(record["text"] or "").split("\n\n")) if part])
        for record in found
    ]


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    if not path.is_file():
        sys.exit(f"There is no file {path}.")
    print("\n".join(report(read_records(path))))
