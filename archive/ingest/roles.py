"""What an article is about, and what it only names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.ingest.body import Body
from archive.ingest.event_namings import EventNaming
from archive.ingest.names import Naming
from archive.ingest.places import taken_up
from archive.ingest.tense import only_dates

_THROUGHOUT = 0.2  # of the paragraphs
_SHORT = 3  # paragraphs


def subject_events(
    body: Body,
    in_body: Mapping[str, Sequence[EventNaming]],
    in_title: Mapping[str, Sequence[EventNaming]],
    at_hand: frozenset[str],
    filed_from: frozenset[str] = frozenset(),
    of_two: frozenset[str] = frozenset(),
    past: frozenset[str] = frozenset(),
    to_come: frozenset[str] = frozenset(),
) -> frozenset[str]:
    """Events named in the title, and the one that is taken up again through the text.

    An event that the text only looks back on, or names once in passing, is background. `at_hand` are events of the days
    around the article's date, to which place and people point as well: less is needed to make them the subject.
    `filed_from` are those at whose place, in their days, the text was written: it need not say so again. “The talks”
    take up a meeting `of_two`; one of many only “the summit” does. What is `past` is looked
    back on, what is `to_come` is not.
    """
    if in_title:
        return frozenset(in_title) - (_looked_back_on(in_body, in_title) - to_come)
    if not in_body:
        return frozenset()
    scores = {slug: _paragraphs(body, namings) for slug, namings in in_body.items()}
    weights = {slug: len(where) + 2 * (slug in at_hand | filed_from) for slug, where in scores.items()}
    leader = max(scores, key=lambda slug: (weights[slug], -min(scores[slug]), slug not in past, len(in_body[slug])))
    again = {body.paragraph_at(position) for position in taken_up(body.text, leader not in of_two)}
    is_aside = leader in past or all(only_dates(n.sentence.text, n.start - n.sentence.start) for n in in_body[leader])
    if leader in at_hand | filed_from or _is_taken_up(scores[leader], again, len(body.starts), is_aside):
        enough = max(3, 0.7 * len(scores[leader]))
        return frozenset({leader, *(slug for slug, where in scores.items() if len(where) >= enough)})
    return frozenset()


def _is_taken_up(where: set[int], again: set[int], paragraphs: int, is_aside: bool) -> bool:
    """Whether an event named in the paragraphs `where` is what a text is about.

    Twice and through a fifth of the text; or once, where the text begins, if it comes back to “the summit”, or is short
    and neither looks back on it nor only says by it when something else is.
    """
    if len(where) >= 2:
        return len(where | again) >= _THROUGHOUT * paragraphs
    opens = 0 in where or (1 in where and paragraphs > _SHORT)
    return opens and (len(again) >= 2 or (paragraphs <= _SHORT and not is_aside))


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
