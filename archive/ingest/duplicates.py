"""Links between articles with much the same text, found through the signatures that the database holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection

from archive.ingest.rows import insert
from archive.ingest.signatures import SAME_TEXT, resemblance, resemblance_if, shingles
from archive.models import Article, Duplicate, Judgement, SignatureBand

RULE = "shared-trigrams"
_CANDIDATES = 20  # compared word for word; those that share most bands
_CROWD = 1000  # bands looked at: copies beyond that are too many to link each with each
_DIGITS = 4  # of a similarity
_NEARLY_SAME = SAME_TEXT - 10**-_DIGITS  # may be rounded up
# By hand, all: for the many bands of many articles the ORM takes six times as long.
_SELECT = "SELECT key, article_id FROM archive_signatureband WHERE key IN ({}) LIMIT {}"
_BODIES = "SELECT id, body FROM archive_article WHERE id IN ({}) ORDER BY id"
_INSERT = "INSERT INTO archive_signatureband (article_id, key) VALUES (%s, %s)"


def link_duplicates(articles: Sequence[tuple[int, str, Sequence[int]]]) -> None:
    """Link new articles with those that their text is like, one another too, and store their signatures.

    Each comes as its primary key, its body and its signature (see `signatures.band_keys`).
    """
    sharing = _sharing([key for _, _, keys in articles for key in keys], _CROWD * len(articles))
    for article, body, keys in articles:
        _create(article, _alike(article, body, [pk for key in keys for pk in sharing[key]]))
        for key in keys:
            sharing[key].append(article)
    _store((article, key) for article, _, keys in articles for key in keys)


def renew_duplicates(article: Article, keys: Sequence[int], is_new_body: bool) -> bool:
    """Make the proposed links those of the body as it now is; say whether any changed.

    Judged links stay, with the similarity that the texts now have.
    """
    is_stored = set(SignatureBand.objects.filter(article=article).values_list("key", flat=True)) == set(keys)
    if is_stored and not is_new_body:
        return False
    sharing = _sharing(keys, _CROWD)
    alike = _alike(article.pk, article.body, [pk for key in keys for pk in sharing[key]])
    changed = False
    for link in Duplicate.objects.of(article).select_related("first", "second"):
        other = link.second if link.first_id == article.pk else link.first
        similarity = alike.pop(other.pk, None)
        if similarity is None and link.judgement == Judgement.PROPOSED:
            link.delete()
            changed = True
            continue
        if similarity is None:
            similarity = _rounded(resemblance(shingles(article.body), shingles(other.body)))
        if similarity != link.similarity:
            link.similarity, changed = similarity, True
            link.save()
    _create(article.pk, alike)
    if not is_stored:
        SignatureBand.objects.filter(article=article).delete()
        _store((article.pk, key) for key in keys)
    return changed or bool(alike)


def _sharing(keys: Sequence[int], most: int) -> defaultdict[int, list[int]]:
    """The articles that are stored with each band key, and no more than so many of them."""
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(_SELECT.format(", ".join(["%s"] * len(keys)), "%s"), [*keys, most])
            for key, pk in cursor.fetchall():
                sharing[key].append(pk)
    return sharing


def _alike(article: int, body: str, sharing: Iterable[int]) -> dict[int, float]:
    """Similarity of every article that is a copy of this one, by its key; `sharing` has a key once for each band."""
    shared = Counter(pk for pk in islice(sharing, _CROWD) if pk != article)
    if not shared:
        return {}
    own = shingles(body)
    nearest = [pk for pk, _ in sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))[:_CANDIDATES]]
    with connection.cursor() as cursor:
        cursor.execute(_BODIES.format(", ".join(["%s"] * len(nearest))), nearest)
        found = {pk: _rounded(resemblance_if(own, other, _NEARLY_SAME)) for pk, other in cursor.fetchall()}
    return {pk: similarity for pk, similarity in found.items() if similarity >= SAME_TEXT}


def _rounded(similarity: float) -> float:
    return round(similarity, _DIGITS)


def _create(article: int, alike: dict[int, float]) -> None:
    rows = [
        {"first_id": min(article, pk), "second_id": max(article, pk), "similarity": similarity, "evidence": RULE}
        for pk, similarity in alike.items()
    ]
    insert(Duplicate, rows)


def _store(bands: Iterable[tuple[int, int]]) -> None:
    """Store signatures, an article's primary key and one of its band keys each."""
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, list(bands))
