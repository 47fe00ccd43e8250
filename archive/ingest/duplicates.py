"""Links between articles with much the same text, found through the signatures that the database holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import connection

from archive.ingest.signatures import SAME_TEXT, resemblance, shingles
from archive.models import Article, Duplicate, Judgement, SignatureBand

RULE = "shared-trigrams"
_CANDIDATES = 20  # compared word for word; those that share most bands
_CROWD = 1000  # bands looked at: copies beyond that are too many to link each with each
_INSERT = "INSERT INTO archive_signatureband (article_id, key) VALUES (%s, %s)"


def link_duplicates(article: Article, keys: Sequence[int]) -> None:
    """Link a new article with those that its text is like, and store its signature (see `signatures.band_keys`)."""
    _create(article, _alike(article, keys))
    _store(article, keys)


def renew_duplicates(article: Article, keys: Sequence[int], is_new_body: bool) -> bool:
    """Make the proposed links those of the body as it now is; say whether any changed.

    Judged links stay, with the similarity that the texts now have.
    """
    is_stored = set(SignatureBand.objects.filter(article=article).values_list("key", flat=True)) == set(keys)
    if is_stored and not is_new_body:
        return False
    alike = _alike(article, keys)
    changed = False
    for link in Duplicate.objects.of(article).select_related("first", "second"):
        other = link.second if link.first_id == article.pk else link.first
        similarity = alike.pop(other.pk, None)
        if similarity is None and link.judgement == Judgement.PROPOSED:
            link.delete()
            changed = True
            continue
        if similarity is None:
            similarity = _similarity(shingles(article.body), other.body)
        if similarity != link.similarity:
            link.similarity, changed = similarity, True
            link.save()
    _create(article, alike)
    if not is_stored:
        SignatureBand.objects.filter(article=article).delete()
        _store(article, keys)
    return changed or bool(alike)


def _alike(article: Article, keys: Sequence[int]) -> dict[int, float]:
    """Similarity by the key of every other article that is a copy of this one."""
    sharing = SignatureBand.objects.filter(key__in=keys).exclude(article=article).order_by()
    shared = Counter(sharing.values_list("article_id", flat=True)[:_CROWD]) if keys else Counter()
    if not shared:
        return {}
    own = shingles(article.body)
    nearest = [pk for pk, _ in sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))[:_CANDIDATES]]
    bodies = Article.objects.filter(pk__in=nearest).values_list("pk", "body").order_by("pk")
    found = {pk: _similarity(own, body) for pk, body in bodies}
    return {pk: similarity for pk, similarity in found.items() if similarity >= SAME_TEXT}


def _similarity(own: set[str], body: str) -> float:
    return round(resemblance(own, shingles(body)), 4)


def _create(article: Article, alike: dict[int, float]) -> None:
    if alike:
        Duplicate.objects.bulk_create(
            Duplicate(first_id=min(article.pk, pk), second_id=max(article.pk, pk), similarity=similarity, evidence=RULE)
            for pk, similarity in alike.items()
        )


def _store(article: Article, keys: Sequence[int]) -> None:
    """One statement for all bands, by hand: 24 model instances an article take six times as long."""
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, [(article.pk, key) for key in keys])
