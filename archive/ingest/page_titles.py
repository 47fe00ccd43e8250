"""A page's title as it is printed: the heading which the markup agrees with, without the site's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from archive.ingest.folding import name_key
from archive.ingest.lines import plain
from archive.ingest.visible_text import is_shown, visible_text

_GLUE = re.compile(r"\s+(?:\||-|–|—|::|·|•|»|«|>|<|/|\*)\s+|\s?\|\s?")
_CUT_OFF = re.compile(r"\s*(?:\.\.\.|…)$")
_LONGEST = 400


@dataclass(frozen=True)
class PrintedTitle:
    """`element` is the heading it is printed in, None where it stands in the markup only."""

    text: str
    rule: str
    evidence: str
    element: etree._Element | None = None

    def is_said_by(self, stated: str) -> bool:
        return _agree(self.text, stated)


def choose_title(root: etree._Element, stated: list[tuple[str, str, str]], site: str) -> PrintedTitle | None:
    """The first heading that a stated title agrees with; else the only first-rank heading; else a stated title.

    `stated` holds `(text, rule, evidence)`, the most trusted first.
    """
    headings = _headings(root)
    for level in ("h1", "h2"):
        for text, rule, evidence in stated:
            for heading, printed in headings:
                if heading.tag == level and _agree(printed, text) and name_key(printed) != name_key(site):
                    return PrintedTitle(_part_that_is(heading, printed, stated), rule, evidence, heading)
    first_rank = [entry for entry in headings if entry[0].tag == "h1" and name_key(entry[1]) != name_key(site)]
    if len(first_rank) == 1:
        return PrintedTitle(first_rank[0][1], "heading", first_rank[0][1], first_rank[0][0])
    for text, rule, evidence in stated:
        without = _without_site(text, site)
        if without and name_key(without) != name_key(site):
            return PrintedTitle(without, rule, evidence)
    return None


def _headings(root: etree._Element) -> list[tuple[etree._Element, str]]:
    found = []
    for heading in root.iter("h1", "h2"):
        if is_shown(heading):
            text = plain(visible_text(heading))
            if 2 <= len(text) <= _LONGEST:
                found.append((heading, text))
    return found


def _part_that_is(heading: etree._Element, printed: str, stated: list[tuple[str, str, str]]) -> str:
    """The line or element of a heading that says the whole of a stated title, where the heading says more."""
    keys = {name_key(part) for text, _, _ in stated for part in (text, *_GLUE.split(text))}
    if name_key(printed) in keys:
        return printed
    parts = [
        *visible_text(heading).split("\n"),
        *(visible_text(child) for child in heading.iterdescendants(etree.Element)),
    ]
    whole = [
        plain(part) for part in parts if name_key(part) in keys and len(name_key(part)) >= len(name_key(printed)) / 3
    ]
    return max(whole, key=len, default=printed)


def _agree(printed: str, stated: str) -> bool:
    """Whether a stated title is a printed one, or one of them is the other cut off or with the site's name."""
    one, other = name_key(printed), name_key(_CUT_OFF.sub("", stated))
    if not one or not other:
        return False
    shortest = 12 if _CUT_OFF.search(stated) else 20
    if one == other or (len(one) >= 12 and other.startswith(one)) or (len(other) >= shortest and one.startswith(other)):
        return True
    if any(name_key(part) == one for part in _GLUE.split(stated)):
        return True
    return min(len(one), len(other)) >= 25 and (one in other or other in one)


def _without_site(title: str, site: str) -> str:
    """A title without the site's name glued to it; where no name is known, without a short last part."""
    parts = _GLUE.split(title)
    if len(parts) < 2:
        return title
    if site and name_key(parts[0]) == name_key(site):
        return title[len(parts[0]) :].lstrip(" |-–—:·•»«></*")
    is_short = len(parts[-1].split()) <= 4 < len(" ".join(parts[:-1]).split())
    if name_key(parts[-1]) == name_key(site) or is_short:
        return title[: title.rindex(parts[-1])].rstrip(" |-–—:·•»«></*")
    return title
