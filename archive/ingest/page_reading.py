"""What a page says of itself as the archive holds it: its date, its publisher. It goes before what its text says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from archive.edtf import EdtfSpan, between, parse_edtf
from archive.ingest.authority import Gazetteer
from archive.ingest.blocks import Block
from archive.ingest.dating import Dating, printed_date
from archive.ingest.folding import name_key
from archive.ingest.page_facts import Fact, PageFacts
from archive.ingest.publishers import Publisher

_UTC = re.compile(r"\d\d:\d\d(?::[\d.]+)?\s?(?:Z|UTC|GMT|\+00:?00)")


def page_dating(facts: PageFacts, blocks: Sequence[Block], body: str) -> Dating | None:
    """The day that the markup states, else the one that is printed, else the one in the page's address."""
    printed = printed_date(blocks, body, None)
    if facts.published is None:
        return printed or (_dating(facts.day_in_url, "inferred") if facts.day_in_url else None)
    stated = _dating(facts.published, "stated")
    is_moved = printed and _UTC.search(facts.published.evidence) and _is_day_beside(printed.span, stated.span)
    return printed if is_moved else stated


def not_after_capture(dating: Dating | None, facts: PageFacts) -> Dating | None:
    """A dating that is open to the end, or none, with the day of the capture as its last; all others as they are."""
    if facts.captured is None or (dating and (dating.basis != "inferred" or dating.span.latest)):
        return dating
    last = date.fromisoformat(facts.captured.value)
    first = dating.span.earliest if dating else None
    if first and first > last:  # its words say otherwise, and may be wrong; the capture then proves nothing more
        return dating
    rules, evidence = (f"{dating.rule}+", f"{dating.evidence}\n") if dating else ("", "")
    return Dating(between(first, last), "inferred", rules + facts.captured.rule, evidence + facts.captured.evidence)


def _is_day_beside(one: EdtfSpan, other: EdtfSpan) -> bool:
    """Whether two days differ by one: the markup's clock stands in another zone than the reader's."""
    days = [span.earliest for span in (one, other) if span.is_day and span.earliest]
    return len(days) == 2 and abs((days[0] - days[1]).days) == 1


def _dating(fact: Fact, basis: str) -> Dating:
    return Dating(parse_edtf(fact.value), basis, fact.rule, fact.evidence)


def page_publisher(facts: PageFacts, gazetteer: Gazetteer) -> Publisher | None:
    """The source whose site the page stands on, else the one it names as its site."""
    slug = gazetteer.source_of_host(urlsplit(facts.url.value).hostname or "") if facts.url else ""
    if slug and facts.url:
        return Publisher(slug, facts.publisher.value if facts.publisher else "", "domain", facts.url.value)
    if facts.publisher is None:
        return None
    slug = gazetteer.source_names.get(name_key(facts.publisher.value), "")
    return Publisher(slug, facts.publisher.value, facts.publisher.rule, facts.publisher.evidence)
