"""Readings into the database: each item whole or not at all, and nothing a curator decided is overwritten."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.text import slugify

from archive import originals
from archive.ingest.authority import Gazetteer
from archive.ingest.duplicates import link_duplicates, renew_duplicates
from archive.ingest.fields import FieldValues, field_values
from archive.ingest.gazetteer import build_gazetteer
from archive.ingest.items import Item, Problem
from archive.ingest.links import create_links
from archive.ingest.numbering import first_numbers, similarity
from archive.ingest.opening import find_items
from archive.ingest.reading import ReadItem
from archive.ingest.sidecars import SidecarError, parse_sidecar
from archive.ingest.signatures import band_keys
from archive.ingest.updating import renew_article, unresolved_names
from archive.ingest.versions import RULES_VERSION
from archive.ingest.workers import ReadingError, read, read_in_worker, start_worker
from archive.models import Accession, Article, ArticleFormerSlug, IngestRun, Source

_SLUG_LENGTH = 60
_SAME_ARTICLE = 0.5
_AHEAD = 8  # items read ahead for each worker


@dataclass(frozen=True)
class Outcome:
    """What came of one file. `warning` is said to the person at the keyboard, beside any outcome; `changes` are those
    of an article that was there before, one line each.
    """

    file: str
    outcome: str
    sha256: str = ""
    slug: str = ""
    reason: str = ""
    warning: str = ""
    changes: tuple[str, ...] = ()


@dataclass
class Ingest:
    """One run over files and folders. `source` is given for all items; a dry run writes nothing."""

    paths: list[Path]
    source: Source | None = None
    workers: int = 1
    is_dry_run: bool = False
    is_sample: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    run: IngestRun | None = None
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    _seen: dict[str, str] = field(default_factory=dict)  # sum -> slug

    def outcomes(self) -> Iterator[Outcome]:
        """Take in every item, one after the other, in the order of the files."""
        self.gazetteer = build_gazetteer()
        if not self.is_dry_run:
            self.run = IngestRun.objects.create(
                paths=[str(path) for path in self.paths],
                rules_version=RULES_VERSION,
                gazetteer_version=self.gazetteer.version,
                is_sample=self.is_sample,
            )
        try:
            for outcome in self._each(self._prepared()):
                self.counts[outcome.outcome] += 1
                yield outcome
        finally:
            if self.run:
                self.run.counts, self.run.finished_at = dict(self.counts), timezone.now()
                self.run.save()

    def _prepared(self) -> Iterator[Item | Outcome]:
        """Items that need reading; for all others, at once, what came of them."""
        for item in find_items(self.paths):
            if isinstance(item, Problem):
                yield self._failed(item.name, item.reason)
                continue
            item = self._with_known_sidecar(item)
            yield self._unchanged(item) or item

    def _with_known_sidecar(self, item: Item) -> Item:
        """A copy of a file says nothing against the sidecar beside the file that the article is read from."""
        current = Accession.objects.filter(sha256=item.sha256, is_current=True).exclude(path=item.name).first()
        if current is None or (item.sidecar and not current.sidecar):
            return item
        return replace(item, sidecar=json.dumps(current.sidecar) if current.sidecar else "")

    def _unchanged(self, item: Item) -> Outcome | None:
        """Same sum, sidecar, rules and gazetteer: nothing to read. A new path of it is remembered."""
        accession = Accession.objects.filter(sha256=item.sha256, is_current=True).select_related("article").first()
        if accession is None or accession.article is None:
            return None
        try:
            is_same = accession.sidecar == parse_sidecar(item.sidecar).as_given()
        except SidecarError:
            return None
        versions = (accession.rules_version, accession.gazetteer_version)
        if not is_same or versions != (RULES_VERSION, self.gazetteer.version) or self._gives_source(accession.article):
            return None
        self._remember_path(accession, item.name)
        return Outcome(item.name, Accession.Outcome.UNCHANGED, item.sha256, accession.article.slug)

    def _gives_source(self, article: Article) -> bool:
        return self.source is not None and article.source_id != self.source.pk

    def _remember_path(self, accession: Accession, name: str) -> None:
        """Once for each path, and once more for one's own articles: removing the sample must know whose they are."""
        known = Accession.objects.filter(article=accession.article, path=name, run__is_sample=self.is_sample)
        if self.run and not known.exists():
            Accession.objects.create(
                run=self.run,
                article=accession.article,
                path=name,
                sha256=accession.sha256,
                size=accession.size,
                encoding=accession.encoding,
                outcome=Accession.Outcome.UNCHANGED,
            )

    def _each(self, prepared: Iterable[Item | Outcome]) -> Iterator[Outcome]:
        if self.workers <= 1:
            for entry in prepared:
                yield entry if isinstance(entry, Outcome) else self._taken(entry, _read_here(entry, self.gazetteer))
            return
        with ProcessPoolExecutor(
            self.workers, get_context("spawn"), initializer=start_worker, initargs=(self.gazetteer,)
        ) as pool:
            waiting: list[tuple[Item | Outcome, Future[ReadItem | str] | None]] = []
            for entry in prepared:
                waiting.append((entry, None if isinstance(entry, Outcome) else pool.submit(read_in_worker, entry)))
                if len(waiting) >= self.workers * _AHEAD:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)

    def _next(self, waiting: list[tuple[Item | Outcome, Future[ReadItem | str] | None]]) -> Outcome:
        entry, future = waiting.pop(0)
        if isinstance(entry, Outcome) or future is None:
            return entry  # type: ignore[return-value]  # an outcome has no future
        return self._taken(entry, future.result())

    def _taken(self, item: Item, result: ReadItem | str) -> Outcome:
        if isinstance(result, str):
            return self._failed(item.name, result, item)
        if self.is_dry_run and item.sha256 in self._seen:  # a run would have stored the first of two copies
            return Outcome(item.name, Accession.Outcome.UNCHANGED, item.sha256, self._seen[item.sha256])
        try:
            with transaction.atomic():
                outcome = self._load(result)
                if self.is_dry_run:
                    transaction.set_rollback(True)
                self._seen[item.sha256] = outcome.slug
                return outcome
        except (DatabaseError, OSError, ValueError) as error:  # a ValueError: characters that no database takes
            return self._failed(item.name, f"it could not be stored: {error}", item)

    def _failed(self, name: str, reason: str, item: Item | None = None) -> Outcome:
        sha256 = item.sha256 if item else ""
        if self.run:
            Accession.objects.create(
                run=self.run,
                path=name[:1000],
                sha256=sha256,
                size=len(item.data) if item else None,
                outcome=Accession.Outcome.FAILED,
                reason=reason[:1000],
            )
        return Outcome(name, Accession.Outcome.FAILED, sha256, reason=reason)

    def _load(self, item: ReadItem) -> Outcome:
        article, warning = self._article_for(item)
        if article and _is_left_behind(article, item):
            return Outcome(item.name, Accession.Outcome.UNCHANGED, item.sha256, article.slug)
        values = field_values(item, self.source)
        if article is None:
            return self._create(item, values, warning)
        return self._update(article, item, values)

    def _article_for(self, item: ReadItem) -> tuple[Article | None, str]:
        """The article an item belongs to: by its sum, else by its path where the text is much the same."""
        same_sum = Article.objects.filter(accessions__sha256=item.sha256).first()
        if same_sum:
            return same_sum, ""
        same_path = list(Article.objects.filter(accessions__path=item.name).distinct())
        if not same_path:
            return None, ""
        alike = {article: similarity(article.body, item.reading.body) for article in same_path}
        nearest = max(same_path, key=lambda article: (alike[article], article.pk))
        if alike[nearest] >= _SAME_ARTICLE:
            return nearest, ""
        return None, f"another text than {nearest.slug}, which was taken in from the same path: kept as a new article"

    def _create(self, item: ReadItem, found: FieldValues, warning: str) -> Outcome:
        article = Article.objects.create(
            slug=new_slug(item.reading.title, item.sha256),
            paragraph_numbers=first_numbers(len(item.reading.body.split("\n\n"))),
            unresolved=unresolved_names(item, item.reading.body),
            provenance=found.provenance,
            **found.values,
        )
        create_links(article, item)
        link_duplicates(article, item.band_keys)
        self._accession(article, item, Accession.Outcome.CREATED)
        return Outcome(item.name, Accession.Outcome.CREATED, item.sha256, article.slug, warning=warning)

    def _update(self, article: Article, item: ReadItem, found: FieldValues) -> Outcome:
        body = article.body
        changes = renew_article(article, item, found)
        keys = item.band_keys if article.body == item.reading.body else band_keys(article.body)
        if renew_duplicates(article, keys, is_new_body=article.body != body):
            changes.lines.append("copies: linked otherwise")
        current = article.accessions.filter(is_current=True).first()
        is_new_text = current is None or current.sha256 != item.sha256
        if changes.lines:
            article.index_pending = True
        article.save()
        outcome = Accession.Outcome.UPDATED if changes.lines or is_new_text else Accession.Outcome.UNCHANGED
        if current and not is_new_text:
            current.rules_version, current.gazetteer_version = RULES_VERSION, self.gazetteer.version
            current.sidecar, current.encoding, current.reading_text = item.sidecar.as_given(), item.encoding, item.text
            former, current.path = current.path, item.name if item.sidecar.as_given() else current.path
            current.save()
            for name in (former, item.name):  # the article is read from the file that has a sidecar
                self._remember_path(current, name)
        else:
            self._accession(article, item, outcome)
        return Outcome(item.name, outcome, item.sha256, article.slug, changes=tuple(changes.lines))

    def _accession(self, article: Article, item: ReadItem, outcome: str) -> None:
        if self.run is None:
            return
        originals.keep(item.sha256, item.data)
        article.accessions.filter(is_current=True).update(is_current=False)
        Accession.objects.create(
            run=self.run,
            article=article,
            path=item.name,
            sha256=item.sha256,
            size=len(item.data),
            encoding=item.encoding,
            reading_text=item.text,
            url=item.item.url[:2000],
            captured_at=item.item.captured_at,
            sidecar=item.sidecar.as_given(),
            rules_version=RULES_VERSION,
            gazetteer_version=self.gazetteer.version,
            outcome=outcome,
            is_current=True,
        )


def _is_left_behind(article: Article, item: ReadItem) -> bool:
    """Whether an item is an old copy of a text that was since taken in anew from another path: it undoes nothing."""
    current = article.accessions.filter(is_current=True).exclude(sha256=item.sha256).exclude(path=item.name)
    return current.exists() and article.accessions.filter(sha256=item.sha256).exists()


def _read_here(item: Item, gazetteer: Gazetteer) -> ReadItem | str:
    try:
        return read(item, gazetteer)
    except ReadingError as error:
        return str(error)


def new_slug(title: str, sha256: str) -> str:
    """An address that no article has or had: the title, and as much of the sum as it takes."""
    words = slugify(title)[:_SLUG_LENGTH].strip("-_") or "article"
    for length in (8, 12, 16, 64):
        slug = f"{words}-{sha256[:length]}"[:80]
        if not Article.objects.filter(slug=slug).exists() and not ArticleFormerSlug.objects.filter(slug=slug).exists():
            return slug
    raise DatabaseError(f"no free address for {sha256}")
