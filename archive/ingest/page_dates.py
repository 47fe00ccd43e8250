"""Days in a page's markup. A day is taken as it was written: no time zone is moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from urllib.parse import urlsplit

from lxml import etree

from archive.ingest.dates import find_dates
from archive.ingest.visible_text import visible_text

_WRITTEN = re.compile(r"\s*(?P<year>(?:19|20)\d\d)(?P<mark>[-/.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)")
_IN_PATH = re.compile(r"/(?P<year>(?:19|20)\d\d)(?P<mark>[-/_]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?=[-/_.]|$)")
_PUBLISHED = re.compile(
    r"publi|posted|entry-date|post-date|pubdate|created|datum|article.?date|date.?time|timestamp", re.IGNORECASE
)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|datum|data|fecha|published|submitted|post-created)(?:$|[\s_-])", re.IGNORECASE
)
_FIRST_TO_SEE_A_DAY = timezone(timedelta(hours=14))
_CHANGED = re.compile(r"updat|modif|edit", re.IGNORECASE)


def day_of(text: str) -> date | None:
    """The day of a timestamp (`2018-07-16T23:30:00-05:00`, `20180716`) or of a printed date that names its year."""
    match = _WRITTEN.match(text)
    if match:
        return _day(match)
    for found in find_dates(text):
        if found.day and found.year and not found.alternative:
            return found.first(found.year)
    return None


def day_in_url(url: str) -> date | None:
    """The day that a web address holds: `/2018/07/16/`, `/2018-07-16-`, `/20180716`."""
    match = _IN_PATH.search(urlsplit(url).path)
    return _day(match) if match else None


def last_day_at(moment: datetime) -> date:
    """The latest of the days that it is anywhere on Earth at a moment."""
    return moment.astimezone(_FIRST_TO_SEE_A_DAY).date()


def time_elements(root: etree._Element, title: etree._Element | None) -> Iterator[tuple[date, str]]:
    """Days of publication in microdata and time elements with their words, the likeliest first."""
    found: list[tuple[int, int, date, str]] = []
    is_after_title = False
    for place, element in enumerate(root.iter(etree.Element)):
        is_after_title |= element is title
        rank = _rank(element, is_after_title or title is None)
        if rank is None or _is_in_comments(element):
            continue
        shown = " ".join(visible_text(element).split())[:100] if element.tag != "meta" else ""
        words = (element.get("datetime") or element.get("content") or element.get("title") or "").strip()[:100]
        day = day_of(words) or day_of(shown)
        if day:
            found.append((rank, place, day, " ".join(dict.fromkeys(part for part in (words, shown) if part))))
    for _, _, day, text in sorted(found, key=lambda entry: entry[:2]):
        yield day, text


def _rank(element: etree._Element, is_after_title: bool) -> int | None:
    """How far an element is from being the day of publication; None where it is no date at all."""
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
    marks = (element.get("itemprop", ""), element.get("property", "").removeprefix("schema:"))
    is_published = any(mark in ("datePublished", "dateCreated") for mark in marks) or "pubdate" in element.attrib
    if element.tag == "time":
        if _CHANGED.search(names) or element.get("itemprop") == "dateModified":
            return 8
        return (0 if is_published else 2 if _PUBLISHED.search(names) else 4) + (0 if is_after_title else 1)
    if is_published:
        return 1 if element.tag != "meta" else 3
    if element.tag == "abbr" and _PUBLISHED.search(names):
        return 2
    if is_after_title and len(element) <= 2 and _DATE_CLASS.search(names) and not _CHANGED.search(names):
        return 6
    return None


def _is_in_comments(element: etree._Element) -> bool:
    names = (f"{above.get('class', '')} {above.get('id', '')}" for above in (element, *element.iterancestors()))
    return any("comment" in name.lower() for name in names)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
