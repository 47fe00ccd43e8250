"""Captions and credits of pictures that stand in the text like paragraphs."""

# ruff: noqa: E501 -- tables of patterns read best one to a line

from __future__ import annotations

import re

MAX_LENGTH = 700  # of a line that is looked at, in characters

_UPPER = r"[^\W\d_a-zà-öø-ÿа-яё]"
_NAME = rf"{_UPPER}[\w.'’-]*(?:\s{_UPPER}[\w.'’-]*){{1,3}}"
_AGENCY = (
    r"(?:AFP|AP|Reuters|REUTERS|TASS|EPA|EPA-EFE|dpa|Getty(?: Images)?|Xinhua|Sputnik|RIA Novosti|Shutterstock|iStock|"
    r"Bloomberg|UPI|NASA|Wikimedia(?: Commons)?|Flickr|AAP|ANSA|EFE|Anadolu)"
)
_CAPTIONS: tuple[tuple[str, str], ...] = (
    ("caption-file-photo", r"^.{0,90}\b(?i:file|handout|archive|undated|pool|combination) (?i:photo|photograph|image|picture)s?\b"),
    ("caption-this-picture", r"^(?i:in )?(?i:this|these|an undated) (?:[\w.,'’-]+ ){0,8}?(?i:photo|photograph|image|picture|illustration|screengrab|screenshot|graphic|video grab)\b"),
    ("caption-gallery-count", r"^\d{1,3} ?(?:of|/|von|sur|из) ?\d{1,3}(?=[^\W\d_a-z]|$)"),
    ("caption-agency", rf".[\[(] ?(?:[^()\[\]]{{0,60}}(?:\b(?i:photo|picture|image|courtesy|via|library)\b)[^()\[\]]{{0,60}}|(?:[^()\[\]/]{{2,50}}[/,] ?)?{_AGENCY}(?:[/ ][^()\[\]]{{0,40}})?) ?[\])]\W*$"),
    ("caption-photographer", rf"[\[(] ?{_NAME} ?/ ?{_UPPER}[^()\[\]]{{2,60}}[\])]\W*$"),
    ("caption-copyright", rf"^© ?{_NAME} (?=.{{25}})(?!.{{0,80}}(?i:rights reserved))"),
    ("caption-glued-credit", rf"[.!?»”\"]{_NAME} ?/ ?{_UPPER}.{{1,40}}$"),
    ("caption-glued-credit", rf"[.!?] ?(?:{_NAME} ?[/|] ?)?{_AGENCY}(?: (?i:file|images|photo|pool))?$"),
)  # fmt: skip
_CREDITS: tuple[tuple[str, str], ...] = (
    ("credit-name-and-house", rf"^{_NAME} ?/ ?(?:{_AGENCY}|(?:[Tt]he )?{_UPPER}\w+(?:[ '’]{_UPPER}[\w'’]+){{1,4}})$"),
    ("credit-in-brackets", r"^[\[(] ?(?i:image|photo|picture|credit|photo credit|image credit|foto|bild|фото)s? ?[:©].{1,120}[\])]$"),
    ("credit-in-brackets", rf"^[\[(] ?(?:[^()\[\]]{{2,60}}[/,] ?)?{_AGENCY}(?:[/ ][^()\[\]]{{0,40}})? ?[\])]$"),
)  # fmt: skip
# Every line above begins or ends like this, or names a picture near its beginning: a look that is cheap.
_ENDS = re.compile(rf"[\])]\W*$|(?:{_AGENCY})(?: \w+)?$|/ ?[^\W\d_a-z][^/]{{1,60}}$")
_LONGEST_END, _OPENING = 64, 155
_PICTURES = ("photo", "image", "picture", "illustration", "screen", "graphic", "video")
_COMPILED = tuple(
    (kind, rule, re.compile(pattern))
    for kind, rows in (("credit", _CREDITS), ("caption", _CAPTIONS))
    for rule, pattern in rows
)


def _may_be(text: str) -> bool:
    if text[:1].isdigit() or text[:1] in "©[(" or _ENDS.search(text, max(0, len(text) - _LONGEST_END)):
        return True
    opening = text[:_OPENING].lower()
    return any(word in opening for word in _PICTURES)


def caption(text: str) -> tuple[str, str] | None:
    """`(kind, rule)` of a line that says what a picture shows or who took it, or None."""
    if len(text) > MAX_LENGTH or not _may_be(text):
        return None
    return next(((kind, rule) for kind, rule, pattern in _COMPILED if pattern.search(text)), None)
