"""Files that nobody keeps stay in memory: Django by itself writes larger ones on the disk while they come in."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class InMemory(FileUploadHandler):
    """Holds `most` bytes of a file and one more, by which whoever reads it knows that it is too large."""

    def __init__(self, request: Any, most: int) -> None:
        super().__init__(request)
        self.most = most

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """The next file of the form begins."""
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Some of it."""
        self.held.write(raw_data[: max(0, self.most + 1 - self.held.tell())])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """All of it came."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
