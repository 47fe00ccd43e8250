"""What a request may bring: nothing of one that is too large is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

_BESIDE_FILES = 1_000_000  # bytes of a request that are no file's


class SizeLimit(FileUploadHandler):
    """Passes over all files of a request that is larger than an upload may be, before a byte is written anywhere."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803 - Django's
        self._is_too_large = content_length > settings.UPLOAD_MAX_BYTES + _BESIDE_FILES
        if self.request is not None:
            self.request.is_too_large = self._is_too_large

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self._is_too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing: the handlers after this one keep the file."""
