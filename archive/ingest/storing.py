"""Readings into the database: each item whole or not at all, and nothing a curator decided is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import DatabaseError, transaction

from archive import originals
from archive.ingest.addresses import new_slugs
from archive.ingest.duplicates import link_duplicates, renew_duplicates
from archive.ingest.fields import field_values
from archive.ingest.items import Item, Problem
from archive.ingest.known import Unchanged
from archive.ingest.links import create_links
from archive.ingest.noting import note, state_of
from archive.ingest.numbering import first_numbers, similarity
from archive.ingest.outcomes import Outcome
from archive.ingest.pool import Unread
from archive.ingest.reading import ReadItem
from archive.ingest.records import Records
from archive.ingest.rows import Row, insert, insert_keyed
from archive.ingest.signatures import band_keys
from archive.ingest.updating import renew_article
from archive.ingest.versions import RULES_VERSION
from archive.models import Accession, Article, IngestRun, Source
from archive.models.history import Agent, recorded_as

_SAME_ARTICLE = 0.5

Entry = Problem | Unchanged | Unread | ReadItem


@dataclass
class Store:
    """Stores what was read in one run. Without a run nothing stays: a dry run only says what would come of it."""

    run: IngestRun | None
    gazetteer_version: str
    source: Source | None = None
    is_sample: bool = False
    _seen: dict[str, str] = field(default_factory=dict)  # sum -> slug, in a dry run …
    _seen_here: dict[str, str] = field(default_factory=dict)  # … and in what is stored together now

    def store(self, entries: Sequence[Entry]) -> list[Outcome]:
        """Take in all entries with one commit; where one of them fails, each with its own."""
        try:
            return self._committed(entries)
        except (DatabaseError, OSError, ValueError):  # a ValueError: characters that no database takes
            return [self._alone(entry) for entry in entries]

    def _alone(self, entry: Entry) -> Outcome:
        try:
            return self._committed([entry])[0]
        except (DatabaseError, OSError, ValueError) as error:
            item = None if isinstance(entry, Problem) else entry.item
            return self._failed(_name(entry), f"it could not be stored: {error}", item)

    def _committed(self, entries: Sequence[Entry]) -> list[Outcome]:
        self._seen_here = {}
        with transaction.atomic(), recorded_as(Agent.INGEST, run=self.run):
            outcomes = self._stored(entries)
            if self.run is None:
                transaction.set_rollback(True)
        self._seen |= self._seen_here
        return outcomes

    def _stored(self, entries: Sequence[Entry]) -> list[Outcome]:
        """What comes of each entry, in order. New articles that follow one another are created together."""
        items = [entry for entry in entries if isinstance(entry, ReadItem)]
        sums, paths = _held(items)
        sums |= self._seen.keys() & {item.sha256 for item in items}
        outcomes: list[Outcome] = []
        new: list[ReadItem] = []
        for entry in entries:
            is_new = isinstance(entry, ReadItem) and not (entry.sha256 in sums or entry.name in paths)
            if isinstance(entry, ReadItem):  # an update, too, makes a sum known
                sums.add(entry.sha256)
                paths.add(entry.name)
                if is_new:
                    new.append(entry)
                    continue
            outcomes += self._created(new)
            new = []
            outcomes.append(self._one(entry))
        return outcomes + self._created(new)

    def _one(self, entry: Entry) -> Outcome:
        if isinstance(entry, Problem):
            return self._failed(entry.name, entry.reason)
        if isinstance(entry, Unread):
            return self._failed(entry.item.name, entry.reason, entry.item)
        if isinstance(entry, Unchanged):
            self._remember_path(entry.accession, entry.item.name, entry.item)
            return self._unchanged(entry.item, entry.accession.article)
        slug = self._seen.get(entry.sha256) or self._seen_here.get(entry.sha256)
        if slug:  # a run that is not dry would have stored the first of two copies
            return Outcome(entry.name, Accession.Outcome.UNCHANGED, entry.sha256, slug)
        article, warning = _article_for(entry)
        if article is None:
            return self._created([entry], warning)[0]
        if article.stays_out or _is_left_behind(article, entry):
            return self._unchanged(entry.item, article)
        current = article.accessions.filter(is_current=True).first()
        if current and not article.trashed_at and self._is_copy(entry, current, article):
            self._remember_path(current, entry.name, entry.item)
            return self._unchanged(entry.item, article)
        return self._updated(article, entry, current)

    def _is_copy(self, item: ReadItem, current: Accession, article: Article) -> bool:
        """Whether an item, read before the archive had its like, has nothing to say beside what was since stored.

        What stands beside the copy that came first, its sidecar and its address, counts.
        """
        return (
            (current.sha256, current.rules_version, current.gazetteer_version)
            == (item.sha256, RULES_VERSION, self.gazetteer_version)
            and current.path != item.name
            and bool(current.sidecar or not item.sidecar.as_given())
            and (self.source is None or self.source.pk == article.source_id)
        )

    def _unchanged(self, item: Item, article: Article | None) -> Outcome:
        slug, reason = (article.slug, article.absence) if article else ("", "")
        return Outcome(item.name, Accession.Outcome.UNCHANGED, item.sha256, slug, reason)

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

    def _created(self, items: Sequence[ReadItem], warning: str = "") -> list[Outcome]:
        """New articles, all with the same few statements."""
        if not items:
            return []
        created = Accession.Outcome.CREATED
        if self.run is None:
            slugs, _ = self._made(items)
            self._seen_here |= {item.sha256: slug for slug, item in zip(slugs, items, strict=True)}
        else:
            with originals.keeping((item.sha256, item.data) for item in items):
                slugs, keys = self._made(items)
                insert(Accession, [self._accession(*pair, created) for pair in zip(keys, items, strict=True)])
        return [
            Outcome(item.name, created, item.sha256, slug, warning=warning)
            for slug, item in zip(slugs, items, strict=True)
        ]

    def _made(self, items: Sequence[ReadItem]) -> tuple[list[str], list[int]]:
        """Articles with all their links; their addresses and their primary keys."""
        records = Records.named_in(items)
        slugs = new_slugs([(item.reading.title, item.sha256) for item in items])
        rows = [_new_article(slug, item, records, self.source) for slug, item in zip(slugs, items, strict=True)]
        keys = insert_keyed(Article, rows)
        create_links(((key, row["title"], item) for key, row, item in zip(keys, rows, items, strict=True)), records)
        link_duplicates([(key, item.reading.body, item.band_keys) for key, item in zip(keys, items, strict=True)])
        return slugs, keys

    def _updated(self, article: Article, item: ReadItem, current: Accession | None) -> Outcome:
        body, before = article.body, state_of(article) if self.run else {}
        records = Records.named_in([item])
        found = field_values(item, records, self.source)
        if current and _is_captured_elsewhere(item, current, article):
            found.values["url"], found.provenance["url"] = article.url, article.provenance["url"]
        changes = renew_article(article, item, found, records)
        keys = item.band_keys if article.body == item.reading.body else band_keys(article.body)
        if renew_duplicates(article, keys, is_new_body=article.body != body):
            changes.lines.append("copies: linked otherwise")
        if article.trashed_at:  # with a run that was undone
            article.trashed_at = article.trashed_by = article.trashed_with = None
            changes.lines.append("back from the trash")
        is_new_text = current is None or current.sha256 != item.sha256
        if changes.lines:
            article.index_pending = True
        article.save()
        outcome = Accession.Outcome.UPDATED if changes.lines or is_new_text else Accession.Outcome.UNCHANGED
        if current and not is_new_text:
            self._read_again(current, item)
        elif self.run:
            originals.keep(item.sha256, item.data)
            article.accessions.filter(is_current=True).update(is_current=False)
            insert(Accession, [self._accession(article.pk, item, outcome)])
        if self.run:
            note(self.run, article, before)
        else:
            self._seen_here[item.sha256] = article.slug
        return Outcome(item.name, outcome, item.sha256, article.slug, changes=tuple(changes.lines))

    def _read_again(self, current: Accession, item: ReadItem) -> None:
        """The same bytes, by other rules or with another sidecar: their accession says so."""
        current.rules_version, current.gazetteer_version = RULES_VERSION, self.gazetteer_version
        current.sidecar, current.encoding, current.reading_text = item.sidecar.as_given(), item.encoding, item.text
        former, current.path = current.path, item.name if item.sidecar.as_given() else current.path
        current.save()
        self._remember_path(current, former)  # the article is read from the file that has a sidecar
        self._remember_path(current, item.name, item.item)

    def _remember_path(self, accession: Accession, name: str, item: Item | None = None) -> None:
        """Once for each path, and once more for one's own articles: removing the sample must know whose they are.

        Of an item, where and when it was captured is kept as well. Raises DatabaseError without the article.
        """
        known = Accession.objects.filter(article=accession.article_id, path=name, run__is_sample=self.is_sample)
        if self.run and not known.exists():
            if not (accession.article and Article.objects.filter(pk=accession.article.pk).exists()):
                raise DatabaseError("its article was deleted in the meantime; take the file in again")
            Accession.objects.create(
                run=self.run,
                article_id=accession.article_id,
                path=name,
                sha256=accession.sha256,
                size=accession.size,
                encoding=accession.encoding,
                url=item.url[:2000] if item else "",
                captured_at=item.captured_at if item else None,
                outcome=Accession.Outcome.UNCHANGED,
            )

    def _accession(self, article: int, item: ReadItem, outcome: str) -> Row:
        """The accession an article is read from from now on."""
        return {
            "run_id": self.run.pk if self.run else None,
            "article_id": article,
            "path": item.name,
            "sha256": item.sha256,
            "size": len(item.data),
            "encoding": item.encoding,
            "reading_text": item.text,
            "url": item.item.url[:2000],
            "captured_at": item.item.captured_at,
            "sidecar": item.sidecar.as_given(),
            "rules_version": RULES_VERSION,
            "gazetteer_version": self.gazetteer_version,
            "outcome": outcome,
            "is_current": True,
        }


def _name(entry: Entry) -> str:
    return entry.name if isinstance(entry, Problem | ReadItem) else entry.item.name


def _held(items: Sequence[ReadItem]) -> tuple[set[str], set[str]]:
    """Which of the sums and of the paths of items belong to articles already."""
    held = Accession.objects.filter(article__isnull=False).order_by()
    sums = held.filter(sha256__in=[item.sha256 for item in items]).values_list("sha256", flat=True)
    paths = held.filter(path__in=[item.name for item in items]).values_list("path", flat=True)
    return set(sums), set(paths)


def _new_article(slug: str, item: ReadItem, records: Records, source: Source | None) -> Row:
    found = field_values(item, records, source)
    values = found.values
    sources = {f"{name}_id": record.pk if (record := values.pop(name)) else None for name in ("source", "republisher")}
    return {
        "slug": slug,
        "paragraph_numbers": first_numbers(len(item.reading.body.split("\n\n"))),
        "provenance": found.provenance,
        **values,
        **sources,
    }


def _article_for(item: ReadItem) -> tuple[Article | None, str]:
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


def _is_captured_elsewhere(item: ReadItem, current: Accession, article: Article) -> bool:
    """Whether the same bytes come from another address than the one that an article has from its first capture."""
    is_other = current.sha256 == item.sha256 and bool(current.url) and current.url != item.item.url[:2000]
    return is_other and not item.sidecar.url and article.provenance.get("url", {}).get("origin") == "text"


def _is_left_behind(article: Article, item: ReadItem) -> bool:
    """Whether an item is an old copy of a text that was since taken in anew from another path: it undoes nothing."""
    current = article.accessions.filter(is_current=True).exclude(sha256=item.sha256).exclude(path=item.name)
    known = article.accessions.exclude(run__undo_state=IngestRun.UndoState.UNDONE)
    return current.exists() and known.filter(sha256=item.sha256).exists()
