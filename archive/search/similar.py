"""Articles whose text is like that of another, as the index has them."""

from __future__ import annotations

from archive.models import Article
from archive.search.engine.generations import IndexNotReadyError
from archive.search.engine.queries import ChoiceSearchQuerySet

MOST = 5


def alike(article: Article) -> list[Article]:
    """The most similar first, each with its source; none where there is no index yet."""
    try:
        results = ChoiceSearchQuerySet().models(Article).more_like_this(article)[:MOST]
        keys = [int(result.pk) for result in results]
    except IndexNotReadyError:
        return []
    found = Article.objects.published().select_related("source").in_bulk(keys)
    return [found[key] for key in keys if key in found]
