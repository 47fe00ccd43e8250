"""Sidecars: what somebody who knows wrote down about a file. It beats detection."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import yaml

from archive.edtf import EdtfError, parse_edtf

FIELDS = ("title", "authors", "source", "url", "published", "language", "rights")


class SidecarError(ValueError):
    """A sidecar that says something it cannot; the message names the field."""


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
        return {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(self).items() if v}


def parse_sidecar(text: str) -> Sidecar:
    """Read a sidecar's YAML. Raises SidecarError."""
    if not text.strip():
        return Sidecar()
    try:
        given = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a ValueError: 2018-02-30 is read as a date
        raise SidecarError(f"its sidecar is no YAML: {str(error).splitlines()[0]}") from error
    if given is None:
        return Sidecar()
    if not isinstance(given, dict):
        raise SidecarError("its sidecar must hold fields such as “title: …”")
    unknown = sorted(str(name) for name in given if name not in FIELDS)
    if unknown:
        raise SidecarError(f"its sidecar has unknown fields: {', '.join(unknown)} (known: {', '.join(FIELDS)})")
    values = {name: _text(name, given[name]) for name in FIELDS if name != "authors" and given.get(name) is not None}
    sidecar = Sidecar(**values, authors=_authors(given.get("authors")))
    _check(sidecar)
    return sidecar


def _text(name: str, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return " ".join(str(value).split())
    raise SidecarError(f"its sidecar’s {name} must be text")


def _authors(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise SidecarError("its sidecar’s authors must be a list of names")
    return tuple(" ".join(name.split()) for name in names)


def _check(sidecar: Sidecar) -> None:
    if sidecar.published:
        try:
            parse_edtf(sidecar.published)
        except EdtfError as error:
            raise SidecarError(f"its sidecar’s published: {error}") from error
    if sidecar.url and not _is_web_address(sidecar.url):
        raise SidecarError("its sidecar’s url must begin with http:// or https://")
    for name, limit in (("title", 1000), ("url", 2000), ("rights", 500), ("language", 8)):
        if len(getattr(sidecar, name)) > limit:
            raise SidecarError(f"its sidecar’s {name} is longer than {limit} characters")


def _is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:  # brackets that hold no address
        return False
