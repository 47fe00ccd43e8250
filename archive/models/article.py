from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from hashlib import sha256
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.addresses import address_of
from archive.models.history import Change, Row, Tracked
from archive.models.records import FormerSlug
from archive.models.trash import Trashable, TrashableQuerySet

# What is long, and what no list shows.
NOT_LISTED = (
    "body", "paragraph_numbers", "former_paragraphs", "spans_set_aside", "blocks", "provenance", "differences",
)  # fmt: skip

# What an entry in a list shows of an article and of its source.
LISTED = (
    "slug", "title", "title_is_devised", "language", "published_edtf", "published_earliest", "published_latest",
    "published_sort", "source__slug", "source__name", "source__shown",
)  # fmt: skip


def not_listed(path: str = "", but: Collection[str] = ()) -> list[str]:
    """What to defer of articles for a list; `path` leads to them from another model: `article__`."""
    return [f"{path}{name}" for name in NOT_LISTED if name not in but]


# What is long, or follows from the text and the original.
NOT_IN_HISTORY = (
    "body", "paragraph_numbers", "former_paragraphs", "spans_set_aside", "blocks", "differences", "has_differences",
    "index_pending", "trashed_with", "created_at", "updated_at",
)  # fmt: skip


def is_published(path: str = "") -> models.Q:
    """The condition that readers may see an article; `path` leads to it from another model: `article__`."""
    return models.Q(**{f"{path}trashed_at": None, f"{path}withdrawn_at": None})


def sum_of_text(body: str) -> str:
    """By which one knows whether a text has changed: the first 16 hexadecimal digits of its SHA-256."""
    return sha256(body.encode()).hexdigest()[:16]


# Partial indexes hold what readers may see. One that began with these columns would draw every question to itself:
# SQLite takes a column that is NULL for one that tells rows apart.
PUBLISHED = is_published()

# What a curator should look at. The desk counts these, so each has an index that holds nothing else.
UNREVIEWED = PUBLISHED & models.Q(is_reviewed=False)
WITHOUT_DATE = models.Q(published_earliest=None) | models.Q(published_latest=None)
WITH_SPAN = models.Q(published_latest__gt=models.F("published_earliest"))
WIDE = 31  # days


class JulianDay(models.Func):
    """A day as a number. SQLite asks Python for Django's own difference of two days, row by row."""

    function = "julianday"
    output_field = models.FloatField()


class ArticleQuerySet(TrashableQuerySet):
    def published(self) -> Self:
        """What readers may see. The index, lists and exports all start here."""
        return self.filter(PUBLISHED)

    def withdrawn(self) -> Self:
        """What readers are told was withdrawn."""
        return super().published().exclude(withdrawn_at=None)

    def unpublished(self) -> Self:
        """What readers do not see: in the trash, or withdrawn."""
        return self.filter(~models.Q(trashed_at=None) | ~models.Q(withdrawn_at=None))

    def unreviewed(self) -> Self:
        return self.filter(UNREVIEWED)

    def undated(self) -> Self:
        """Those of which no day is known, or only that it was before or after one."""
        return self.filter(WITHOUT_DATE)

    def widely_dated(self) -> Self:
        """Those that may be of any day within more than a month."""
        days = JulianDay("published_latest") - JulianDay("published_earliest")
        # That there is a first day follows from the rest, and leads SQLite to the index of spans.
        return self.filter(WITH_SPAN, GreaterThan(days, WIDE), published_earliest__isnull=False)

    def listed(self, *more: str) -> Self:
        """With their sources, and of both only what an entry in a list shows, and `more` fields."""
        return self.select_related("source").only(*LISTED, *more)

    def naming(self, people: Collection[Any] | models.QuerySet) -> Self:
        """Those that name one of these people, or are signed by one."""
        links = (self.model._meta.get_field(name).related_model for name in ("appearances", "authorships"))
        of_people = (link._default_manager.filter(person__in=people).order_by().values("article") for link in links)
        return self.filter(reduce(or_, (models.Q(pk__in=articles) for articles in of_people)))

    def awaiting_index(self) -> Self:
        return self.filter(index_pending=True)


class ArticleChange(Change):
    """Of the text history keeps how many paragraphs it has, and by which sum one knows whether it changed."""

    body_paragraphs = models.PositiveIntegerField()
    body_sum = models.CharField(max_length=16)

    reads = ("body",)

    class Meta:
        abstract = True

    @classmethod
    def kept(cls, row: Row) -> Row:
        body = row.pop("body")
        return row | {"body_paragraphs": body.count("\n\n") + 1, "body_sum": sum_of_text(body)}


class Article(Trashable):
    """One text by one publisher, with a permanent address.

    `body` is the text readers see, one blank line between its paragraphs; `paragraph_numbers` names each of them
    (`"7"` is `#p7`); `former_paragraphs` holds the numbers of those that are gone, `{number: fingerprint}`, and
    `spans_set_aside` the marks of those a curator set aside, `{sum of the words: [[[link, key, column, start, end]]]}`.
    `blocks` cuts the reading text of the current accession: `[start, end, kind, rule, origin]`.
    `provenance` says for every field where it came from: `{field: {"origin", "rule", "evidence"}}`.
    """

    class DateBasis(models.TextChoices):
        STATED = "stated", _("stated in the text")
        INFERRED = "inferred", _("inferred from the text")
        SIDECAR = "sidecar", _("from the sidecar")
        CURATOR = "curator", _("set by a curator")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=1000)
    title_is_devised = models.BooleanField(_("title is devised"), default=False)
    body = models.TextField(_("body"))
    paragraph_numbers = models.JSONField(default=list, blank=True)
    former_paragraphs = models.JSONField(default=dict, blank=True)
    spans_set_aside = models.JSONField(default=dict, blank=True, editable=False)
    blocks = models.JSONField(default=list, blank=True)
    language = models.CharField(
        _("language"), max_length=8, blank=True, help_text=_("ISO 639-1 code; empty where unknown.")
    )
    url = models.URLField(_("url"), max_length=2000, blank=True)
    rights = models.CharField(_("rights"), max_length=500, blank=True)

    source = models.ForeignKey(
        "archive.Source", models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("source")
    )
    source_as_printed = models.CharField(_("source as printed"), max_length=500, blank=True)
    republisher = models.ForeignKey(
        "archive.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="republished_articles",
        verbose_name=_("republisher"),
    )

    published_edtf = models.CharField(_("published (EDTF)"), max_length=100, blank=True)
    published_earliest = models.DateField(null=True, blank=True)
    published_latest = models.DateField(null=True, blank=True)
    published_sort = models.DateField(null=True, blank=True, help_text="Earliest day, else latest: lists sort by it.")
    published_basis = models.CharField(_("published basis"), max_length=10, choices=DateBasis, blank=True)
    published_evidence = models.TextField(_("published evidence"), blank=True)

    provenance = models.JSONField(default=dict, blank=True)
    differences = models.JSONField(default=dict, blank=True)
    has_differences = models.BooleanField(_("has differences"), default=False, db_index=True)

    trashed_with = models.ForeignKey(
        "archive.IngestRun",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="It lies in the trash because this run was undone; when its file comes again, it comes back.",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name=_("withdrawn by"),
    )
    withdrawal_reason = models.TextField(_("reason of the withdrawal"), blank=True, editable=False)
    withdrawal_notice = models.TextField(_("public notice of the withdrawal"), blank=True, editable=False)

    is_reviewed = models.BooleanField(_("reviewed"), default=False, db_index=True)
    index_pending = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    people = models.ManyToManyField("archive.Person", through="archive.Appearance", related_name="articles")
    events = models.ManyToManyField("archive.Event", through="archive.Coverage", related_name="articles")

    objects = ArticleQuerySet.as_manager()
    history = Tracked(excluded_fields=NOT_IN_HISTORY, base=ArticleChange)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = pgettext_lazy("record", "article")
        verbose_name_plural = _("articles")
        permissions = [("withdraw_article", "Can withdraw article"), ("import_article", "Can import article")]
        constraints = [
            models.CheckConstraint(
                name="article_withdrawal_has_notice",
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawal_notice=""),
            ),
            models.CheckConstraint(
                name="article_dates_in_order",
                condition=models.Q(published_earliest__isnull=True)
                | models.Q(published_latest__isnull=True)
                | models.Q(published_earliest__lte=models.F("published_latest")),
            ),
            models.CheckConstraint(
                name="article_date_has_basis",
                condition=models.Q(published_edtf="", published_basis="")
                | (~models.Q(published_edtf="") & ~models.Q(published_basis="")),
            ),
            models.CheckConstraint(name="article_title_not_empty", condition=~models.Q(title="")),
        ]
        indexes = [
            models.Index(fields=["published_sort"]),
            models.Index(fields=["-created_at"]),
            models.Index(name="article_published", fields=["id"], condition=PUBLISHED),
            models.Index(name="article_published_by_day", fields=["published_sort", "id"], condition=PUBLISHED),
            models.Index(name="article_published_by_addition", fields=["created_at", "id"], condition=PUBLISHED),
            models.Index(Lower("title"), "id", name="article_published_by_title", condition=PUBLISHED),
            models.Index(name="article_awaits_index", fields=["id"], condition=models.Q(index_pending=True)),
            models.Index(
                name="article_unpublished",
                fields=["id"],
                condition=~models.Q(trashed_at=None) | ~models.Q(withdrawn_at=None),
            ),
            models.Index(name="article_devised", fields=["id"], condition=UNREVIEWED & models.Q(title_is_devised=True)),
            models.Index(name="article_undated", fields=["id"], condition=UNREVIEWED & WITHOUT_DATE),
            models.Index(
                name="article_span", fields=["published_earliest", "published_latest"], condition=UNREVIEWED & WITH_SPAN
            ),
            models.Index(name="article_sourceless", fields=["source"], condition=UNREVIEWED & models.Q(source=None)),
            models.Index(name="article_differs", fields=["id"], condition=PUBLISHED & models.Q(has_differences=True)),
        ]

    def __str__(self) -> str:
        return f"[{self.title}]" if self.title_is_devised else self.title

    def get_absolute_url(self) -> str:
        return address_of("article-detail", self.slug)

    @property
    def absence(self) -> str:
        """Why readers do not see the article, in a word or two; empty where they do."""
        if self.trashed_at:
            return "in the trash"
        return "withdrawn" if self.withdrawn_at else ""

    @property
    def stays_out(self) -> bool:
        """Whether its file does not bring it back: people withdrew it, or moved it to the trash."""
        return bool(self.absence) and (bool(self.withdrawn_at) or self.trashed_with_id is None)

    @property
    def paragraphs(self) -> list[tuple[str, str, int]]:
        """`(number, text, start)` for each paragraph of the body; `start` is its code-point offset in `body`."""
        units, start = [], 0
        texts = self.body.split("\n\n") if self.body else []
        for number, text in zip(self.paragraph_numbers, texts, strict=True):
            units.append((number, text, start))
            start += len(text) + 2
        return units


class ArticleFormerSlug(FormerSlug):
    record = models.ForeignKey(Article, models.CASCADE, related_name="former_slugs")
