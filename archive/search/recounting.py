"""Keeping the stored marking words of summits up with their coverage."""

from __future__ import annotations

from django.utils import timezone

from archive.models import Event, MarkingWords
from archive.search.engine.generations import IndexNotReadyError
from archive.search.marking_words import basis_of, marking_words
from archive.search.tallies import tally


def recount_words() -> int:
    """Count the words of every summit whose coverage is not what was counted last; returns how many there were.

    One summit takes up to two seconds among 100,000 articles. Without an index nothing is counted.
    """
    try:
        covered = Event.objects.published().filter(slug__in=list(tally("event")))
    except IndexNotReadyError:
        return 0
    MarkingWords.objects.exclude(event__in=covered).delete()
    stored = dict(MarkingWords.objects.values_list("event", "basis"))
    changed = 0
    for event in covered:
        basis, now = basis_of(event), timezone.now()
        if stored.get(event.pk) != basis:
            counted = {"languages": marking_words(event), "basis": basis, "computed_at": now}
            MarkingWords.objects.update_or_create(event=event, defaults=counted)
            changed += 1
    return changed
