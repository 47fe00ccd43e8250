"""The coverage of a summit, laid out for its page: three columns around its days, and sources by phase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, QuerySet

from archive.models import Article, Coverage, Event
from archive.views.charts import PhaseCounts
from archive.views.relative_days import relative_day

COLUMN_LIMIT = 20  # articles listed in a column, those nearest to the meeting; the rest is one search away


@dataclass(frozen=True)
class CoveredArticle:
    """An article in the column of its phase; `when` says its day against the summit's, such as “4 days before”."""

    article: Article
    when: str
    is_proposed: bool


@dataclass
class PhaseColumn:
    phase: str
    count: int
    articles: list[CoveredArticle] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.articles)


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
    phases: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[int, ...]
    total: int


def phase_columns(event: Event) -> list[PhaseColumn]:
    """Before, during and after, always; undetermined only where there is any. Undated articles come last."""
    columns = []
    for phase in Coverage.Phase.values:
        links = event.coverages.shown().filter(phase=phase)
        count = getattr(event, phase)
        if phase == Coverage.Phase.UNDETERMINED and not count:
            continue
        column = PhaseColumn(phase, count)
        if count:
            column.articles = [
                CoveredArticle(link.article, relative_day(link.article, event), link.judgement == "proposed")
                for link in nearest(links.select_related("article", "article__source"), phase)
            ]
        columns.append(column)
    return columns


def nearest(links: QuerySet[Coverage], phase: str) -> list[Coverage]:
    """The links nearest to the meeting in the order of their articles' days, undated articles last."""
    day = F("article__published_sort")
    in_order = links.order_by(day.asc(nulls_last=True), "article__title", "pk")
    if phase != Coverage.Phase.BEFORE:
        return list(in_order[:COLUMN_LIMIT])
    last = links.filter(article__published_sort__isnull=False).order_by("-article__published_sort", "-article__title")
    kept = list(reversed(last[:COLUMN_LIMIT]))
    return kept + list(in_order.filter(article__published_sort__isnull=True)[: COLUMN_LIMIT - len(kept)])


def source_matrix(event: Event) -> Matrix:
    """Sources against phases for one event, the fullest row first."""
    counts = event.coverages.shown().subjects().values("article__source", "phase").annotate(n=Count("pk"))
    from_sources: dict[int | None, dict[str, int]] = {}
    for row in counts.order_by():
        from_sources.setdefault(row["article__source"], {})[row["phase"]] = row["n"]
    sources = {source.pk: source for source in _sources(from_sources)}
    return matrix((sources.get(pk), phases) for pk, phases in from_sources.items())


def _sources(pks: Iterable[int | None]) -> Iterable[object]:
    return Article._meta.get_field("source").related_model.objects.filter(pk__in=[pk for pk in pks if pk])


def matrix(rows: Iterable[tuple[object, dict[str, int]]]) -> Matrix:
    """Records with their counts by phase as rows of cells; the column “undetermined” only where it holds something."""
    counted = [(record, phases, sum(phases.values())) for record, phases in rows]
    counted.sort(key=lambda row: (-row[2], str(row[0] or "")))
    most = max((count for _, phases, _ in counted for count in phases.values()), default=0)
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
                tuple(MatrixCell(phase, phases.get(phase, 0), _weight(phases.get(phase, 0), most)) for phase in names),
                total,
            )
            for record, phases, total in counted
        ),
        totals=tuple(sum(phases.get(phase, 0) for _, phases, _ in counted) for phase in names),
        total=sum(total for _, _, total in counted),
    )


def _weight(count: int, most: int) -> str:
    """How full a cell is drawn: against the fullest cell of its table, in thirds."""
    if not count:
        return "none"
    return "many" if 3 * count > 2 * most else "some" if 3 * count > most else "few"


def phase_counts(rows: Iterable[dict[str, object]], key: str) -> dict[object, PhaseCounts]:
    """Rows `{key, "phase", "n"}` of a grouped query as one PhaseCounts for each key."""
    found: dict[object, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row[key], {})[str(row["phase"])] = int(str(row["n"]))
    return {record: PhaseCounts.of(phases) for record, phases in found.items()}
