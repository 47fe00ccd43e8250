"""The whole site as `manage.py serve` serves it: the sample collection, gunicorn, the worker, an account of a curator.

It is made once a session, for tests that look at every kind of page and change nothing.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

REPO_ROOT = Path(__file__).resolve().parent.parent
SET_BY_TESTS = (
    "UNKNOWN_RIGHTS_SHOW",
    "DJANGO_SETTINGS_MODULE",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "MAKEFLAGS",
    "MAKELEVEL",
    "MFLAGS",
)
CURATOR, PASSWORD = "curator", "a long password"

SUMMIT = "us-russia-helsinki-2018"
PAGES = (
    "/",
    "/search/",
    f"/search/?q=treaty+-missile&event={SUMMIT}&from=2018",
    "/search/?q=zzyzx",
    "/search/?q=trea(ty+phase:never",
    "/search/help/",
    "/search/values/person/",
    "/articles/",
    "/summits/",
    "/summits/?show=all",
    f"/summits/{SUMMIT}/",
    "/people/",
    "/people/vladimir-putin/",
    "/sources/",
    "/sources/baltic-courier/",
    "/timeline/",
    "/timeline/2010s/",
    "/timeline/2018/",
    "/timeline/2018/07/",
    "/compare/",
    f"/compare/?event={SUMMIT}&a=source:meridian-wire&b=source:baltic-courier",
    f"/compare/?a=event:{SUMMIT}&b=event:us-russia-geneva-2021",
    "/corrections/",
    "/about/",
    "/nowhere/",
)


def environment(data_dir: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in SET_BY_TESTS}
    return kept | {"ARCHIVE_DATA_DIR": str(data_dir), "WEB_CONCURRENCY": "1"}


def manage(data_dir: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command,
        cwd=REPO_ROOT,
        env=environment(data_dir) | variables,
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str, within: float = 30) -> bool:
    """Whether the address answers with success before `within` seconds are over."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - our own server
                return response.status == 200
        except OSError:
            time.sleep(0.05)
    return False


@dataclass(frozen=True)
class Site:
    """`url` has no slash at its end; `cookies` are those of the curator."""

    url: str
    cookies: CookieJar
    pages: tuple[str, ...]  # one address of each kind of page that anybody sees
    desk: tuple[str, ...]  # those that look otherwise to a curator, or are for curators; the admin is Django's markup

    def html(self, address: str) -> bytes:
        """The page as the curator sees it where it is one of the desk, else as anybody does."""
        handlers = [urllib.request.HTTPCookieProcessor(self.cookies)] if address in self.desk else []
        try:
            with urllib.request.build_opener(*handlers).open(self.url + address, timeout=30) as response:
                return response.read()
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise
            return error.read()


@pytest.fixture(scope="session")
def prepared_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder after the first `manage.py prepare`, and what that said; made once for all processes of the tests.

    It is only read and copied.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    data_dir, said = folder / "prepared", folder / "prepared.txt"
    with (folder / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            result = manage(data_dir, "prepare")
            assert result.returncode == 0, result.stderr
            said.write_text(result.stdout)
    return data_dir, said.read_text()


def copied(data_dir: Path, folder: Path) -> Path:
    """A copy of a data folder that nobody writes to, without what SQLite keeps beside it for who reads it just now."""
    return Path(shutil.copytree(data_dir, folder / "data", ignore=shutil.ignore_patterns("*-wal", "*-shm")))


@pytest.fixture(scope="session")
def site(prepared_once: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data_dir = copied(prepared_once[0], tmp_path_factory.mktemp("site"))
    account = ("--noinput", "--username", CURATOR, "--email", "curator@archive.example")
    made = manage(data_dir, "createsuperuser", *account, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    assert made.returncode == 0, made.stderr
    url = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=REPO_ROOT, env=environment(data_dir), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert answers(f"{url}/healthz", within=60)
            yield _looked_over(url)
        finally:
            server.terminate()


def _looked_over(url: str) -> Site:
    """The site with the addresses that only its own pages can tell: those of articles."""
    cookies = CookieJar()
    browse = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies)).open
    browse(f"{url}/admin/login/")
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    form = {"username": CURATOR, "password": PASSWORD, "csrfmiddlewaretoken": token, "next": "/about/"}
    browse(f"{url}/admin/login/", urllib.parse.urlencode(form).encode())

    def linked(address: str, pattern: str) -> list[str]:
        return sorted(set(re.findall(rf'href="({pattern})', browse(url + address).read().decode())))

    first, second, third, *_ = linked("/articles/", '/articles/[^/"]+/')
    (cut, *_) = linked("/search/?source=unknown", r'/articles/[^/"?]+/')  # an excerpt
    versions = f"/compare/?a={first.split('/')[2]}&b={second.split('/')[2]}"
    pages = (*PAGES, first, f"{first}report/", f"{second}?aside=1", f"{third}?q=treaty", versions, cut)
    return Site(url, cookies, pages, desk=(second, f"{second}pin/"))
