"""What was worked out last, up to a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

CACHE_BYTES = 128 * 2**20
_SHARE_OF_ANSWERS = 4  # whole answers may fill one part in so many


class ByteCache:
    """Forgets what was longest unused when it grows over `limit` bytes. Safe for threads.

    Two threads that miss the same key at once both work it out: nobody ever waits for another's work.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._lock = threading.Lock()
        self._known: OrderedDict[Hashable, tuple[Any, float]] = OrderedDict()
        self._bytes = 0.0

    @property
    def used(self) -> int:
        return int(self._bytes)

    def get(self, key: Hashable, make: Callable[[], Any], size: Callable[[Any], float]) -> Any:
        """What is known under the key, else what `make` makes; `size` tells how many bytes that is.

        What has more bytes than the limit is not remembered.
        """
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key][0]
        value = make()
        bytes_of_value = size(value)
        with self._lock:
            if key not in self._known and bytes_of_value <= self.limit:
                self._known[key] = (value, bytes_of_value)
                self._bytes += bytes_of_value
                while self._bytes > self.limit:
                    _, (_, freed) = self._known.popitem(last=False)
                    self._bytes -= freed
        return value

    def clear(self) -> None:
        with self._lock:
            self._known.clear()
            self._bytes = 0.0


@dataclass(frozen=True)
class Caches:
    """What a process remembers of an index, whichever generation: the scores of terms, and whole answers."""

    terms: ByteCache
    answers: ByteCache


def make_caches(limit: int) -> Caches:
    """Caches of `limit` bytes together."""
    answers = limit // _SHARE_OF_ANSWERS
    return Caches(ByteCache(limit - answers), ByteCache(answers))
