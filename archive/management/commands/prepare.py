from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from archive.likeness.finding import find_likenesses
from archive.merging.work import continue_merges
from archive.models import Article
from archive.roles import grant_roles
from archive.search.indexing import index_pending
from archive.tasks import count_words
from archive.trash import empty_trash
from archive.undoing import continue_undoing
from archive.uploading.work import take_in_uploads

# Tasks that go on with what was cut short, or do what has come due; asked for whenever the archive starts.
LOOKED_AFTER = (empty_trash, continue_merges, continue_undoing, take_in_uploads)
AUTHORITIES = settings.BASE_DIR / "fixtures" / "authorities"


class _Memory:
    """What earlier calls did, by name; an unknown name is an empty string. Written at once, in one step."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._said: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def __getitem__(self, name: str) -> str:
        return self._said.get(name, "")

    def __setitem__(self, name: str, value: str) -> None:
        self._said[name] = value
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(self._said, indent=1), encoding="utf-8")
        fresh.replace(self._path)

    def forget(self) -> None:
        self._said = {}


class Command(BaseCommand):
    help = (
        "Bring the data folder up to date: database, authority records, index, static files; a new database is given "
        "the sample collection. Quick where nothing is to do, and safe to call at any time."
    )
    requires_system_checks: list[str] = []  # called at every start; `manage.py check` and the tests do that

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        self.verbosity = verbosity
        with self._one_at_a_time():
            done = _Memory(settings.DATA_DIR / "prepared.json")
            if not connection.introspection.table_names():
                # Kept before anything is made, so that an interrupted first call is taken up by the next.
                done.forget()
                done["sample"] = "wanted"
            self._migrate()
            grant_roles(Group.objects, Permission.objects)
            self._load_authorities(done)
            self._load_sample(done)
            self._index()
            self._collect_static_files(done)

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("Updating the database ...")
            call_command("migrate", interactive=False, verbosity=self.verbosity - 1)
            find_likenesses.enqueue()  # a new version may compare otherwise

    def _load_authorities(self, done: _Memory) -> None:
        found = _sum_of_contents(sorted(AUTHORITIES.glob("*.yaml")))
        if done["authorities"] != found:
            self._say("Loading people, events and sources ...")
            call_command("load_authorities", verbosity=self.verbosity)
            done["authorities"] = found

    def _load_sample(self, done: _Memory) -> None:
        if done["sample"] == "wanted":
            self._say("Taking in the sample collection ...")
            call_command("load_sample", verbosity=self.verbosity)
            done["sample"] = "loaded"

    def _index(self) -> None:
        pending = Article.objects.awaiting_index().count()
        if pending:
            self._say(f"Indexing, {pending} article{'' if pending == 1 else 's'} waiting ...")
        index_pending()  # makes the index anew where there is none
        count_words.enqueue()  # nothing is counted twice
        for each in LOOKED_AFTER:
            each.enqueue()

    def _collect_static_files(self, done: _Memory) -> None:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        if settings.DEBUG:
            return  # served from where they lie
        found = _sum_of_static_files()
        if done["static"] != found or not (settings.STATIC_ROOT / "staticfiles.json").exists():
            self._say("Collecting style sheets, scripts and fonts ...")
            call_command("collectstatic", interactive=False, verbosity=self.verbosity - 1)
            done["static"] = found

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Wait until no other process prepares this data folder; the lock goes with the process that holds it."""
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        with (settings.DATA_DIR / "prepare.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._say("Another process prepares this data folder; waiting for it ...")
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _say(self, words: str) -> None:
        if self.verbosity > 0:
            self.stdout.write(words)
            self.stdout.flush()


def _sum_of_contents(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        found.update(f"{file.name} {len(content)}\n".encode() + content)
    return found.hexdigest()


def _sum_of_static_files() -> str:
    """A sum over names, sizes and times: enough to see that something was changed, and quicker than reading all."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            found.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.hexdigest()
