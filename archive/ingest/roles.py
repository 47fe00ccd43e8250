"""What an article is about, and what it only names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from archive.ingest.body import Body
from archive.ingest.events import EventNaming
from archive.ingest.names import Naming

# “the summit”, “their talks”: what was named before is taken up again.
_TAKEN_UP = re.compile(
    r"\b(?:the|this|that|these|those|their|his|her|both)\s(?:\w+\s)?(?:summit|meeting|talks|leaders|negotiations|forum)\b|"
    r"\b(?:саммит\w*|встреч\w+|переговор\w*)\b|\b(?:der|dem|das|den)\s(?:\w*gipfel\w*|treffen)|\b(?:le|du|au)\ssommet\b|\bla\srencontre\b",
    re.IGNORECASE,
)


def subject_events(
    body: Body, in_body: Mapping[str, Sequence[EventNaming]], in_title: Mapping[str, Sequence[EventNaming]]
) -> frozenset[str]:
    """Events named in the title, and the one that is taken up again through the text.

    An event that the text only looks back on, or names once in passing, is background.
    """
    if in_title:
        return frozenset(in_title)
    if not in_body:
        return frozenset()
    scores = {slug: _paragraphs(body, namings) for slug, namings in in_body.items()}
    leader = max(scores, key=lambda slug: (len(scores[slug]), -min(scores[slug])))
    opens_with_it = min(scores[leader]) <= 1
    taken_up = _taken_up(body)
    if len(scores[leader]) >= 2 or (opens_with_it and (len(taken_up) >= 2 or len(body.starts) <= 3)):
        enough = max(3, 0.7 * len(scores[leader]))
        return frozenset({leader, *(slug for slug, where in scores.items() if len(where) >= enough)})
    return frozenset()


def subject_people(
    body: Body, namings: Mapping[str, Sequence[Naming]], titled: frozenset[str]
) -> frozenset[str]:
    """People named in the title, or in at least three paragraphs that make up two fifths of the text."""
    throughout = {
        slug
        for slug, found in namings.items()
        if len({body.paragraph_at(naming.start) for naming in found}) >= max(3, 0.4 * len(body.starts))
    }
    return titled | throughout


def _paragraphs(body: Body, namings: Sequence[EventNaming]) -> set[int]:
    return {body.paragraph_at(naming.start) for naming in namings}


def _taken_up(body: Body) -> set[int]:
    return {body.paragraph_at(match.start()) for match in _TAKEN_UP.finditer(body.text)}
