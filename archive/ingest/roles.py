"""What an article is about, and what it only names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.ingest.body import Body
from archive.ingest.events import EventNaming
from archive.ingest.names import Naming
from archive.ingest.places import taken_up


def subject_events(
    body: Body,
    in_body: Mapping[str, Sequence[EventNaming]],
    in_title: Mapping[str, Sequence[EventNaming]],
    at_hand: frozenset[str],
) -> frozenset[str]:
    """Events named in the title, and the one that is taken up again through the text.

    An event that the text only looks back on, or names once in passing, is background. `at_hand` are events of the days
    around the article's date, to which place and people point as well: less is needed to make them the subject.
    """
    if in_title:
        return frozenset(in_title) - _looked_back_on(in_body, in_title)
    if not in_body:
        return frozenset()
    scores = {slug: _paragraphs(body, namings) for slug, namings in in_body.items()}
    weights = {slug: len(where) + 2 * (slug in at_hand) for slug, where in scores.items()}
    leader = max(scores, key=lambda slug: (weights[slug], -min(scores[slug])))
    again = len({body.paragraph_at(position) for position in taken_up(body.text)})
    opens_with_it = min(scores[leader]) <= 1 or leader in at_hand
    if weights[leader] >= 2 or (opens_with_it and (again >= 2 or len(body.starts) <= 3)):
        enough = max(3, 0.7 * len(scores[leader]))
        return frozenset({leader, *(slug for slug, where in scores.items() if len(where) >= enough)})
    return frozenset()


def _looked_back_on(
    in_body: Mapping[str, Sequence[EventNaming]], in_title: Mapping[str, Sequence[EventNaming]]
) -> frozenset[str]:
    """Of several events in a title, those that the body never takes up."""
    unsaid = frozenset(slug for slug in in_title if slug not in in_body)
    return unsaid if len(unsaid) < len(in_title) else frozenset()


def subject_people(body: Body, namings: Mapping[str, Sequence[Naming]], titled: frozenset[str]) -> frozenset[str]:
    """People named in the title, or in at least three paragraphs that make up two fifths of the text."""
    throughout = {
        slug
        for slug, found in namings.items()
        if len({body.paragraph_at(naming.start) for naming in found}) >= max(3, 0.4 * len(body.starts))
    }
    return titled | throughout


def _paragraphs(body: Body, namings: Sequence[EventNaming]) -> set[int]:
    return {body.paragraph_at(naming.start) for naming in namings}
