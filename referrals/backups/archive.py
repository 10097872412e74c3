"""Parts in one stream, each with its checksum; the list of them comes last, so that a stream that was cut has none.

A plain backup is a .tar.gz, which any machine opens. Nothing is ever unpacked to where its name says.
"""

import gzip
import io
import json
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, BinaryIO

FORMAT = 1
MANIFEST = "manifest.json"
PART = 4 * 1024 * 1024  # bytes of lines that make a part; one line may be longer
LONGEST_PART = 512 * 1024 * 1024  # bytes; no backup of ours has a longer one
READABLE = (tarfile.TarError, EOFError, zlib.error, OSError, UnicodeDecodeError)  # what reading a damaged one raises


class Damaged(ValueError):
    """The file is not what was written; the message says how that shows."""


def described(name: str, content: bytes) -> dict[str, Any]:
    """A part as the list of parts has it."""
    return {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}


class Writer:
    """Writes parts one after the other into a file that need not be rewound."""

    def __init__(self, file: BinaryIO) -> None:
        self.parts: list[dict[str, Any]] = []
        self._gzip = _Gzip(file)
        self._tar = tarfile.TarFile(fileobj=self._gzip, mode="w")  # type: ignore[arg-type]  # it is not read from

    def add(self, name: str, content: bytes) -> None:
        self.parts.append(described(name, content))
        self._put(name, content)

    def add_lines(self, name: str, heading: bytes, lines: Iterable[bytes]) -> int:
        """Lines in as many parts as they need, each under the heading; how many there were."""
        count, size, number, waiting = 0, 0, 1, [heading]
        for line in lines:
            count += 1
            if size and size + len(line) > PART:
                self.add(f"{name}/{number:06}.jsonl", b"".join(waiting))
                size, number, waiting = 0, number + 1, [heading]
            waiting.append(line)
            size += len(line)
        self.add(f"{name}/{number:06}.jsonl", b"".join(waiting))
        return count

    def close(self, told: dict[str, Any]) -> None:
        """Write the list of parts with what else is to be told, and the end."""
        self._put(MANIFEST, json.dumps(told | {"format": FORMAT, "parts": self.parts}, indent=1).encode())
        self._tar.close()
        self._gzip.end()

    def _put(self, name: str, content: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(content), 0o600
        self._tar.addfile(member, io.BytesIO(content))


class _Gzip:
    """Compresses what is written into a file. Python's own holds some of it back, and writes that into a file that
    failed and was closed when it is forgotten."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._written = file, 0
        self._zlib = zlib.compressobj(level=5, wbits=31)  # 31: with the frame of gzip

    def write(self, content: bytes) -> int:
        self._file.write(self._zlib.compress(content))
        self._written += len(content)
        return len(content)

    def tell(self) -> int:
        return self._written

    def end(self) -> None:
        self._file.write(self._zlib.flush())


def parts(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """(name, content) of one part after the other, the list last. Raises Damaged where the stream breaks off."""
    try:
        with gzip.GzipFile(fileobj=file) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isfile() and member.size <= LONGEST_PART else None
                if content is None:
                    raise Damaged(f"it holds “{member.name}”, which no backup has")
                yield member.name, content.read()
            while plain.read(io.DEFAULT_BUFFER_SIZE):  # to its end, where gzip's own checksum stands
                pass
    except READABLE as error:
        raise Damaged("it cannot be read to its end") from error


def verified(file: BinaryIO) -> dict[str, Any]:
    """The manifest of a file whose every part is what was written. Raises Damaged; remembers nothing but checksums."""
    seen: list[dict[str, Any]] = []
    manifest = None
    for name, content in parts(file):
        if manifest is not None:
            raise Damaged("something stands behind its end")
        if name == MANIFEST:
            manifest = _manifest(content)
        else:
            seen.append(described(name, content))
    if manifest is None:
        raise Damaged("its end is missing")
    if manifest["format"] == FORMAT and manifest["parts"] != seen:
        different = next((one["name"] for one, said in zip(seen, manifest["parts"], strict=False) if one != said), "")
        raise Damaged(f"a part is not what was written: {different or 'one is missing'}")
    return manifest


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(content)
        return manifest | {"format": int(manifest["format"]), "parts": list(manifest["parts"])}
    except (ValueError, TypeError, KeyError) as error:
        raise Damaged("its list of parts cannot be read") from error
