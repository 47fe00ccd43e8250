"""The coverage of a summit, laid out for its page: three columns around its days, and records by phase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from archive.models import Article, Coverage, Event, Source
from archive.search.search_indexes import UNKNOWN
from archive.views.charts import PhaseCounts
from archive.views.relative_days import relative_words
from archive.views.tallying import Tallies

LISTED = 10  # articles of a column, those nearest to the meeting; the rest is one search away
LOOKED_AT = 24  # of so many, a few of each day are listed, so that a column reaches over several days
OF_A_DAY = (3, 5, LISTED)  # articles of one day: as few as fill the column
SOURCES_LISTED = 20
FULL = 3  # articles that a cell has at least, to be drawn full


@dataclass(frozen=True)
class CoveredArticle:
    """An article in the column of its phase; `when` says its day against the summit's, such as “3 days before”."""

    article: Article
    when: str
    is_proposed: bool


@dataclass(frozen=True)
class DayOfColumn:
    """`when` is empty for articles without a date; `more` is the day, where it has more articles than are listed."""

    when: str
    articles: tuple[CoveredArticle, ...]
    more: date | None = None


@dataclass(frozen=True)
class PhaseColumn:
    """`days`: the articles of a phase in the order of their days, those of a day together; undated ones last."""

    phase: str
    count: int
    days: tuple[DayOfColumn, ...] = ()

    @property
    def is_cut(self) -> bool:
        return self.count > sum(len(day.articles) for day in self.days)


@dataclass(frozen=True)
class MatrixCell:
    phase: str
    count: int
    weight: str


@dataclass(frozen=True)
class MatrixRow:
    """A source (None: articles without one) or a summit, with its articles in each phase."""

    record: object
    cells: tuple[MatrixCell, ...]
    total: int


@dataclass(frozen=True)
class Matrix:
    """`totals` are those of all rows there are, `unlisted` the number of those left out."""

    phases: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[int, ...]
    total: int
    unlisted: int = 0


def phase_columns(event: Event, counts: PhaseCounts, tallies: Tallies) -> list[PhaseColumn]:
    """Before, during and after, always; undetermined only where there is any."""
    wanted = [phase for phase in Coverage.Phase.values if phase != "undetermined" or counts.undetermined]
    nearest = {
        phase: (tallies.newest if phase == "before" else tallies.oldest)(LOOKED_AT, event=event.slug, phase=phase)
        for phase in wanted
        if getattr(counts, phase)
    }
    links = _links(event, {key for keys in nearest.values() for key in keys})
    return [PhaseColumn(phase, getattr(counts, phase), _days(links, phase, event)) for phase in wanted]


def _links(event: Event, keys: set[int]) -> list[Coverage]:
    """In the order of their articles' days, those without any last."""
    if not keys:
        return []
    links = (
        Coverage.objects.shown()
        .subjects()
        .filter(event=event, article__in=Article.objects.published().filter(pk__in=keys))
    )
    links = links.select_related("article__source").only(
        "event", "phase", "judgement", "article__slug", "article__title", "article__title_is_devised",
        "article__language", "article__published_edtf", "article__published_earliest", "article__published_latest",
        "article__published_sort", "article__source__name", "article__source__slug",
    )  # fmt: skip
    return sorted(links, key=lambda link: _place(link.article))


def _place(article: Article) -> tuple[date, date, str]:
    first = article.published_sort or date.max
    return first, article.published_latest or first, article.title


def _days(links: Iterable[Coverage], phase: str, event: Event) -> tuple[DayOfColumn, ...]:
    """The days of a column: those nearest to the meeting, with a few articles of each."""
    listed = (
        CoveredArticle(link.article, relative_words(link.article, event), link.judgement == "proposed")
        for link in links
        if link.phase == phase
    )
    days = [DayOfColumn(when, tuple(articles)) for when, articles in groupby(listed, key=lambda each: each.when)]
    if phase == Coverage.Phase.BEFORE:
        return tuple(_turned(_cut(_turned(days))))
    return tuple(_cut(days))


def _turned(days: list[DayOfColumn]) -> list[DayOfColumn]:
    """The other way round, but those without a date last as before."""
    dated = [day for day in days if day.articles[0].article.published_sort]
    return dated[::-1] + [day for day in days if not day.articles[0].article.published_sort]


def _cut(days: list[DayOfColumn]) -> list[DayOfColumn]:
    """The first days, so many that LISTED articles are left, and of each as few as OF_A_DAY allows."""
    most = next((most for most in OF_A_DAY if sum(min(len(day.articles), most) for day in days) >= LISTED), LISTED)
    kept: list[DayOfColumn] = []
    room = LISTED
    for day in days:
        shown = day.articles[: min(most, room)]
        if not shown:
            break
        kept.append(DayOfColumn(day.when, shown, _only_day(day.articles) if shown != day.articles else None))
        room -= len(shown)
    return kept


def _only_day(articles: Iterable[CoveredArticle]) -> date | None:
    """The one day of all of them; None where the words about it stand for several."""
    ends = {day for each in articles for day in (each.article.published_earliest, each.article.published_latest)}
    return ends.pop() if len(ends) == 1 else None


def source_matrix(event: Event, tallies: Tallies) -> Matrix:
    """Sources against phases for one event, the fullest row first; at most SOURCES_LISTED rows."""
    counts: dict[str, dict[str, int]] = {}
    for phase in Coverage.Phase.values:
        for slug, count in tallies.of("source", event=event.slug, phase=phase).items():
            counts.setdefault(slug, {})[phase] = count
    table = matrix(counts.items(), SOURCES_LISTED)
    sources = (
        Source.objects.published().only("slug", "name").in_bulk([row.record for row in table.rows], field_name="slug")
    )
    return Matrix(
        table.phases,
        tuple(
            MatrixRow(sources.get(row.record), row.cells, row.total)
            for row in table.rows
            if row.record in sources or row.record == UNKNOWN
        ),
        table.totals, table.total, table.unlisted,
    )  # fmt: skip


def matrix(rows: Iterable[tuple[object, Mapping[str, int]]], most: int | None = None) -> Matrix:
    """Records with their counts by phase as rows of cells; the column “undetermined” only where it holds something."""
    counted = [(record, phases, sum(phases.values())) for record, phases in rows]
    counted.sort(key=lambda row: (-row[2], str(row[0] or "")))
    fullest = max((count for _, phases, _ in counted for count in phases.values()), default=0)
    names = tuple(
        phase
        for phase in Coverage.Phase.values
        if phase != "undetermined" or any(phases.get(phase) for _, phases, _ in counted)
    )
    return Matrix(
        phases=names,
        rows=tuple(
            MatrixRow(
                record,
                tuple(MatrixCell(name, phases.get(name, 0), _weight(phases.get(name, 0), fullest)) for name in names),
                total,
            )
            for record, phases, total in counted[:most]
        ),
        totals=tuple(sum(phases.get(phase, 0) for _, phases, _ in counted) for phase in names),
        total=sum(total for _, _, total in counted),
        unlisted=len(counted[most:]) if most else 0,
    )


def _weight(count: int, most: int) -> str:
    """How full a cell is drawn: against the fullest cell of its table, in thirds; a handful is not drawn full."""
    if not count:
        return "none"
    most = max(most, FULL)
    return "many" if 3 * count > 2 * most else "some" if 3 * count > most else "few"
