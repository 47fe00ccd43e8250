"""Files that were looked at and wait to be confirmed: for a day, in the data folder, each known by a signed word."""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing

_KEPT_FOR = 24 * 60 * 60  # seconds
_SALT = "archive.spreadsheets"


class Waiting(NamedTuple):
    """`sum` is that of the report that was shown."""

    name: str
    overrides: bool
    sum: str


class NotWaitingError(LookupError):
    """No such file waits for this person."""


def keep(waiting: Waiting, content: bytes, user: Any) -> str:
    """Keep the file; answers the word by which its owner, and nobody else, takes it."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.iterdir():
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _KEPT_FOR:
                left.unlink()
    key = secrets.token_hex(16)
    (folder / key).write_bytes(content)
    return signing.dumps([key, user.pk, *waiting], salt=_SALT)


def take(word: str, user: Any) -> tuple[Waiting, bytes]:
    """The file, which no longer waits then. Raises NotWaitingError."""
    try:
        key, owner, *said = signing.loads(word, salt=_SALT, max_age=_KEPT_FOR)
    except signing.BadSignature as error:
        raise NotWaitingError from error
    if owner != user.pk:
        raise NotWaitingError
    try:
        content = (_folder() / key).read_bytes()
        (_folder() / key).unlink()
    except FileNotFoundError as error:
        raise NotWaitingError from error
    return Waiting(*said), content


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "imports"
