"""How long a curator waits, and how soon after that the public search shows what was done.

    python -m tests.bench curation FOLDER [--times N] [--busy ARTICLES]

FOLDER holds the database and index of a made archive, as `search --folder` leaves it; only a copy is written to. Times
are seconds on the clock, the workers being other processes, as `manage.py serve` starts them. What is `busy` was done
right after so many other articles had been given to the index.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import tests.conftest  # noqa: F401 - settings and folders, before anything else is imported

# isort: split
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse

from archive.management.commands.serve import worker
from archive.models import Appearance, Article, Merge, Person
from archive.models.article import is_published
from archive.tasks import LONG, request_indexing
from tests.admin.conftest import filled_in
from tests.bench.search_corpus import Corpus
from tests.bench.search_rows import use_folder
from tests.site import REPO_ROOT, environment

PATIENCE = 600  # seconds
LOOK_EVERY = 0.02  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench curation")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--busy", type=int, default=1000, help="articles that the index is given just before")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="summit-archive-curation-") as scratch:
        folder = Path(shutil.copytree(options.folder, Path(scratch) / "data"))
        use_folder(folder)
        call_command("migrate", verbosity=0)
        setup_test_environment()  # so that a response tells the form it was made from
        client = Client()
        client.force_login(get_user_model().objects.create_superuser("bench", password="a long password"))
        print(
            f"{'what was done':42} {'request':>8} {'shown':>8} {'slowest':>8}   seconds: medians, and the slowest shown"
        )
        with workers(folder):
            saved(client, 99)  # the worker has started
            told("an article saved", [saved(client, number) for number in range(1, options.times + 1)])
            told("an article withdrawn", [withdrawn(client, 100 + number) for number in range(options.times)])
            pairs = []
            for gone, stays in pairs_of_people(options.times):
                pairs.append(merged(client, gone, stays))
                until(lambda: not Merge.objects.unfinished().exists() and not Article.objects.awaiting_index().exists())
            told("two people merged", pairs)
            busy = []
            for number in range(200, 200 + options.times):
                request_indexing(Article.objects.filter(pk__in=range(1000, 1000 + options.busy)))
                busy.append(saved(client, number))
                until(lambda: not Article.objects.awaiting_index().exists())
            told(f"an article saved, busy with {options.busy:,} others", busy)
            leader, other = people()[:2]
            many = f"{links(leader):,} links moved to {links(other):,}"
            told(many, [merged(client, leader, other)])


@contextmanager
def workers(folder: Path) -> Iterator[None]:
    with ExitStack() as stack:
        for queue in ("default", LONG):
            process = subprocess.Popen(worker(queue), cwd=REPO_ROOT, env=environment(folder), stderr=subprocess.DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.terminate)
        yield


Waited = tuple[float, float]  # for the answer to the request, and from then on until the search had it


def told(what: str, waited: list[Waited]) -> None:
    requests, shown = zip(*waited, strict=True)
    medians = f"{statistics.median(requests):8.2f} {statistics.median(shown):8.2f}"
    print(f"{what:42} {medians} {max(shown):8.2f}", flush=True)


def saved(client: Client, key: int) -> Waited:
    """An article given a title that no other has."""
    word = f"zq{key}x{time.monotonic_ns()}"
    address = reverse("admin:archive_article_change", args=[key])
    sent = filled_in(client.get(address)) | {"title": f"The title is {word}"}
    return timed(lambda: client.post(address, sent), lambda: found(client, q=word) == 1)


def withdrawn(client: Client, key: int) -> Waited:
    article = Article.objects.get(pk=key)
    address = reverse("admin:archive_article_withdraw", args=[key])
    sent = {"withdraw": "1", "reason": "A measurement.", "notice": "Withdrawn."}
    before = found(client, source=article.source.slug)
    return timed(lambda: client.post(address, sent), lambda: found(client, source=article.source.slug) == before - 1)


def merged(client: Client, gone: Person, stays: Person) -> Waited:
    """Shown when a search for one finds the articles of both; their links go on being moved, and indexed again."""
    address = reverse("admin:archive_person_merge", args=[gone.pk])
    shown = Appearance.objects.shown().filter(is_published("article__"), person__in=[gone, stays])
    both = shown.order_by().values("article").distinct().count()
    return timed(lambda: client.post(f"{address}?into={stays.pk}"), lambda: found(client, person=stays.slug) == both)


def timed(act: Callable[[], HttpResponse], is_right: Callable[[], bool]) -> Waited:
    begun = time.monotonic()
    response = act()
    answered = time.monotonic()
    if response.status_code != 302:
        raise AssertionError(f"The form was not taken: {response.context['errors']}")
    until(is_right)
    return answered - begun, time.monotonic() - answered


def until(is_right: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_right():
        if time.monotonic() > end:
            raise TimeoutError(f"The search did not follow within {PATIENCE} seconds.")
        time.sleep(LOOK_EVERY)


def found(client: Client, **asked: str) -> int:
    """How many articles the public search finds."""
    count: int = client.get(reverse("search-json"), asked).json()["count"]
    return count


def people() -> list[Person]:
    """The people of the made archive, those in most articles first."""
    by_slug = Person.objects.in_bulk(field_name="slug")  # without those that were merged here
    return [by_slug[named.slug] for named in Corpus().people if named.slug in by_slug]


def pairs_of_people(count: int) -> Iterator[tuple[Person, Person]]:
    """Of those in fewest articles."""
    rare = people()[-2 * count :]
    return zip(rare[::2], rare[1::2], strict=True)


def links(person: Person) -> int:
    return person.appearances.count()


if __name__ == "__main__":
    main()
