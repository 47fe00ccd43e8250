"""Lists, and posts of others, that stand inside an article or close it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.ingest.marked import Line, capitals

BULLET = re.compile(r"(?:[•*▪●◦‣–—-]|\(?\d{1,2}[.)]|\(?[a-h]\))\s+\S")
_POST_AUTHOR = re.compile(r"[—–-]{1,2}\s?\S.{0,60}\(@\w{1,30}\).{0,40}")
_MARKS = re.compile(r"[^\w\s'’\"“”„«».,!?-]|\d+")
_SHAPE_LENGTH = 200  # characters of a line that make its shape
_ONE_SHAPE = 4  # lines in a row
_ITEM_WORDS = 40
_SENTENCE_CASE, _SENTENCE_WORDS = 0.3, 6
_COLON_WORDS, _INTRODUCTION_WORDS = 3, 5
_LABEL_WORDS = 2


def posts(lines: Sequence[Line]) -> list[Line]:
    """A post of somebody else, with the line that names him: “— Name (@name) 3 May 2019”."""
    result = list(lines)
    for i, line in enumerate(lines):
        if len(line.piece.text) > 120 or not _POST_AUTHOR.fullmatch(line.piece.text):
            continue
        result[i] = replace(line, kind="quotation", rule="author-of-a-post")
        if i and not lines[i - 1].kind:
            result[i - 1] = replace(lines[i - 1], kind="quotation", rule="post")
    return result


def list_rule(lines: Sequence[Line], before: Line | None, is_closed: bool) -> str:
    """Why some short lines in a row are a list of the article and not of headlines; empty where they are none.

    `before` is the line above them; `is_closed` says that running text follows.
    """
    if len(lines) > 1 and before is not None and opens_list(before):
        return "list-after-colon"
    if len(lines) >= _ONE_SHAPE and len({shape(line) for line in lines}) == 1 and shape(lines[0]):
        return "list-of-one-shape"
    long = sum(line.piece.words for line in lines) >= _SENTENCE_WORDS * len(lines)
    is_packed = not any(line.piece.after_blank for line in lines[1:])
    are_sentences = all(line.piece.words > _LABEL_WORDS for line in lines)
    if is_closed and len(lines) >= 3 and long and is_packed and are_sentences:
        share = sum(capitals(line.piece.text) for line in lines) / len(lines)
        if share < _SENTENCE_CASE and any(letter.islower() for letter in lines[0].piece.text):
            return "list-in-sentence-case"
    return ""


def opens_list(line: Line) -> bool:
    return line.piece.text.endswith((":", "：")) and line.piece.words >= _COLON_WORDS


def shape(line: Line) -> str:
    """What a line looks like without its letters: “(:0” for “Group (A): 10”. Empty for bare words."""
    marks = _MARKS.findall(line.piece.text[:_SHAPE_LENGTH])
    return "".join("0" if mark[0].isdigit() else mark for mark in marks)


def list_below(lines: Sequence[Line], last: int) -> int:
    """Where a list ends that stands right under the text: after its colon, or of one shape, with a heading at most."""
    if not 0 < last < len(lines):
        return last
    if lines[last].is_short and lines[last].piece.words >= _INTRODUCTION_WORDS and opens_list(lines[last]):
        last += 1
    if opens_list(lines[last - 1]):
        end = _packed(lines, last)
        if end - last >= 2:
            return end
    for start in range(last, min(last + 2, len(lines) - _ONE_SHAPE)):
        form = shape(lines[start])
        end = start
        while end < len(lines) and form and _is_item(lines[end]) and shape(lines[end]) == form:
            end += 1
        if end - start >= _ONE_SHAPE and all(not line.kind for line in lines[last:start]):
            return end
    return last


def _packed(lines: Sequence[Line], start: int) -> int:
    end = start
    while end < len(lines) and _is_item(lines[end]) and (end == start or not lines[end].piece.after_blank):
        end += 1
    return end


def _is_item(line: Line) -> bool:
    return (not line.kind or line.rule == "menu-columns") and line.piece.words <= _ITEM_WORDS
