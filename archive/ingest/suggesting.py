"""The names of all articles counted, and kept for curators until they are counted again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from django.db import transaction

from archive.ingest.gazetteer import build_gazetteer
from archive.ingest.spacy_names import finder
from archive.ingest.suggestions import suggestions
from archive.models import Article, Suggestion

_AT_ONCE = 200


@transaction.atomic
def renew_suggestions(at_least: int, model: str = "") -> list[Suggestion]:
    """Replace all suggestions by the unknown names that stand in `at_least` articles, the most frequent first.

    A spaCy `model` finds names beside the rule that needs none; NoModelError where it cannot be had.
    No article is linked with anything: that takes a record, which a curator makes.
    """
    more = {f"spaCy {PurePath(model).name}": finder(model)} if model else {}
    found = suggestions(_bodies(), build_gazetteer(), at_least, more)
    keys = {key for suggestion in found for key, _ in suggestion.sentences}
    slugs = dict(Article.objects.filter(pk__in=keys).values_list("pk", "slug"))
    Suggestion.objects.all().delete()
    return Suggestion.objects.bulk_create(
        [
            Suggestion(
                name=suggestion.name[:200],
                article_count=suggestion.article_count,
                rule=", ".join(sorted(suggestion.rules))[:200],
                sentences=[{"article": slugs[key], "text": sentence} for key, sentence in suggestion.sentences],
            )
            for suggestion in found
        ],
        batch_size=_AT_ONCE,
    )


def _bodies() -> Iterator[tuple[int, str]]:
    articles = Article.objects.published().order_by("pk").values_list("pk", "body")
    yield from articles.iterator(chunk_size=_AT_ONCE)
