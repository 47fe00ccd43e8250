"""The product's whole search page, view and template through Django's test client, and how soon an edit is found."""

from __future__ import annotations

import time
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from haystack.query import SearchQuerySet

from archive.models import Article
from archive.search.indexing import index_pending
from tests.bench.search_contestants import Stopwatch
from tests.bench.search_corpus import Corpus
from tests.bench.search_haystack import typed
from tests.bench.search_questions import Question


def ask_pages(questions: list[Question], seconds: float) -> dict[str, list[float]]:
    """Milliseconds a page: `plain` and with three facets ticked (`ticked`), each asked `new` and then once more.

    Each of the four stops when `seconds` are over, five pages at least; the repeated ones ask what the new ones did.
    """
    corpus, client = Corpus(), Client()
    # The most frequent of each: with them there is still something left to count.
    ticked = {"person": corpus.people[0].slug, "event": corpus.events[0].slug, "phase": "after"}
    client.get("/search/")  # the templates are read
    half = len(questions) // 2
    measured: dict[str, list[float]] = {}
    for name, choices, asked in (("plain", {}, questions[:half]), ("ticked", ticked, questions[half:])):
        addresses = [_address(question, choices) for question in asked]
        measured[f"{name} new"] = _timed(client, addresses, seconds)
        measured[f"{name} repeated"] = _timed(client, addresses[: len(measured[f"{name} new"])], seconds)
    return measured


def _address(question: Question, choices: dict[str, str]) -> str:
    parameters = QueryDict(mutable=True)
    parameters.update({"q": typed(question), **choices})
    return f"/search/?{parameters.urlencode()}"


def _timed(client: Any, addresses: list[str], seconds: float) -> list[float]:
    times: list[float] = []
    until = time.perf_counter() + seconds
    for address in addresses:
        if time.perf_counter() > until and len(times) >= 5:
            break
        with Stopwatch() as watch:
            response = client.get(address)
        times.append(watch.ms)
        if response.status_code != 200:
            raise AssertionError(f"{address} answered {response.status_code}.")
    return times


def find_edits(numbers: list[int]) -> list[float]:
    """Milliseconds from the start of the index's task by the clock on the wall until a word just written is found."""
    times = []
    for number in numbers:
        word = f"quoxa{number}"
        article = Article.objects.get(pk=number)
        Article.objects.filter(pk=number).update(
            body=f"{article.body} {word}", index_pending=True, updated_at=timezone.now()
        )
        since = time.perf_counter()
        index_pending()
        found = [int(result.pk) for result in SearchQuerySet().filter(content=word)[:2]]
        times.append(1000 * (time.perf_counter() - since))
        if found != [number]:
            raise AssertionError(f"The edited article {number} was not found: {found}.")
    return times
