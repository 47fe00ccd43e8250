"""Words that speak of a meeting of leaders, with the events they allow and how they speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.sentences import Sentence
from archive.ingest.tense import Stance, stance_of


@dataclass(frozen=True)
class EventNaming:
    """Words at `start:end` that speak of one of `candidates`; weak ones count only beside other namings."""

    start: int
    end: int
    candidates: frozenset[str]
    stance: Stance
    marker: str
    rule: str
    sentence: Sentence
    is_weak: bool = False


def naming_of(
    sentence: Sentence, start: int, end: int, candidates: frozenset[str], rule: str, is_weak: bool = False
) -> EventNaming:
    stance, marker = stance_of(sentence.text, start - sentence.start, end - sentence.start)
    return EventNaming(start, end, candidates, stance, marker, rule, sentence, is_weak)


def merged(found: Sequence[EventNaming]) -> list[EventNaming]:
    """Overlapping namings of a sentence become one, of the events that both allow."""
    result: list[EventNaming] = []
    for naming in sorted(found, key=lambda n: (n.start, -n.end)):
        if result and naming.start < result[-1].end:
            last = result[-1]
            both = last.candidates & naming.candidates
            start, end = last.start, max(last.end, naming.end)
            keep = both or min(last.candidates, naming.candidates, key=len)
            rule = last.rule if last.rule == naming.rule else f"{last.rule}+{naming.rule}"
            result[-1] = naming_of(last.sentence, start, end, keep, rule, last.is_weak and naming.is_weak)
        else:
            result.append(naming)
    return result
