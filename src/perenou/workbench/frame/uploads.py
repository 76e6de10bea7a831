"""Uploads that are too large are let go while they come in, and stored nowhere."""

from __future__ import annotations

from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

MOST_BYTES: Final = 21 * 1024 * 1024
"""More than any page takes, which then says so with its own figure."""

_MARK: Final = "perenou.upload_too_large"


class BoundedUpload(FileUploadHandler):
    """Lets go of a file once it is too large, and notes that on the request."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count, and pass on."""
        del start
        self._received += len(raw_data)
        if self._received > MOST_BYTES:
            if self.request is not None:
                self.request.META[_MARK] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """What is kept is kept by the handlers that follow."""
        del file_size
        return None


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file of the request was let go."""
    return request.META.get(_MARK, False) is True
