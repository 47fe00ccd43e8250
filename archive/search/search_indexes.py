"""What of an article is put into the index. Haystack finds this module by its name."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.text import slugify
from haystack import indexes

from archive.edtf import EdtfError, EdtfSpan, parse_edtf
from archive.models import Appearance, Article, Authorship, Coverage, Event, Person, PersonAlias
from archive.models.records import RESERVED_SLUG, AuthorityRecord
from archive.search import dating
from archive.search.engine.analysis import Written
from archive.search.engine.fields import StemField

UNKNOWN = RESERVED_SLUG

# What a hit counts beside one in the body; tests/search/test_ranking.py holds these in place.
TITLE_WEIGHT = 3.0
NAMES_WEIGHT = 0.4

LABEL_SEPARATOR = "\t"
NO_RECORD = "~"  # no slug begins so: an author without a record is never taken for a person of the same name


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """One document an article. The multi-value fields hold slugs, or `unknown` where nothing is known.

    Objects have to come from `index_queryset`, which fetches what they are linked to.
    """

    text = indexes.CharField(document=True, model_attr="body")
    title = indexes.CharField(model_attr="title", boost=TITLE_WEIGHT)
    names = indexes.CharField(boost=NAMES_WEIGHT)
    stems = StemField()
    title_stems = StemField(boost=TITLE_WEIGHT)

    event = indexes.MultiValueField()
    mentions = indexes.MultiValueField()
    phase = indexes.MultiValueField()
    event_phase = indexes.MultiValueField()
    person = indexes.MultiValueField()
    subject = indexes.MultiValueField()
    author = indexes.MultiValueField()
    author_label = indexes.MultiValueField()
    source = indexes.MultiValueField()
    language = indexes.MultiValueField()
    year = indexes.MultiValueField()
    month = indexes.MultiValueField()
    reviewed = indexes.MultiValueField()
    span = indexes.MultiValueField()
    dated_month = indexes.MultiValueField()
    dated_day = indexes.MultiValueField()
    day = indexes.DateField(model_attr="published_sort", null=True)

    def get_model(self) -> type[Article]:
        return Article

    def index_queryset(self, using: str | None = None) -> QuerySet[Article]:
        """All readers may see, with its links; a constant number of queries however many there are."""
        aliases = PersonAlias.objects.filter(is_blocked=False, kind=PersonAlias.Kind.FULL)
        appearances = (
            Appearance.objects.shown()
            .select_related("person")
            .prefetch_related(Prefetch("person__aliases", aliases, to_attr="full_names"))
        )
        return (
            Article.objects.published()
            .select_related("source", "republisher")
            .prefetch_related(
                Prefetch("coverages", Coverage.objects.shown().select_related("event"), to_attr="shown_coverages"),
                Prefetch("appearances", appearances, to_attr="shown_people"),
                Prefetch("authorships", Authorship.objects.shown().select_related("person"), to_attr="shown_authors"),
            )
        )

    def prepare(self, obj: Any) -> dict[str, Any]:
        data: dict[str, Any] = super().prepare(obj)
        stems = {"stems": Written(obj.body, obj.language), "title_stems": Written(obj.title, obj.language)}
        return data | stems | self._links(obj) | self._dates(obj)

    def _links(self, article: Any) -> dict[str, Any]:
        subjects = [link for link in article.shown_coverages if link.role == Coverage.Role.SUBJECT]
        sources = [source for source in (article.source, article.republisher) if source]
        return {
            "names": _names(article, sources),
            "event": _or_unknown([link.event.slug for link in subjects]),
            "mentions": _or_unknown([link.event.slug for link in article.shown_coverages]),
            "phase": _or_unknown(sorted({link.phase for link in subjects})),
            "event_phase": [f"{link.event.slug}:{link.phase}" for link in subjects] or [f"{UNKNOWN}:{UNKNOWN}"],
            "person": _or_unknown([link.person.slug for link in article.shown_people]),
            "subject": _or_unknown(
                [link.person.slug for link in article.shown_people if link.role == Appearance.Role.SUBJECT]
            ),
            "author": _or_unknown(sorted({author_value(author) for author in article.shown_authors})),
            "author_label": sorted(
                {f"{author_value(author)}{LABEL_SEPARATOR}{author.name}" for author in article.shown_authors}
            ),
            "source": [article.source.slug if article.source else UNKNOWN],
            "language": [article.language or UNKNOWN],
            "reviewed": ["yes" if article.is_reviewed else "no"],
        }

    def _dates(self, article: Any) -> dict[str, Any]:
        span = published_span(article)
        return {
            "year": _or_unknown(dating.years(span)),
            "month": _or_unknown(dating.months(span)),
            "span": dating.spans(span),
            "dated_month": [dating.placed(span, "month") or UNKNOWN],
            "dated_day": [dating.placed(span, "day") or UNKNOWN],
        }


def values_of(record: type[AuthorityRecord], slug: str) -> dict[str, list[str]]:
    """The values by which the index knows a person, event or source, by field, in the same order for every slug."""
    if record is Event:
        return {"event": [slug], "mentions": [slug], "event_phase": [f"{slug}:{phase}" for phase in Coverage.Phase]}
    return {field: [slug] for field in (("person", "subject", "author") if record is Person else ("source",))}


def published_span(article: Article) -> EdtfSpan:
    """The date of an article with its first and last day; of an undated one, both are None."""
    if article.published_edtf.startswith("["):
        try:
            return parse_edtf(article.published_edtf)
        except EdtfError:
            pass  # the days beside it are still good
    return EdtfSpan(article.published_edtf, article.published_earliest, article.published_latest)


def author_value(authorship: Authorship) -> str:
    """The facet value of an author: the person's slug, else `~` and the name as a slug, in whatever script it is."""
    if authorship.person:
        return authorship.person.slug
    name = slugify(authorship.name, allow_unicode=True)
    return f"{NO_RECORD}{name}" if name else UNKNOWN


def _or_unknown(values: list[str]) -> list[str]:
    return values or [UNKNOWN]


def _names(article: Any, sources: list[Any]) -> str:
    """The names an article is linked to, a line each, so that plain words find them, in whatever script."""
    names = [source.name for source in sources] + [article.source_as_printed]
    names += [author.name for author in article.shown_authors]
    names += [author.person.name for author in article.shown_authors if author.person]
    for link in article.shown_people:
        names += [link.person.name, *(alias.text for alias in link.person.full_names)]
    for link in article.shown_coverages:
        names += [link.event.name, link.event.short_name]
    return "\n".join(filter(None, dict.fromkeys(names)))
