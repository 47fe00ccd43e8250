"""The days a page prints as its own: on lines of dates, over the text, beside its title; the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from archive.ingest.blocks import Block
from archive.ingest.dates import DateMention, find_dates

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_FILED = re.compile(r"^[^\W\d_a-zа-яё][\w .,’'-]{1,40}[,(–—-]\s?$")
_FILED_BY = re.compile(r"\s?(?:\([^)]{2,40}\)|/[A-Z ]+/|[).]?\s?[–—-]{1,2}\s)")
_OPENS = re.compile(r"\s?(?:[.:|–—-]|//)\s+[^\W\d_]")
_UPDATE = re.compile(r"updat|modif|edit|обновл|aktualis|mis à jour|actualiz|aggiorn|gewijzigd", re.IGNORECASE)
_REPLY = re.compile(r"\b(?:reply|replies|says|sagt|antworten|répondre|responder|ответить)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|posted|veröffentlicht|erstellt|опублик", re.IGNORECASE)
_WEEKDAY = re.compile(
    rf"(?:{'|'.join(WEEKDAYS)}|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|\w+tag|mittwoch|lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b\.?,?",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(r"\d[/-]\d\d?[/-]\d")
_ENGLISH = re.compile(r"\b(?:the|of|and|to)\b", re.IGNORECASE)
_BESIDE_TITLE = 12  # lines between a title and its date: farther off stand the day of the visit and other articles'
_LONGEST_LINE = 250
_OPENING = 80  # characters of the text
_SAMPLE = 600  # characters that tell English from other languages


class PrintedDay(NamedTuple):
    mention: DateMention
    rule: str
    evidence: str


class _Rank(NamedTuple):
    """What speaks against a line's date, the worst first; lines that are alike go in order."""

    is_far: bool
    is_update: bool
    is_above: bool
    line: int


def printed_days(blocks: Sequence[Block], body: str) -> Iterator[PrintedDay]:
    """The days of lines beside the title, the text's opening, the title in a list with its date, lines far off.

    A masthead's day (“Monday, 16 July 2018” over the title) is the reader's own as often as not, and comes after the
    opening's.
    """
    title = next((i for i, block in enumerate(blocks) if block.kind == "title"), None)
    beside: list[PrintedDay] = []
    mastheads: list[PrintedDay] = []
    far: list[PrintedDay] = []
    for rank, mention in sorted(_ranked(blocks, title), key=lambda found: found[0]):
        text = blocks[rank.line].text
        is_masthead = rank.is_above and _is_masthead(text, mention)
        those = far if rank.is_far else mastheads if is_masthead else beside
        those.append(PrintedDay(_settled(mention, text, blocks, body), "printed-date", text))
    yield from beside
    yield from _opening(body)
    yield from mastheads
    yield from _listed(blocks, title) if title is not None else ()
    yield from (day._replace(rule="printed-date-far-from-the-title") for day in far)


def _ranked(blocks: Sequence[Block], title: int | None) -> Iterator[tuple[_Rank, DateMention]]:
    for i, block in enumerate(blocks):
        if block.kind not in ("dateline", "byline") or _REPLY.search(block.text):
            continue
        before = 0
        days = [found for found in find_dates(block.text) if found.day]
        for mention in days:
            label = block.text[before : mention.start]
            before = mention.end
            is_update = bool(_UPDATE.search(label))
            if is_update and mention is not days[-1]:
                continue
            is_far = title is not None and abs(i - title) > _BESIDE_TITLE
            is_near = not is_far or bool(_PUBLISHED.search(label))
            yield _Rank(not is_near, is_update, title is not None and i < title, i), mention
            break


def _is_masthead(text: str, mention: DateMention) -> bool:
    """Whether a line is a weekday and a date, and nothing else."""
    before, after = text[: mention.start].strip(), text[mention.end :].strip(" .,|")
    return not after and bool(_WEEKDAY.fullmatch(before))


def _opening(body: str) -> Iterator[PrintedDay]:
    """The day that an agency filed on, or that stands before the first sentence."""
    opening = body.split("\n\n", 1)[0]
    for mention in find_dates(opening[:_OPENING]):
        if not mention.day or mention.last_day:
            continue
        before = opening[: mention.start]
        if _FILED.match(before) and _FILED_BY.match(opening, mention.end):
            yield PrintedDay(mention, "agency-dateline", opening[: mention.end])
        elif not before and mention.year and _OPENS.match(opening, mention.end):
            yield PrintedDay(mention, "date-opens-the-text", opening[: mention.end])


def _listed(blocks: Sequence[Block], title: int) -> Iterator[PrintedDay]:
    """A line of a list that is the title with a date behind it."""
    printed = blocks[title].text
    for block in blocks:
        if len(block.text) > len(printed) and block.text.startswith(printed) and len(block.text) < _LONGEST_LINE:
            mention = next((found for found in find_dates(block.text) if found.start >= len(printed)), None)
            if mention and mention.day and mention.year:
                yield PrintedDay(mention, "date-behind-the-title", block.text)


def _settled(mention: DateMention, line: str, blocks: Sequence[Block], body: str) -> DateMention:
    """A date in figures read the one way that its weekday, the page's other dates or its language leave."""
    if mention.alternative is None:
        return mention
    day_first, month_first = replace(mention, alternative=None), _swapped(mention)
    weekday = next((i for i, name in enumerate(WEEKDAYS) if re.search(rf"\b{name[:3]}", line, re.IGNORECASE)), None)
    year = mention.year or 0
    fitting = [reading for reading in (day_first, month_first) if reading.first(year).weekday() == weekday]
    if len(fitting) == 1:
        return fitting[0]
    if body and not _ENGLISH.search(body[:_SAMPLE]):
        return day_first  # months go first in American English only
    others = {_goes_day_first(found, block.text) for block in blocks for found in _dates_in_figures(block.text)} - {
        None
    }
    if len(others) == 1:
        return day_first if others.pop() else month_first
    return mention


def _swapped(mention: DateMention) -> DateMention:
    month, day = mention.alternative or (mention.month, mention.day)
    return replace(mention, month=month, day=day, alternative=None)


def _dates_in_figures(text: str) -> list[DateMention]:
    if not _IN_FIGURES.search(text):
        return []
    return [found for found in find_dates(text) if found.day and found.alternative is None]


def _goes_day_first(mention: DateMention, text: str) -> bool | None:
    """Whether a date printed as figures between strokes begins with its day; None where it is printed otherwise."""
    parts = re.split(r"[/-]", text[mention.start : mention.end])
    if len(parts) != 3 or len(parts[0].strip()) > 2 or not parts[0].strip().isdigit() or mention.day == mention.month:
        return None
    return int(parts[0]) == mention.day
