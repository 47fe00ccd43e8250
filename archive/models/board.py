"""The board of a summit: passages that curators pinned, what was expected of a subject beside what came of it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.addresses import address_of
from archive.models.article import is_published
from archive.models.history import Recorded, RecordedQuerySet, Tracked


class Topic(Recorded):
    """What passages are about: Syria, arms control, sanctions. `position` orders the rows of a board."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Lower numbers come first."))

    history = Tracked()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.UniqueConstraint(Lower("name"), name="topic_name_unique")]

    def __str__(self) -> str:
        return self.name


class PinnedPassageQuerySet(RecordedQuerySet):
    def for_board(self) -> Self:
        """Those of published articles, with what the board prints of each, and no article's body."""
        published = self.filter(is_published("article__"))
        return published.select_related("topic", "article__source").only(
            "event_id", "paragraph", "quotation", "verdict", "note", "topic__slug", "topic__name", "topic__position",
            "article__slug", "article__title", "article__title_is_devised", "article__language",
            "article__paragraph_numbers", "article__published_edtf", "article__published_earliest",
            "article__published_latest", "article__published_sort", "article__source__name", "article__source__shown",
        )  # fmt: skip


class PinnedPassage(Recorded):
    """A paragraph of an article, or words of it, pinned to the board of a summit by a curator.

    `paragraph` is its permanent number (`"7"` is `#p7`). `quotation` holds the words as they stood when they were
    pinned, so that a pin outlives its paragraph: it is then flagged, never lost.
    """

    class Verdict(models.TextChoices):
        KEPT = "kept", pgettext_lazy("what came of an expectation", "kept")
        PART = "part", pgettext_lazy("what came of an expectation", "kept in part")
        BROKEN = "broken", pgettext_lazy("what came of an expectation", "broken")
        OPEN = "open", pgettext_lazy("what came of an expectation", "still open")

    event = models.ForeignKey("archive.Event", models.PROTECT, related_name="pinned_passages", verbose_name=_("summit"))
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="pinned_passages", verbose_name=_("topic"))
    article = models.ForeignKey(
        "archive.Article",
        models.CASCADE,
        related_name="pinned_passages",
        verbose_name=pgettext_lazy("record", "article"),
    )
    paragraph = models.CharField(_("paragraph"), max_length=20, help_text=_("Its number: 7 is #p7."))
    quotation = models.TextField(
        _("words"), blank=True, help_text=_("Words of the paragraph; left empty, the whole paragraph is quoted.")
    )
    verdict = models.CharField(
        _("verdict"), max_length=6, choices=Verdict, blank=True, help_text=_("What came of an expectation.")
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("pinned by"),
    )
    pinned_at = models.DateTimeField(_("pinned at"), auto_now_add=True)

    objects = PinnedPassageQuerySet.as_manager()
    history = Tracked()

    class Meta:
        ordering = ["event", "topic__position", "topic__name", "article__published_sort", "pk"]
        verbose_name = _("pinned passage")
        verbose_name_plural = _("pinned passages")
        constraints = [
            models.UniqueConstraint(
                name="pinned_passage_unique",
                fields=["event", "topic", "article", "paragraph"],
                violation_error_message=_("This paragraph is pinned to this topic already."),
            ),
            models.CheckConstraint(name="pinned_passage_quotes_words", condition=~models.Q(quotation="")),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.article} #p{self.paragraph}"

    def get_absolute_url(self) -> str:
        return f"{address_of('article-detail', self.article.slug)}#p{self.paragraph}"

    @property
    def is_lost(self) -> bool:
        """Whether the text of the article no longer has the paragraph."""
        return self.paragraph not in self.article.paragraph_numbers

    def clean(self) -> None:
        """Fill the quotation from the paragraph; refuse words and paragraphs that the article does not have.

        A pin whose paragraph was lost later keeps what it quotes.
        """
        super().clean()
        if not self.article_id:
            return
        texts = {number: text for number, text, _start in self.article.paragraphs}
        text = texts.get(self.paragraph)
        if text is None:
            if not self._is_unmoved():
                raise ValidationError({"paragraph": _("The article has no paragraph of this number.")})
            return
        words = " ".join(self.quotation.split()).strip('“”"')
        if words and words not in text:
            raise ValidationError({"quotation": _("These words do not stand in the paragraph.")})
        self.quotation = words or text

    def _is_unmoved(self) -> bool:
        """Whether this pin was stored with the paragraph and the words it has now."""
        stored = type(self).objects.filter(pk=self.pk, article=self.article_id, paragraph=self.paragraph)
        return bool(self.pk) and stored.filter(quotation=self.quotation).exists()
