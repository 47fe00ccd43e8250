"""Near-duplicates by their words: shingles, their signature in bands, and how much two texts have in common.

The signature is a MinHash over word shingles, cut into bands (Broder 1997, “On the resemblance and containment of
documents”; Leskovec, Rajaraman and Ullman, “Mining of Massive Datasets”, chapter 3): two texts that share a band are
worth comparing. With 24 bands of 4 rows that happens to 79 % of pairs with a resemblance of 0.5, 99.9 % of those with
0.7, and three in a million of those with 0.02, which is what two texts on one subject have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from struct import Struct

from rensa import RMinHash

SAME_TEXT = 0.5  # resemblance from which a text is a copy of another: measured by tests/bench/duplicates.py

_SHINGLE_WORDS = 3
_MIN_SHINGLES = 20  # a shorter text says too little to be told from a formula
_BANDS, _ROWS = 24, 4
_SEED = 1
_BAND_AND_ROWS = Struct(f">{1 + _ROWS}I")
_WORD = re.compile(r"\w+")


def shingles(text: str) -> set[str]:
    """All runs of three words, whatever their case and the signs between them; none of a text shorter than 22 words."""
    found = set(_runs(text))
    return found if len(found) >= _MIN_SHINGLES else set()


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.casefold())
    return map(" ".join, zip(*(words[i:] for i in range(_SHINGLE_WORDS)), strict=False))


def band_keys(text: str) -> tuple[int, ...]:
    """The signature of a text: one signed 64-bit number for each band, the same on every machine; none if too short."""
    found = shingles(text)
    if not found:
        return ()
    signature = RMinHash(_BANDS * _ROWS, _SEED)
    signature.update(list(found))
    rows = signature.digest()
    return tuple(_key(band, rows[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS))


def _key(band: int, rows: list[int]) -> int:
    content = _BAND_AND_ROWS.pack(band, *rows)
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big", signed=True)


def resemblance(a: set[str], b: set[str]) -> float:
    """How many of the shingles of two texts are in both, from 0 to 1 (the Jaccard coefficient)."""
    common = len(a & b)
    return common / (len(a) + len(b) - common) if a and b else 0.0


def resemblance_if(a: set[str], text: str, at_least: float) -> float:
    """The resemblance of shingles with those of a text, or 0 where it is less than `at_least`.

    That is plain, in half the time, from texts that have less than this share of `a` in common.
    """
    if len(a.intersection(_runs(text))) < at_least * len(a):
        return 0.0
    exact = resemblance(a, shingles(text))
    return exact if exact >= at_least else 0.0
