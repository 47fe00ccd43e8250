"""People: leaders first, then the others; and the page of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive.models import Article, Coverage, Event, Person, Source, Tenure
from archive.rights import spans_within, text_for_readers
from archive.views import charts
from archive.views.articles import newest
from archive.views.countries import countries_in
from archive.views.coverage import matrix
from archive.views.lists import BY_COUNTS, Order, RecordDetailView, Row, TalliedListView
from archive.views.months import chart_of
from archive.views.network import MOST_NEIGHBOURS, network
from archive.views.quotes import MOST_QUOTES, quotes_of
from archive.views.tallying import EVENT_FACTS, FACTS, Tallies, in_order, ranked

ARTICLE_LIMIT = 8
SUMMIT_LIMIT = 15
SOURCE_LIMIT = 12
ROLES = {"leader": True, "other": False}


@dataclass(frozen=True)
class Facts:
    """If a person held one of the highest offices, and any of which countries; the subject of how many articles."""

    is_leader: bool = False
    countries: frozenset[str] = frozenset()
    subject_count: int = 0


class PersonListView(TalliedListView):
    """People who are named in articles; the others of the authority file on demand."""

    template_name = "people/list.html"
    context_object_name = "people"
    column = "person"
    records = Person
    meaning = gettext_lazy("choice of people")
    orders = (
        Order(
            "name",
            pgettext_lazy("order of a list", "name"),
            key=lambda row: (not row.facts.is_leader, row.sort_name, row.pk),
        ),
        *BY_COUNTS,
        Order(
            "subject",
            pgettext_lazy("order of a list of people", "subject"),
            key=lambda row: (-row.facts.subject_count, row.sort_name),
        ),
    )

    def rows(self) -> Iterable[Row]:
        offices, subjects = offices_held(), self.tallies.of("subject")
        for pk, slug, name in Person.objects.published().order_by().values_list("pk", "slug", "sort_name"):
            is_leader, countries = offices.get(pk, (False, frozenset()))
            yield Row(pk, slug, name, Facts(is_leader, countries, subjects.get(slug, 0)))

    def chosen(self, rows: list[Row]) -> list[Row]:
        self.countries = countries_in(
            Counter(code for row in rows if row.count or self.show_all for code in row.facts.countries)
        )
        self.country = self.choice("country", {code: code for code, *_rest in self.countries}, _("country"))
        self.role = self.choice("role", {value: value for value in ROLES}, _("role"))
        if self.country:
            rows = [row for row in rows if self.country in row.facts.countries]
        if self.role:
            rows = [row for row in rows if row.facts.is_leader is ROLES[self.role]]
        self.letters = sorted({row.letter for row in rows if row.count or self.show_all})
        letter = self.choice("letter", {letter: letter for letter in self.letters}, _("letter"))
        self.letter = letter
        return [row for row in rows if row.letter == letter] if letter else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        offices = main_offices([row.pk for row in context["people"]])
        for row in context["people"]:
            row.record.office = offices.get(row.pk)
        return context | {
            "letters": self.letters,
            "letter": self.letter,
            "countries": self.countries,
            "country": self.country,
            "role": self.role,
            "by_name": self.order.value == "name" and not self.role,
        }


def offices_held() -> dict[int, tuple[bool, frozenset[str]]]:
    """By the key of a person: whether one of the highest offices was held, and of which countries any."""
    countries: dict[int, set[str]] = {}
    leaders = set()
    tenures = Tenure.objects.order_by().values_list("person_id", "country", "is_highest")
    for person, country, is_highest in tenures:
        countries.setdefault(person, set()).add(country)
        if is_highest:
            leaders.add(person)
    return {pk: (pk in leaders, frozenset(codes - {""})) for pk, codes in countries.items()}


def main_offices(people: Iterable[int]) -> dict[int, Tenure]:
    """The last of the highest offices each of these people held, else the last of the others."""
    tenures = Tenure.objects.filter(person__in=list(people)).order_by("is_highest", "held", "office")
    return {tenure.person_id: tenure for tenure in tenures}


class PersonDetailView(RecordDetailView):
    """One person: when, with whom, at which summits, where and in which words; `?phase=` chooses among the quotes."""

    model = Person
    template_name = "people/detail.html"
    context_object_name = "person"
    facet = "person"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, tallies = self.object, Tallies()
        tenures = list(person.tenures.all())
        signed = Article.objects.published().filter(authorships__in=person.authorships.shown())
        return super().get_context_data(**kwargs) | {
            **named_with(person, tallies),
            **named_in(person, tallies),
            **quotes_around(person, tallies, self.request.GET.get("phase", "")),
            "counts_are_ready": tallies.are_ready,
            "articles": articles_naming(person, tallies),
            "written": newest(tallies, ARTICLE_LIMIT, signed, author=person.slug),
            "tenures": tenures,
            "office": max(tenures, key=lambda tenure: (tenure.is_highest, tenure.held), default=None),
            "aliases": person.aliases.filter(is_blocked=False),
            "attended": Event.objects.published().filter(Q(participants=person) | Q(host=person)).distinct(),
        }


def named_in(person: Person, tallies: Tallies) -> dict[str, Any]:
    """In how many articles, when, on which summits and from which sources."""
    choice = {"person": person.slug}
    summits, sources = tallies.known("event", **choice), tallies.known("source", **choice)
    covered = ranked(
        Event.objects.published().only(*EVENT_FACTS), summits, tallies.by_phase("event", **choice), SUMMIT_LIMIT
    )
    phases = tallies.by_phase("source", **choice)
    printed = ranked(Source.objects.published().only(*FACTS), sources, phases, SOURCE_LIMIT)
    return {
        "chart": chart_of(tallies, covered, **choice),
        "matrix": matrix((each.record, vars(each.phases)) for each in covered),
        "summit_count": len(summits),
        "sources": printed,
        "source_count": len(sources),
        "largest_total": charts.largest_total(each.phases for each in printed),
    }


def named_with(person: Person, tallies: Tallies) -> dict[str, Any]:
    """How many articles name the person, as their subject or not, and who else is named in them."""
    counts = tallies.known("person", person=person.slug)
    article_count = counts.pop(person.slug, 0)
    subject_count = tallies.of("subject").get(person.slug, 0)
    together = ranked(Person.objects.published().only(*FACTS), counts, {}, MOST_NEIGHBOURS)
    return {
        "article_count": article_count,
        "subject_count": subject_count,
        "mentioned_count": article_count - subject_count,
        "together": together,
        "together_count": len(counts),
        "network": network(person, together, tallies),
    }


def articles_naming(person: Person, tallies: Tallies) -> list[Article]:
    """The newest, with the role of the person and whether the link is only proposed."""
    links = person.appearances.shown()
    otherwise = Article.objects.published().filter(appearances__in=links)
    articles = newest(tallies, ARTICLE_LIMIT, otherwise, person=person.slug)
    roles = links.filter(article__in=articles).order_by().values_list("article_id", "role", "judgement")
    found = {article: (role, judgement == "proposed") for article, role, judgement in roles}
    for article in articles:
        article.role, article.is_proposed = found.get(article.pk, ("", False))
    return articles


def quotes_around(person: Person, tallies: Tallies, phase: str) -> dict[str, Any]:
    """The name in its context in the newest articles, perhaps only those before, during or after a summit."""
    phase = phase if phase in charts.PHASES else ""
    keys = tallies.newest(MOST_QUOTES, person=person.slug, **({"phase": phase} if phase else {}))
    appearances = person.appearances.shown().filter(article__in=keys).exclude(spans=[])
    spans = dict(appearances.order_by().values_list("article_id", "spans"))
    quoted = Article.objects.published().listed("body", "paragraph_numbers")
    named = map(text_for_readers, in_order(quoted, [key for key in keys if key in spans]))
    within = {article: spans_within(article, spans[article.pk]) for article in named}
    articles = [article for article, left in within.items() if left]
    phases = Coverage.objects.shown().subjects().filter(article__in=articles).order_by("-event__start", "-pk")
    phase_of = dict(phases.values_list("article_id", "phase"))
    for article in articles:
        article.phase = phase or phase_of.get(article.pk, "")
    return {
        "quotes": quotes_of([(article, within[article]) for article in articles]),
        "quoted_phase": phase,
        "phases": charts.PHASES,
    }
