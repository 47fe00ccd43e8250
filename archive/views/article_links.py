"""Who and what is named in an article, with the evidence: what the cards say that open over the words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.annotating import Mention
from archive.edtf import EdtfError, parse_edtf
from archive.models import Appearance, Article, Coverage, Event, Judgement, Person
from archive.rights import spans_within
from archive.rule_words import naming_reason, split_evidence
from archive.search.search_indexes import published_span
from archive.templatetags.archive_tags import country_name, event_days, search_url

_RULES = re.compile(r"(?P<rule>[a-z0-9+-]+)(?: \((?P<count>\d+)\))?(?:, |$)")


@dataclass(frozen=True)
class Named:
    """A record that an article names: what it is, its part in the article, and why the archive thinks so."""

    kind: str
    anchor: str
    label: str
    address: str
    line: str  # the office held then; the days and place of a summit
    role: str
    is_subject: bool
    is_proposed: bool
    evidence: str
    reasons: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    title_spans: tuple[tuple[int, int], ...]
    paragraphs: tuple[str, ...]
    found_by: str  # the search for all articles with it
    short_label: str = ""
    phase: str = ""

    @property
    def is_in_title(self) -> bool:
        return bool(self.title_spans)

    @property
    def judgement(self) -> str:
        return _("proposed") if self.is_proposed else _("confirmed")


def named_in(article: Article, appearances: Iterable[Appearance], coverages: Iterable[Coverage]) -> list[Named]:
    """People, then events, in the order of the links. The people's tenures have to be fetched with them."""
    starts = [start for _number, _text, start in article.paragraphs]
    return [
        *(_named(article, starts, link, link.person, "person") for link in appearances),
        *(_named(article, starts, link, link.event, "event") for link in coverages),
    ]


def _named(
    article: Article, starts: list[int], link: Appearance | Coverage, record: Person | Event, kind: str
) -> Named:
    spans = tuple((start, end) for start, end in spans_within(article, link.spans))
    numbers = [article.paragraph_numbers[bisect_right(starts, start) - 1] for start, _end in spans]
    return Named(
        kind=kind,
        anchor=f"{kind}-{record.pk}",
        label=record.name,
        address=record.get_absolute_url(),
        line=office_at_the_time(article, record) if isinstance(record, Person) else _days_and_place(record),
        role=_role(link),
        is_subject=link.role == "subject",
        is_proposed=link.judgement == Judgement.PROPOSED,
        evidence=link.evidence,
        reasons=tuple(naming_reasons(link.evidence)),
        spans=spans,
        title_spans=tuple((start, end) for start, end in link.title_spans),
        paragraphs=tuple(dict.fromkeys(numbers)),
        found_by=search_url(**{"person" if kind == "person" else "mentions": record.slug}),
        short_label=getattr(record, "short_name", record.name),
        phase=getattr(link, "phase", ""),
    )


def mentions_of(named: Iterable[Named], in_title: bool = False) -> list[Mention]:
    """Their words in the body, or those in the title."""
    return [
        Mention(start, end, one.address, one.label, one.kind, one.is_proposed, one.anchor)
        for one in named
        for start, end in (one.title_spans if in_title else one.spans)
    ]


def office_at_the_time(article: Article, person: Person) -> str:
    """The highest offices held when the article was published: “President, Finland”; empty where no date is known."""
    published = published_span(article)
    if published.earliest is None and published.latest is None:
        return ""
    held = []
    for tenure in person.tenures.all():
        try:
            overlaps = tenure.is_highest and parse_edtf(tenure.held).overlaps(published)
        except EdtfError:
            continue
        if overlaps:
            held.append(", ".join(filter(None, (tenure.office, str(country_name(tenure.country))))))
    return "; ".join(dict.fromkeys(held))


def naming_reasons(evidence: str) -> Iterator[str]:
    """What a link rests on, in words: “named in full (2 times)”. A curator's own words are given as they are."""
    rule, lines = split_evidence(evidence)
    rules = rule or (lines[0] if lines and _RULES.match(lines[0]) else "")
    found = list(_RULES.finditer(rules))
    if not found or found[-1].end() != len(rules):
        yield from filter(None, [evidence.strip()])
        return
    for match in found:
        words, count = naming_reason(match["rule"]), int(match["count"] or 1)
        times = ngettext("%(count)d time", "%(count)d times", count) % {"count": count}
        yield f"{words} ({times})" if count > 1 else words


def _days_and_place(event: Event) -> str:
    return ", ".join(filter(None, (event_days(event), event.place)))


def _role(link: Appearance | Coverage) -> str:
    is_subject = link.role == "subject"
    if isinstance(link, Appearance):
        return _("A subject of the article") if is_subject else _("Mentioned")
    return _("What the article is about") if is_subject else _("Looked back on, or named in passing")
