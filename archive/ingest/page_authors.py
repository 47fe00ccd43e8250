"""Names of authors out of what a page's markup says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from archive.ingest.bylines import ROLE, tidy_name
from archive.ingest.folding import name_key
from archive.ingest.visible_text import visible_text

_SIGNED = re.compile(
    r"^(?:(?:(?:story|written|posted|published|geschrieben|veröffentlicht|publié|écrit|escrito|publicado)\s+)?"
    r"(?:(?:by|par|por|authors?|autor(?:in|en)?|auteurs?|autore|автор|text|texte|texto|interview)\b\s*:?|"
    r"by(?=(?-i:[A-Z]))|"  # glued to the name
    r"(?:von|da|di)\s(?=\S+\s+\S))\s*)+",  # “Di Maio” is a name
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:;|\||·|•|\s/\s|&|\b(?:and|und|et|y|e|и)\b)\s*", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:\(.*|\bfor\b.*|\s\d.*|@.*|[-–—]\s.*)$")
_NO_NAME = re.compile(
    r"https?:|www\.|@|\.(?:com|org|net|de)\b|^(?:admin(?:istrator)?|editor|editors?|staff|redaktion|redacción|author|unknown|none|null|anonymous|guest)$|"
    r"^(?:published|posted|updated|veröffentlicht|aktualisiert|publié|publicado)\b|^\d",
    re.IGNORECASE,
)
_LONGEST = 60
_LONGEST_SIGNATURE = 100
_MARKED = (
    "//*[@itemprop='author']//*[@itemprop='name'] | //*[@itemprop='author'][not(.//*[@itemprop='name'])]",
    "//a[contains(concat(' ', @rel, ' '), ' author ')]",
    *(
        f"//*[self::a or self::span or self::p or self::div or self::address or self::li][{classes}]"
        for classes in (
            "contains(@class, 'author') or contains(@class, 'Author') or contains(@class, 'byline')",
            "contains(@class, 'auteur') or contains(@class, 'autor') or contains(@class, 'Autor')",
        )
    ),
)


def author_names(stated: str, site: str) -> tuple[str, ...]:
    """The persons a statement names; addresses, accounts and the site itself are none."""
    found: dict[str, str] = {}
    for part in _parts(_SIGNED.sub("", stated.strip())):
        name = tidy_name(_TAIL.sub("", part).strip(" ,.:"))
        is_name = 2 <= len(name) <= _LONGEST and not _NO_NAME.search(name) and len(name.split()) <= 6
        if is_name and name_key(name) != name_key(site):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def author_words(root: etree._Element) -> Iterator[str]:
    """The first lines of the elements marked as the author's: by microdata, else by a link, else by a class.

    Of several the first that begins like a signature, “by …”, else the first, with those beside it.
    """
    for path in _MARKED:
        marked = [element for element in root.xpath(path) if _may_sign(element)]
        if marked:
            first = next((element for element in marked if _SIGNED.match(_first_line(element))), marked[0])
            rest = marked[marked.index(first) :]
            beside = (element for element in rest if element.getparent() is first.getparent())
            yield from map(_first_line, beside)
            return


def _first_line(element: etree._Element) -> str:
    return visible_text(element).strip().split("\n")[0]


def _may_sign(element: etree._Element) -> bool:
    names = " ".join(f"{above.get('class', '')} {above.get('id', '')}" for above in (element, *element.iterancestors()))
    return 2 < len(visible_text(element).strip()) < _LONGEST_SIGNATURE and "comment" not in names.lower()


def _parts(text: str) -> list[str]:
    """A list of names cut at commas too, unless a part is a role or what is left of a single name."""
    parts: list[str] = []
    for part in _BETWEEN.split(text):
        pieces = [piece.strip() for piece in part.split(",")]
        if len(pieces) > 1 and all(len(piece.split()) >= 2 for piece in pieces) and not ROLE.search(part):
            parts += pieces
        else:
            parts.append(pieces[0])
    return [part for part in parts if part]
