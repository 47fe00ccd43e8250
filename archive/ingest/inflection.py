"""Russian names in all their cases, so that «Владимира Путина» is found as «Владимир Путин».

Rules after Zaliznyak's declensions, for the endings that names of people and cities have; what does not decline
(Хельсинки, Нарендра Моди) stays as it is.
"""

from __future__ import annotations

import re

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_VELAR = "гкхжшчщ"
# Endings in the genitive, dative, accusative, instrumental and prepositional; how many letters they replace.
_PATTERNS: tuple[tuple[str, int, tuple[str, str, str, str, str]], ...] = (
    (r"(?:ск|цк)ий$", 2, ("ого", "ому", "ого", "им", "ом")),
    (r"(?:ск|цк)ой$|[лнрт]ой$", 2, ("ого", "ому", "ого", "ым", "ом")),
    (r"[^аеёиоуыэюя]ый$", 2, ("ого", "ому", "ого", "ым", "ом")),
    (r"(?:[ое]в|ёв|[иы]н)$", 0, ("а", "у", "а", "ым", "е")),
    (r"ий$", 1, ("я", "ю", "я", "ем", "и")),
    (r"й$", 1, ("я", "ю", "я", "ем", "е")),
    (r"ь$", 1, ("я", "ю", "я", "ем", "е")),
    (r"ия$", 1, ("и", "и", "ю", "ей", "и")),
    (r"я$", 1, ("и", "е", "ю", "ей", "е")),
    (rf"[{_VELAR}]а$", 1, ("и", "е", "у", "ой", "е")),
    (r"а$", 1, ("ы", "е", "у", "ой", "е")),
    (r"[бвгджзклмнпрстфхцчшщ]$", 0, ("а", "у", "а", "ом", "е")),
)
_WOMANS_SURNAME, _WOMANS_ENDINGS = re.compile(r"(?:[оеё]в|[иы]н)а$"), ("ой", "ой", "у", "ой", "ой")
_MEN_IN_A = {"Никита", "Илья", "Фома", "Лука", "Кузьма", "Данила"}
_COMPILED = tuple((re.compile(pattern), cut, endings) for pattern, cut, endings in _PATTERNS)


def inflected(name: str) -> tuple[str, ...]:
    """The other cases of a Russian name, every word in the same case; nothing for names in other scripts."""
    if not _CYRILLIC.search(name):
        return ()
    first, *others = name.split()
    is_woman = bool(others) and first.endswith(("а", "я")) and first not in _MEN_IN_A
    words = [_cases(first, False), *(_cases(word, is_woman) for word in others)]
    forms = (" ".join(word[case] for word in words) for case in range(5))
    return tuple(form for form in dict.fromkeys(forms) if form != name)


def _cases(word: str, is_womans_surname: bool) -> tuple[str, ...]:
    """Five cases of a word; a woman's surname declines only in -ова, -ина and the like («Меркель» stays)."""
    if is_womans_surname:
        return tuple(word[:-1] + e for e in _WOMANS_ENDINGS) if _WOMANS_SURNAME.search(word) else (word,) * 5
    for pattern, cut, endings in _COMPILED:
        if pattern.search(word):
            stem = word[: len(word) - cut]
            return tuple(stem + ending for ending in endings)
    return (word,) * 5
