"""What two articles, or two sets of articles, have in common and what only one of them has: counts side by side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from archive.models import Article, Coverage, Person
from archive.models.addresses import address_of
from archive.models.person import PersonAlias
from archive.search.contrasts import Contrast, CountedWord, of_sets, of_texts
from archive.search.engine.analysis import terms
from archive.search.engine.caching import ByteCache
from archive.search.engine.snapshot import Snapshot
from archive.search.facets import FACETS
from archive.search.labels import labels
from archive.search.search_indexes import UNKNOWN
from archive.search.tallies import tally
from archive.views.sides import Side

SHOWN_BOTH, SHOWN_ONE = 15, 10  # rows of what both sides have, and of what one has
READ = 60  # articles of a set whose words are counted: evenly from first to last
MOST_NAMES = 60  # people of a set whose names are no words
_contrasts = ByteCache(2**22)
_ROUTES = {"person": "person-detail", "event": "event-detail", "source": "source-detail"}
_HALF = 48.0  # percent: of the longest bar on either side

AddressOf = Callable[[str], str]


@dataclass(frozen=True)
class Row:
    """Something counted on both sides; the bars stand left and right of the middle, their widths in percent."""

    name: str
    address: str
    a: int
    b: int
    a_address: str
    b_address: str
    a_width: float = 0
    b_width: float = 0

    @property
    def a_x(self) -> float:
        return round(50 - self.a_width, 2)


@dataclass(frozen=True)
class Group:
    """`kind`: both, a or b; `more` rows are not shown."""

    kind: str
    rows: tuple[Row, ...]
    more: int = 0


@dataclass(frozen=True)
class Words:
    """The contrast of the words: in which language, and of how many articles of each side."""

    groups: tuple[Group, ...]
    language: str
    read: tuple[int, int]


def people_of_articles(a: Any, b: Any) -> list[Group]:
    """Whoever is named in either article, how often, with links to where it is the first time.

    The articles have their `shown_appearances` with them.
    """
    counts: list[dict[str, int]] = []
    places: list[dict[str, str]] = []
    names: dict[str, str] = {}
    for article in (a, b):
        links = article.shown_appearances
        counts.append({link.person.slug: max(len(link.spans) + len(link.title_spans), 1) for link in links})
        places.append({link.person.slug: _first_place(article, link.spans) for link in links})
        names |= {link.person.slug: link.person.name for link in links}
    return grouped("person", counts, (1, 1), names, [place.__getitem__ for place in places])


def events_of_articles(a: Any, b: Any) -> list[tuple[Coverage | None, Coverage | None]]:
    """The summits either is about or looks back on, those of both first; the articles have their `shown_coverages`."""
    links: dict[int, list[Coverage | None]] = {}
    for place, article in enumerate((a, b)):
        for link in article.shown_coverages:
            links.setdefault(link.event_id, [None, None])[place] = link
    return sorted(((x, y) for x, y in links.values()), key=lambda pair: None in pair)


def counted_in_sets(
    column: str, a: Side, b: Side, totals: tuple[int, int], snapshot: Snapshot, but: Collection[str] = ()
) -> list[Group]:  # fmt: skip
    """The values of a column of the index on both sides, with links to the searches. Raises IndexNotReadyError."""
    left_out = {UNKNOWN, *but}
    tallies = [tally(column, side.choices, snapshot=snapshot) for side in (a, b)]
    counts = [{value: count for value, count in each.items() if value not in left_out} for each in tallies]
    facet = next(facet for facet in FACETS if facet.name == column)
    names = labels(facet, _foremost(counts, totals))
    return grouped("event" if column == "mentions" else column, counts, totals, names,
                   [_searches(side, column) for side in (a, b)])  # fmt: skip


def grouped(
    kind: str, counts: Sequence[Mapping[str, int]], totals: Sequence[int], names: Mapping[str, str],
    addresses: Sequence[AddressOf],
) -> list[Group]:  # fmt: skip
    """What both have, what only the first has, and what only the second has; bars by the share of the articles."""
    a, b = counts
    share_a = {value: count / (totals[0] or 1) for value, count in a.items()}
    share_b = {value: count / (totals[1] or 1) for value, count in b.items()}
    longest = max([*share_a.values(), *share_b.values()], default=1)
    kinds = (("both", [*(a.keys() & b.keys())], SHOWN_BOTH), ("a", [*(a.keys() - b.keys())], SHOWN_ONE),
             ("b", [*(b.keys() - a.keys())], SHOWN_ONE))  # fmt: skip
    groups = []
    for name, values, most in kinds:
        ordered = sorted(values, key=lambda value: (-share_a.get(value, 0) - share_b.get(value, 0), value))
        rows = tuple(
            Row(
                name=names.get(value, value),
                address=address_of(_ROUTES[kind], value),
                a=a.get(value, 0),
                b=b.get(value, 0),
                a_address=addresses[0](value) if value in a else "",
                b_address=addresses[1](value) if value in b else "",
                a_width=round(_HALF * share_a.get(value, 0) / longest, 2),
                b_width=round(_HALF * share_b.get(value, 0) / longest, 2),
            )
            for value in ordered[:most]
        )
        if rows:
            groups.append(Group(name, rows, len(values) - len(rows)))
    return groups


def words_of_articles(a: Article, b: Article) -> Words | None:
    """Raises IndexNotReadyError."""
    if a.language != b.language:
        return None
    contrast = of_texts(
        a.body,
        b.body,
        a.language,
        _words_of_names(Person.objects.published().filter(appearances__article__in=[a.pk, b.pk])),
    )
    return _words(contrast, a.language, (1, 1), [_passages(article) for article in (a, b)])


def words_of_sets(a: Side, b: Side, generation: object) -> Words | None:
    """Of some articles of each side, in the language that most of both are in; remembered. Raises IndexNotReadyError.

    `generation` is that of the index: the words are counted anew when it is another one.
    """
    languages = [tally("language", side.choices) for side in (a, b)]
    both = (languages[0].keys() & languages[1].keys()) - {UNKNOWN}
    if not both:
        return None
    language = max(both, key=lambda code: (min(languages[0][code], languages[1][code]), code))
    key = (generation, a.value, b.value, a.event and a.event.slug, language)

    def work_out() -> tuple[Contrast, tuple[int, int]]:
        texts = [bodies_of(side, language) for side in (a, b)]
        named = [slug for side in (a, b) for slug in list(tally("person", side.choices))[:MOST_NAMES]]
        apart = _words_of_names(Person.objects.published().filter(slug__in=named))
        apart |= {term.text for side in (a, b) for term in terms(str(side.record))}
        return of_sets(*texts, language, apart), (len(texts[0]), len(texts[1]))

    contrast, read = _contrasts.get(key, work_out, lambda _: 10_000)
    return _words(contrast, language, read, [_word_searches(side) for side in (a, b)])


def bodies_of(side: Side, language: str) -> list[str]:
    """The texts of some articles of a side in one language: every n-th, so that all of its time has a part in them."""
    articles = Article.objects.published().filter(language=language)
    event = side.record if side.kind == "event" else side.event
    if side.kind == "source":
        articles = articles.filter(source=side.record)
    if event is not None:
        about = Coverage.objects.shown().subjects().filter(event=event)
        articles = articles.filter(pk__in=about.values("article"))
    keys = list(articles.order_by("pk").values_list("pk", flat=True))
    step = -(-len(keys) // READ) or 1
    return list(Article.objects.filter(pk__in=keys[::step]).order_by("pk").values_list("body", flat=True))


def _words(
    contrast: Contrast, language: str, read: tuple[int, int], addresses: Sequence[AddressOf]
) -> Words:  # fmt: skip
    parts = (("both", contrast.shared), ("a", contrast.more_a), ("b", contrast.more_b))
    longest = max((max(word.a, word.b) for _, words in parts for word in words), default=1)
    groups = tuple(
        Group(kind, tuple(_word_row(word, longest, addresses) for word in words)) for kind, words in parts if words
    )
    return Words(groups, language, read)


def _word_row(word: CountedWord, longest: int, addresses: Sequence[AddressOf]) -> Row:
    widths = [round(_HALF * count / longest, 2) for count in (word.a, word.b)]
    found = [address(word.word) if count else "" for address, count in zip(addresses, (word.a, word.b), strict=True)]
    return Row(word.word, "", word.a, word.b, *found, *widths)


def _foremost(counts: Sequence[Mapping[str, int]], totals: Sequence[int]) -> set[str]:
    """Values that may be shown: enough of each group, whichever way they are sorted."""
    most = SHOWN_BOTH + 2 * SHOWN_ONE
    a, b = counts
    shares = {
        value: a.get(value, 0) / (totals[0] or 1) + b.get(value, 0) / (totals[1] or 1) for value in a.keys() | b.keys()
    }
    found: set[str] = set()
    for values in (a.keys() & b.keys(), a.keys() - b.keys(), b.keys() - a.keys()):
        found.update(sorted(values, key=lambda value: (-shares[value], value))[:most])
    return found


def _first_place(article: Article, spans: Iterable[Sequence[int]]) -> str:
    """The paragraph in which the first of the spans stands."""
    start = min((span[0] for span in spans), default=-1)
    numbers = [number for number, _, begins in article.paragraphs if begins <= start]
    return article.get_absolute_url() + (f"#p{numbers[-1]}" if numbers else "")


def _words_of_names(people: QuerySet[Person]) -> set[str]:
    """The words of all names of some people: they have a list of their own."""
    aliases = PersonAlias.objects.filter(person__in=people, is_blocked=False).order_by()
    names = {*people.order_by().values_list("name", flat=True), *aliases.values_list("text", flat=True)}
    return {term.text for name in names for term in terms(name)}


def _searches(side: Side, column: str) -> AddressOf:
    chosen = [(name, value) for name, values in side.choices.items() for value in values]
    return lambda value: f"{address_of('search')}?{urlencode([*chosen, (column, value)])}"


def _word_searches(side: Side) -> AddressOf:
    chosen = [(name, value) for name, values in side.choices.items() for value in values]
    return lambda word: f"{address_of('search')}?{urlencode([('q', word), *chosen])}"


def _passages(article: Article) -> AddressOf:
    return lambda word: f"{article.get_absolute_url()}?{urlencode({'q': word})}#match-1"
