"""Names made comparable: words without accents, and what is left of a word however a language spells its sounds."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.search.engine.folding import folded

_WORD = re.compile(r"[^\W_]+")
_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "s", "з": "s", "и": "i",
        "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "k", "ц": "k", "ч": "k", "ш": "s", "щ": "s", "ъ": "", "ы": "i",
        "ь": "", "э": "e", "ю": "iu", "я": "ia",
    }
)  # fmt: skip
# One after another: how English, French, German and scholars write the same sounds of Russian, Arabic and others.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|schtsch|chtch|stsch", "s"),
        ("tsch|tch", "k"),
        ("sch|sh|zh", "s"),
        ("ch|cz|ts|tz|c|q", "k"),
        ("z", "s"),
        ("ph", "f"),
        ("([kgtd])h", r"\1"),
        ("ou|oo", "u"),
        ("w", "v"),
        ("ks", "x"),
        ("y|j", "i"),
        ("ie|ee", "e"),
        ("(?<=.)h(?=[aeiou]|$)", ""),
        (r"(.)\1+", r"\1"),
        ("(?<=[aeo])f$", "v"),
        ("(?<=[ks])ov$", "ev"),
        ("(?<=[dt])er$", "r"),
        ("(?<=...)e$", ""),
    )
]


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """`words("Erdoğan, Recep Tayyip") == ("erdogan", "recep", "tayyip")`."""
    return tuple(_WORD.findall(folded(name.replace("'", "").replace("’", ""))))


@lru_cache(maxsize=20_000)
def sounds(word: str) -> str:
    """The same for spellings of one word: `sounds("wladimir") == sounds("владимир") == "vladimir"`."""
    word = word.translate(_LATIN)
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def is_one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter was changed, added or left out, or two beside each other were exchanged; never a figure."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    a, b = one[start : len(one) - end], other[start : len(other) - end]
    is_near = max(len(a), len(b)) == 1 or (len(a) == 2 and a == b[::-1])
    return is_near and not any(map(str.isdigit, a + b))


def are_initials_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the first of two names is the second with given names as first letters, or without some of these.

    The last word is the family name, and counts in full: “V. V. Putin” and “Vladimir Putin”, “Donald Trump” and
    “Donald J. Trump”, but neither “George W. Bush” and “George H. W. Bush” nor “Ivanov” and “Igor Ivanov”.
    """
    if len(short) < 2 or len(full) < 2 or sounds(short[-1]) != sounds(full[-1]):
        return False
    given, others = short[:-1], full[:-1]
    if all(len(word) == 1 for word in given):
        return all(name.startswith(word) for word, name in zip(given, others, strict=False)) and len(others[0]) > 1
    is_without_letters = all(len(word) > 1 for word in given)
    return is_without_letters and given != others and given == tuple(word for word in others if len(word) > 1)
