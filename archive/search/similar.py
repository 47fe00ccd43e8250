"""Articles whose text is like that of another, as the index has them."""

from __future__ import annotations

from haystack import connections

from archive.models import Article
from archive.search.engine.generations import IndexNotReadyError

MOST = 5


def alike(article: Article) -> list[Article]:
    """The most similar first, each with its source; none where there is no index yet."""
    backend = connections["default"].get_backend()
    try:  # not through SearchQuerySet: it would fetch all that are in the least alike, and then drop all but the first
        results = backend.more_like_this(article, end_offset=MOST, models=[Article])["results"]
    except IndexNotReadyError:
        return []
    keys = [int(result.pk) for result in results]
    found = Article.objects.published().select_related("source").in_bulk(keys)
    return [found[key] for key in keys if key in found]
