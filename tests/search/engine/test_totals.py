"""Terms added up over groups of documents, compared with a count of the texts themselves."""

from collections import Counter

import numpy as np
import pytest
from haystack import connections

from archive.models import Article
from archive.search.engine import totals
from archive.search.engine.analysis import terms
from archive.search.indexing import index_pending, rebuild
from tests.search.factories import make_archive

pytestmark = pytest.mark.usefixtures("index_dir")


def counted(articles: list[Article]) -> tuple[Counter[str], Counter[str]]:
    """How often each term stands in the bodies, and in how many of them."""
    words = [[term.text for term in terms(article.body)] for article in articles]
    return Counter(word for of in words for word in of), Counter(word for of in words for word in set(of))


@pytest.mark.parametrize("at_once", [1, 100, 4_000_000])
def test_totals_of_groups_are_those_of_their_texts(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(totals, "_AT_ONCE", at_once)
    articles = make_archive(12)
    rebuild()
    articles += make_archive(5, seed=8)
    index_pending()  # a second segment
    articles.pop(3).delete()
    snapshot = connections["default"].get_backend().snapshot()
    number_of = {
        int(stored["django_id"]): number for number, stored in enumerate(snapshot.stored(range(snapshot.size)))
    }
    groups = np.zeros(snapshot.size, dtype=np.uint8)
    parts = {1: articles[::3], 2: articles[1::3]}  # every third is in neither
    for group, members in parts.items():
        groups[[number_of[article.pk] for article in members]] = group
    found = snapshot.term_totals("text", groups, 3)
    for group, members in parts.items():
        occurrences, documents = counted(members)
        assert {
            w: n for w, n in zip(found.terms, found.occurrences[group - 1].tolist(), strict=True) if n
        } == occurrences
        assert {w: n for w, n in zip(found.terms, found.documents[group - 1].tolist(), strict=True) if n} == documents
    assert not found.occurrences[2].any()


def test_deleted_documents_do_not_count() -> None:
    article, _ = make_archive(2)
    rebuild()
    article.body = "Otherwise."
    article.index_pending = True
    article.save()
    index_pending()
    snapshot = connections["default"].get_backend().snapshot()
    found = snapshot.term_totals("text", np.ones(snapshot.size, dtype=np.uint8), 1)
    kept = counted(list(Article.objects.all()))[0]
    assert dict(zip(found.terms, found.occurrences[0].tolist(), strict=True)) == kept
    assert snapshot.lengths("text")[snapshot.having("language", ["en", "ru", "fr", "unknown"])].sum() == kept.total()
