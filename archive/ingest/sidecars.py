"""Sidecars: what somebody who knows wrote down about a file. It beats detection."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import yaml

from archive.edtf import EdtfError, parse_edtf

FIELDS = ("title", "authors", "source", "url", "published", "language", "rights")

_LIMITS = {"title": 1000, "source": 500, "url": 2000, "published": 100, "language": 8, "rights": 500}  # characters
_MAX_AUTHORS, _MAX_NAME = 100, 300
_MANY = 200  # characters of a message
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-\w{2,4})?", re.ASCII | re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class SidecarError(ValueError):
    """A sidecar that says something it cannot; the message names the field."""


class _TextLoader(yaml.BaseLoader):
    """All scalars are text: YAML 1.1 would read `language: no` as false and `title: On` as true.

    Anchors, aliases and tags are refused: the first two can make a small file huge, the last say nothing here.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it out
        if getattr(event, "anchor", None) or getattr(event, "tag", None):  # an alias is an event with an anchor
            raise SidecarError("its sidecar has an anchor, alias or tag (“&”, “*”, “!”): put such words in quotes")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [name.value for name, _ in node.value if isinstance(name, yaml.ScalarNode)]
        twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
        if twice is not None:
            raise SidecarError(f"its sidecar says twice what its {twice[:40]} is")
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class Sidecar:
    """The fields of a sidecar, empty where not given. `source` is a slug or a name; `published` an EDTF value."""

    title: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    rights: str = ""

    def as_given(self) -> dict[str, Any]:
        """The fields that are set, as JSON holds them."""
        return {name: list(v) if isinstance(v, tuple) else v for name, v in vars(self).items() if v}


def parse_sidecar(text: str) -> Sidecar:
    """Read a sidecar's YAML. Raises SidecarError."""
    if not text.strip():
        return Sidecar()
    try:
        given = yaml.load(text, Loader=_TextLoader)  # noqa: S506 - a safe loader: it makes texts, lists and mappings only
    except (yaml.YAMLError, RecursionError) as error:
        raise SidecarError(f"its sidecar is no YAML: {str(error).splitlines()[0]}") from error
    if given in (None, ""):
        return Sidecar()
    if not isinstance(given, dict):
        raise SidecarError("its sidecar must hold fields such as “title: …”")
    unknown = sorted(str(name) for name in given if name not in FIELDS)
    if unknown:
        named = " ".join(", ".join(unknown).split())[:_MANY]
        raise SidecarError(f"its sidecar has unknown fields: {named} (known: {', '.join(FIELDS)})")
    values = {name: _text(name, given[name]) for name in FIELDS if name != "authors" and given.get(name)}
    sidecar = Sidecar(**values, authors=_authors(given.get("authors")))
    _check(sidecar)
    return sidecar


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise SidecarError(f"its sidecar’s {name} must be text")
    if _UNPRINTABLE.search(value):
        raise SidecarError(f"its sidecar’s {name} holds characters that are no text")
    return " ".join(value.split())


def _authors(value: object) -> tuple[str, ...]:
    if not value:
        return ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise SidecarError("its sidecar’s authors must be a list of names")
    if len(names) > _MAX_AUTHORS or any(len(name) > _MAX_NAME for name in names):
        raise SidecarError(f"its sidecar names more than {_MAX_AUTHORS} authors, or one of over {_MAX_NAME} characters")
    return tuple(_text("authors", name) for name in names)


def _check(sidecar: Sidecar) -> None:
    if sidecar.published:
        try:
            parse_edtf(sidecar.published)
        except EdtfError as error:
            raise SidecarError(f"its sidecar’s published: {error}") from error
    if sidecar.url and not _is_web_address(sidecar.url):
        raise SidecarError("its sidecar’s url must begin with http:// or https://")
    for name, limit in _LIMITS.items():
        if len(getattr(sidecar, name)) > limit:
            raise SidecarError(f"its sidecar’s {name} is longer than {limit} characters")
    if sidecar.language and not _LANGUAGE.fullmatch(sidecar.language):
        raise SidecarError("its sidecar’s language must be a code of ISO 639 such as “en”")


def _is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:  # brackets that hold no address
        return False
