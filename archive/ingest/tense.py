"""Whether words speak of a thing as still to come, as under way, or as over: the nearest marker decides."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from archive.ingest.lowering import lowered
from archive.ingest.ranges import last_before, starting_in

# Each begins at a word's edge (`\b`, before all of them): to look there alone is what the search is fast by.
_AHEAD = (
    r"will\b(?! be remembered)|would\b|won['’]t\b|shall\b|may\b(?= \w)|might\b|could\b|"
    r"(?:is|are|was|were)? ?(?:due|set|scheduled|expected|slated|likely|supposed|about|planned|poised) (?:to|for|on|in|at)\b|"
    r"(?:intends?|plans?|hopes?|expects?|wants?|agreed|prepar(?:es?|ing)|looks? forward|gears? up|ready|invited) (?:to|for)\b|"
    r"to (?:meet|hold|host|sit down|discuss|attend|be held|take place|come|open|convene|gather|travel|fly|arrive|begin)\b|"
    r"(?:upcoming|forthcoming|coming|planned|scheduled|impending|looming|next|proposed|possible|long-planned)\b|"
    r"(?:ahead of|before|prior to|in the run-up to|on the eve of|in advance of|until|countdown to|expectations? (?:for|of|that))\b|"
    r"is being (?:discussed|prepared|planned)\b|(?:postpon\w+|rescheduled?)\b|(?<!-)await(?:s|ing|ed)?\b|tomorrow\b|"
    r"(?:предсто\w+|состоится|встретятся|проведут|пройд[её]т|накануне|в преддверии|ожида\w+|планиру\w+|будет|будут)\b|"
    r"(?:wird|werden|sollen?|kommende[nrs]?|bevorstehende[nrs]?|vor dem|geplante[nrs]?|anstehende[nrs]?)\b|"
    r"(?:va|vont|doi(?:t|vent)|sera|seront|aura lieu|prochain\w*|à venir|avant le|avant la|à la veille)\b"
)
_OVER = (
    r"(?:following|after|since|in the wake of|in the aftermath of|results? of|outcomes? of|success of|failure of)\b|"
    r"(?:has|have|had) (?:\w+ ){0,2}(?:\w+ed|met|held|taken|been|come|gone|made|given|said|begun|ended|left|brought|shown|happened)\b|"
    r"(?:was|were|did|took|met|held|flew|went|came|left|gave|began|won|said|told|saw|brought|ended|produced|proved|sat|spoke|"
    r"agreed|signed|issued|announced|discussed|concluded|adopted|opened|closed|landed|arrived|returned|made|had|became|led|"
    r"stood|shook|launched|gathered|attended|visited|hosted|travelled|traveled|wrote|got|lost|found|kept|put|ran|set out|"
    r"walked|passed|decided|called|failed|showed|drew|broke|fell|rose|spent|sent|ratified|celebrated|started|finished)\b|"
    r"(?!need|speed|indeed|proceed|exceed|succeed|feed|seed|embed|hundred|sacred|red\b|bed\b)\w{2,}ed\b(?= (?:to|on|in|at|by|with|for|from|the|a|an|his|her|their|that|its)\b)|"
    r"(?:last|yesterday|recent|earlier|ago|previous|past)\b|"
    r"(?:состоял\w+|прош[её]л|прошла|прошли|встретились|завершил\w+|подписал\w*|после|итог\w*|провели|заявил\w*|договорились|обсудили)\b|"
    r"(?:nach dem|nach der|war|waren|hat|haben|hatte|hatten|trafen|fand|endete|vergangene[nrs]?|vorige[nrs]?)\b|"
    r"(?:après|a été|ont été|a eu lieu|s['’]est|se sont|ont (?:signé|adopté|convenu)|dernier|dernière|était|étaient|depuis)\b"
)
_NOW = (
    r"(?:today|tonight|this (?:morning|afternoon|evening)|under way|underway|is (?:meeting|taking place|being held|gathering)|"
    r"are (?:meeting|gathering|gathered)|opens? today|second day of|first day of|сегодня|heute|aujourd['’]hui)\b"
)


class Stance(StrEnum):
    AHEAD = "ahead"
    NOW = "now"
    OVER = "over"
    UNCLEAR = "unclear"


_ANY = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<now>{_NOW})|(?P<over>{_OVER}))")
_REACH = 90


class _Marker(NamedTuple):
    start: int
    end: int
    stance: Stance
    text: str


@lru_cache(maxsize=64)
def _markers(text: str) -> tuple[_Marker, ...]:
    """A participle after “be” is left out: what “will be held” has not been held; so is the month of May."""
    lower = lowered(text)
    return tuple(
        _Marker(*m.span(), Stance(str(m.lastgroup)), text[m.start() : m.end()])
        for m in _ANY.finditer(lower)
        if (m.lastgroup != "over" or lower[max(0, m.start() - 3) : m.start()] != "be ")
        and (m.group() != "may" or text[m.start()] == "m")
    )


def stance_of(text: str, start: int, end: int) -> tuple[Stance, str]:
    """How the words around `text[start:end]` (one sentence) speak of it, and the marker that says so.

    A marker shortly before counts at its distance, one after at twice its distance: English says when before what.
    """
    best: tuple[int, _Marker] | None = None
    for marker in starting_in(_markers(text), start - 2 * _REACH, end + _REACH):
        if marker.start < end and marker.end > start:
            distance = max(0, start - marker.start)
        elif marker.end <= start:
            distance = start - marker.end
        else:
            distance = 2 * (marker.start - end)
        if distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, marker)
    return (best[1].stance, best[1].text) if best else (Stance.UNCLEAR, "")


_TIME_CLAUSE = re.compile(
    r"\b(?:before|after|since|until|following|ahead of|prior to|in the run-up to|on the eve of|in advance of)\s"
    r"(?:the\s|an?\s|its\s|their\s)?(?:\w+\s){0,2}$",
    re.IGNORECASE,
)


def only_dates(text: str, start: int) -> bool:
    """Whether what begins at `start` of a sentence only says when something else is: “in the run-up to the summit”."""
    return bool(_TIME_CLAUSE.search(text, max(0, start - 60), start))


def stance_before(text: str, position: int) -> tuple[Stance, str]:
    """The nearest marker that stands before a position in a sentence: of a dated statement, the verb it belongs to."""
    marker = last_before(_markers(text), position - 1)
    return (marker.stance, marker.text) if marker else (Stance.UNCLEAR, "")
