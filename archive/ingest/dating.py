"""When an article was published: as printed, or between which days its words put it. No date is made up.

A sentence that reports a dated thing as past proves a first possible day; an event still to come proves a last one.
Every bound carries the sentence it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from archive.edtf import EdtfSpan, between, parse_edtf
from archive.ingest.authority import EventEntry
from archive.ingest.blocks import Block
from archive.ingest.datelines import PLACE_AND_WEEKDAY
from archive.ingest.dates import DateMention, find_dates
from archive.ingest.event_namings import EventNaming
from archive.ingest.printed_days import WEEKDAYS, printed_days
from archive.ingest.sentences import Sentence, sentence_at
from archive.ingest.tense import Stance, stance_before

_WEEKDAY = "|".join(WEEKDAYS)
_SAME_DAY = re.compile(
    rf"\b(?:later|earlier|today|tonight)\b,?\s(?:on\s)?(?P<day>{_WEEKDAY})\b|"
    rf"\bthis\s(?P<part>{_WEEKDAY})(?:\s(?:morning|afternoon|evening|night|noon)|,)",
    re.IGNORECASE,
)
_ON_WEEKDAY = re.compile(rf"\b(?:on|this|opens?|begins?|starts?)\s(?P<day>{_WEEKDAY})\b", re.IGNORECASE)
_WEEK = re.compile(r"\b(?P<which>last|this|next) week\b", re.IGNORECASE)
_LONGER = re.compile(r"\b(?P<which>last|this|next) (?P<unit>month|year)\b", re.IGNORECASE)
_DATED = re.compile(r",?\s(?:the\s)?(?:\d|\(?(?:[A-Z][a-z]{2,8})\.?\s\d)")  # “on Monday, July 16” may be long ago
_DAY_BESIDE = re.compile(r"\b(?P<which>yesterday|tomorrow)\b", re.IGNORECASE)
_CITATION = re.compile(r"\([^()]*?\b[^\W\d_][^()]*,\s(?:\w+\.?\s\d{1,2},\s)*$")
_NEAR, _BESIDE = 70, 24  # characters around an event's name


@dataclass(frozen=True)
class Dating:
    """An article's date: EDTF with its bounds, where it comes from, by which rule, and the sentences it rests on."""

    span: EdtfSpan
    basis: str
    rule: str
    evidence: str


@dataclass(frozen=True)
class Witness:
    """An event the article speaks of: how, where it says so best, and wherever else it names it."""

    event: EventEntry
    stance: Stance
    naming: EventNaming
    is_subject: bool
    namings: tuple[EventNaming, ...] = ()


@dataclass(frozen=True)
class _Bound:
    day: date
    rule: str
    sentence: str


def printed_date(blocks: Sequence[Block], body: str, near: date | None) -> Dating | None:
    """The date the page prints: the likeliest one that has a year, or can be given one beside `near`."""
    for mention, rule, evidence in printed_days(blocks, body):
        dating = _stated(mention, near, rule, evidence)
        if dating:
            return dating
    return None


def _stated(mention: DateMention, near: date | None, rule: str, evidence: str) -> Dating | None:
    if mention.year is None and near is None:
        return None
    year = mention.year or _nearest_year(mention, near or date.min)
    day = mention.first(year)
    if mention.alternative:
        month, other = mention.alternative
        days = sorted({day, date(year, month, other)})
        span = parse_edtf(f"[{','.join(day.isoformat() for day in days)}]")
        return Dating(span, "stated", f"{rule}-day-or-month-first", evidence)
    if mention.year is None:
        return Dating(between(day, day), "inferred", f"{rule}-year-from-event", evidence)
    return Dating(between(day, day), "stated", rule, evidence)


def infer_date(
    body: str, sentences: Sequence[Sentence], witnesses: Sequence[Witness], datelines: Sequence[str]
) -> Dating | None:
    """Between which days the words put the article; None where they prove nothing."""
    subjects = [witness for witness in witnesses if witness.is_subject and witness.event.start]
    dated = [witness.event.start for witness in (*subjects, *witnesses) if witness.event.start]
    near = dated[0] if dated else None
    for witness in subjects:
        day = _day_of_writing(witness) or _day_of_dateline(witness, datelines)
        if day:
            return Dating(between(day.day, day.day), "inferred", day.rule, day.sentence)
    earliest = _dated_statements(body, sentences, near)
    latest: list[_Bound] = []
    for witness in witnesses:
        first, last = _from_event(witness)
        earliest += first
        latest += last
    return _combined(earliest, latest)


def _combined(earliest: list[_Bound], latest: list[_Bound]) -> Dating | None:
    """The tightest bounds. What claims to be past but lies after the last possible day was no past statement."""
    upper = min(latest, key=lambda bound: bound.day, default=None)
    if upper:
        earliest = [bound for bound in earliest if bound.day <= upper.day]
    lower = max(earliest, key=lambda bound: bound.day, default=None)
    kept = [bound for bound in (lower, upper) if bound]
    if not kept:
        return None
    return Dating(
        between(lower.day if lower else None, upper.day if upper else None),
        "inferred",
        "+".join(dict.fromkeys(bound.rule for bound in kept)),
        "\n".join(dict.fromkeys(bound.sentence for bound in kept)),
    )


def _dated_statements(body: str, sentences: Sequence[Sentence], near: date | None) -> list[_Bound]:
    """Days of the past: “flew to Hawaii on November 3”, “(Kommersant, November 3)”. The year is the event's."""
    bounds = []
    for mention in find_dates(body):
        sentence = sentence_at(sentences, mention.start)
        if sentence is None or mention.alternative or (mention.year is None and near is None):
            continue
        if mention.day is None and mention.year is None:
            continue
        day = _in_year(mention, mention.year or _nearest_year(mention, near or date.min))
        if day is None:
            continue
        before = sentence.text[: mention.start - sentence.start]
        if _CITATION.search(before):
            bounds.append(_Bound(day, "dated-citation", sentence.text))
        elif stance_before(sentence.text, mention.start - sentence.start)[0] is Stance.OVER:
            bounds.append(_Bound(day, "dated-statement-of-the-past", sentence.text))
    return bounds


def _in_year(mention: DateMention, year: int) -> date | None:
    try:
        return mention.last(year) if mention.day else mention.first(year)
    except ValueError:
        return None


def _nearest_year(mention: DateMention, near: date) -> int:
    def distance(year: int) -> int:
        try:
            return abs((mention.first(year) - near).days)
        except ValueError:
            return 10**6

    return min((near.year - 1, near.year, near.year + 1), key=distance)


def _from_event(witness: Witness) -> tuple[list[_Bound], list[_Bound]]:
    """What the way an article speaks of an event proves: first possible days, last possible days."""
    event, sentence = witness.event, witness.naming.sentence.text
    if event.start is None or event.end is None:
        return [], []
    around = _around(witness)
    week_start = event.start - timedelta(days=event.start.weekday())
    week = _WEEK.search(around)
    if witness.stance is Stance.AHEAD:
        if not witness.is_subject:
            return [], []
        latest = [_Bound(event.start, "event-still-to-come", sentence)]
        if week and week["which"].lower() == "next":
            return [_Bound(week_start - timedelta(days=7), "next-week", sentence)], latest
        if week and week["which"].lower() == "this":
            return [_Bound(week_start, "this-week", sentence)], latest
        on = _ON_WEEKDAY.search(around)
        if on and WEEKDAYS.index(on["day"].lower()) == event.start.weekday():
            return [_Bound(event.start - timedelta(days=6), "weekday-to-come", sentence)], latest
        first, last = _from_longer(witness, "next")
        return first, latest + last
    if witness.stance is Stance.OVER:
        earliest = [_Bound(event.start, "event-has-happened", sentence)]
        if week and week["which"].lower() == "last" and witness.is_subject:
            return [_Bound(event.end + timedelta(days=1), "last-week", sentence)], [
                _Bound(week_start + timedelta(days=13), "last-week", sentence)
            ]
        if witness.is_subject:
            first, last = _from_longer(witness, "last")
            return earliest + first, last + _from_weekday_gone(event, around, sentence)
        return earliest, []
    return [], []


def _from_longer(witness: Witness, which: str) -> tuple[list[_Bound], list[_Bound]]:
    """“last month's summit”, “the summit next year”: the first and last day of the whole month or year of writing.

    The words stand right beside the event's name: farther off, other things were last year.
    """
    event, sentence = witness.event, witness.naming.sentence.text
    found = _LONGER.search(_around(witness, _BESIDE))
    if event.start is None or event.end is None or not found or found["which"].lower() not in (which, "this"):
        return [], []
    step = {"last": 1, "this": 0, "next": -1}[found["which"].lower()]
    day = event.end if which == "last" else event.start
    if found["unit"].lower() == "year":
        first, last = date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    else:
        months = day.year * 12 + day.month - 1 + step
        first = date(months // 12, months % 12 + 1, 1)
        last = date((months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)
    rule = f"{found['which'].lower()}-{found['unit'].lower()}"
    return [_Bound(first, rule, sentence)], [_Bound(last, rule, sentence)]


def _from_weekday_gone(event: EventEntry, around: str, sentence: str) -> list[_Bound]:
    """“met on Monday”: a weekday without a date is one of the last seven days."""
    for on in _ON_WEEKDAY.finditer(around):
        fitting = [day for day in _days(event) if day.weekday() == WEEKDAYS.index(on["day"].lower())]
        if len(fitting) == 1 and not _DATED.match(around, on.end()):
            return [_Bound(fitting[0] + timedelta(days=6), "weekday-gone", sentence)]
    return []


def _days(event: EventEntry) -> list[date]:
    if event.start is None or event.end is None:
        return []
    return [event.start + timedelta(days=i) for i in range((event.end - event.start).days + 1)]


def _day_of_writing(witness: Witness) -> _Bound | None:
    """“later on Friday”, “tomorrow”: words that fix the day of writing against exactly one of the event's days."""
    event = witness.event
    if event.start is None or event.end is None:
        return None
    days = _days(event)
    for sentence in dict.fromkeys(naming.sentence.text for naming in witness.namings):
        for match in _SAME_DAY.finditer(sentence):
            fitting = [day for day in days if day.weekday() == WEEKDAYS.index((match["day"] or match["part"]).lower())]
            if len(fitting) == 1:
                return _Bound(fitting[0], "same-day", sentence)
    beside = _DAY_BESIDE.search(_around(witness))
    if beside and beside["which"].lower() == "tomorrow" and witness.stance is Stance.AHEAD:
        return _Bound(event.start - timedelta(days=1), "tomorrow", witness.naming.sentence.text)
    is_one_day = event.start == event.end
    if beside and beside["which"].lower() == "yesterday" and witness.stance is Stance.OVER and is_one_day:
        return _Bound(event.end + timedelta(days=1), "yesterday", witness.naming.sentence.text)
    return None


def _day_of_dateline(witness: Witness, datelines: Sequence[str]) -> _Bound | None:
    """“BUCHAREST, Thursday” over an article on a meeting there that had one Thursday."""
    event = witness.event
    for line in datelines:
        match = PLACE_AND_WEEKDAY.fullmatch(line)
        if match and event.start and event.end and any(place.casefold() in line.casefold() for place in event.places):
            fitting = [day for day in _days(event) if day.weekday() == WEEKDAYS.index(match["day"].lower())]
            if len(fitting) == 1:
                return _Bound(fitting[0], "place-and-weekday", line)
    return None


def _around(witness: Witness, reach: int = _NEAR) -> str:
    naming = witness.naming
    start, end = naming.start - naming.sentence.start, naming.end - naming.sentence.start
    return naming.sentence.text[max(0, start - reach) : end + reach]
