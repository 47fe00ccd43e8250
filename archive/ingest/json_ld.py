"""What a page says of its article in JSON-LD (schema.org), as publishers write it: nested, listed, half broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_ARTICLE = re.compile(
    r"(?:\w*Article|\w*BlogPosting|Report|Review|SocialMediaPosting|DiscussionForumPosting)", re.ASCII
)
_PAGE = re.compile(r"(?:\w*WebPage|ItemPage|VideoObject|AudioObject|PodcastEpisode|Recipe)", re.ASCII)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|(?://)?\s*\]\]>|/\*\s*\]\]>\s*\*/);?\s*$"
)
_MOST_NODES = 5_000

Node = Mapping[str, Any]


def find_nodes(scripts: list[str]) -> tuple[list[Node], Mapping[str, Node]]:
    """All objects of a page's JSON-LD scripts in order, and those with an `@id` by it. Broken scripts give none."""
    nodes: list[Node] = []
    for script in scripts:
        try:
            nodes += _objects(json.loads(_WRAPPING.sub("", script), strict=False))
        except (ValueError, RecursionError):
            continue
    by_id: dict[str, Node] = {}
    for node in nodes:
        if isinstance(node.get("@id"), str) and len(node) > len(by_id.get(node["@id"], ())):
            by_id[node["@id"]] = node
    return nodes, by_id


def _objects(value: object) -> Iterator[Node]:
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        current = waiting.pop()
        if isinstance(current, dict):
            yield current
            waiting += reversed(list(current.values()))
        elif isinstance(current, list):
            waiting += reversed(current)


def articles_of(nodes: list[Node]) -> list[Node]:
    """Objects that are articles, then those that are pages; within a kind in the order of the page."""
    return [node for pattern in (_ARTICLE, _PAGE) for node in nodes if _is_a(node, pattern)]


def _is_a(node: Node, pattern: re.Pattern[str]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and pattern.fullmatch(name.rsplit("/", 1)[-1]) for name in names)


def text_of(value: object) -> str:
    """A value as one line of text; of a list the first."""
    if isinstance(value, list):
        value = next((item for item in value if text_of(item)), "")
    if isinstance(value, dict):
        value = value.get("@value", "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def names_of(value: object, by_id: Mapping[str, Node]) -> list[str]:
    """The names of one or several persons or organisations, given as text, as objects, or by `@id`."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = by_id.get(str(item.get("@id")), item) if "name" not in item else item
            given = item.get("name")
            names += [text_of(part) for part in given] if isinstance(given, list) else [text_of(given)]
        else:
            names.append(text_of(item))
    return [name for name in names if name]
