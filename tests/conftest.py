"""The ground every test stands on: a data folder of its own, made before the settings are read."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.utils import translation

from tests.site import REPO_ROOT, prepared_once, site

__all__ = ["REPO_ROOT", "prepared_once", "site"]

if settings.configured:
    pytest.exit("Unset DJANGO_SETTINGS_MODULE: the tests choose their data folder before the settings are read.", 4)

DATA_DIR = Path(tempfile.mkdtemp(prefix="summit-archive-tests-"))
for name in (
    "DEBUG",
    "SECRET_KEY",
    "SITE_NAME",
    "BASE_URL",
    "CONTACT_EMAIL",
    "ALLOWED_HOSTS",
    "WEB_CONCURRENCY",
    "SEARCH_CACHE_MB",
    "PORT",
    "PROXIES",
    "UPLOAD_MAX_MB",
    "EXCERPT_WORDS",
):
    os.environ.pop(name, None)
os.environ["ARCHIVE_DATA_DIR"] = str(DATA_DIR)
os.environ["UNKNOWN_RIGHTS_SHOW"] = "full"  # who tests what readers may see says otherwise
os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"

(DATA_DIR / "static").mkdir()
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A file, as in the archive itself: the threads of a live server each need a connection of their own.
settings.DATABASES["default"]["TEST"]["NAME"] = DATA_DIR / "test.sqlite3"
# Here and not left to pytest-django: a folder's conftest may import models as soon as it is read.
django.setup()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """The processes of a run on several processors choose a data folder of their own before they read the settings."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A request leaves its language with the thread; the next test begins in that of the settings."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def groups_of_the_roles(request: pytest.FixtureRequest) -> None:
    """A test with transactions of its own empties all tables, also of what the migrations put there."""
    from django.contrib.auth.models import Group, Permission  # noqa: PLC0415 - models are there once it is set up

    from archive.roles import grant_roles  # noqa: PLC0415

    marker = request.node.get_closest_marker("django_db")
    if marker or {"db", "transactional_db", "live_server"} & {*request.fixturenames}:
        request.getfixturevalue("django_db_setup")
        with request.getfixturevalue("django_db_blocker").unblock():
            if not Group.objects.exists():
                grant_roles(Group.objects, Permission.objects)


@pytest.fixture
def shared() -> Path:
    """The folder of texts that may lie beside the repository; no other checkout has it."""
    folder = REPO_ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"There is no folder {folder}.")
    return folder
