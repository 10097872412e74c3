"""What can be wrong with the files of the index. The engine itself compares no sums when it opens and reads them."""

import json
import struct
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

META = "meta.json"
PARTS = ("term", "idx", "pos", "fieldnorm", "fast", "store")  # a segment has one file of each
END = struct.Struct("<II")  # length of the footer, and a number that says there is one
MAGIC = 1337
CHUNK = 1 << 20  # bytes

Seen = tuple[int, int]  # size, time of the last change


class Damaged(ValueError):
    """A file is not as it was written."""


class Files:
    """The files of one index directory. Each is read once: none that is in use is ever written again."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._whole: dict[str, Seen] = {}

    def check(self) -> None:
        """Raise OSError or Damaged unless all files of the last commit are as they were written."""
        names = self._in_use()
        while not self._found_whole(names):
            later = self._in_use()
            if later == names:
                raise Damaged("a file of the last commit is missing")
            names = later  # another worker committed meanwhile and removed what it replaced

    def _found_whole(self, names: list[str]) -> bool:
        """Whether none is missing; raises Damaged if one is not as it was written."""
        try:
            whole = {name: self._seen(name) for name in names}
        except FileNotFoundError:
            return False
        self._whole = whole
        return True

    def _seen(self, name: str) -> Seen:
        seen = self._stamp(name)
        if self._whole.get(name) != seen:
            _compare_sum(self.directory / name)
        return seen

    def untouched(self) -> bool:
        """Whether none of the files last checked has changed. One that is gone was replaced, and stays open."""
        for name, seen in self._whole.items():
            with suppress(FileNotFoundError):
                if self._stamp(name) != seen:
                    return False
        return True

    def _stamp(self, name: str) -> Seen:
        found = (self.directory / name).stat()
        return found.st_size, found.st_mtime_ns

    def doubt(self) -> None:
        """Read them all again at the next check."""
        self._whole = {}

    def _in_use(self) -> list[str]:
        try:
            segments = json.loads((self.directory / META).read_bytes())["segments"]
            return [name for segment in segments for name in _names(segment)]
        except FileNotFoundError:
            return []
        except (KeyError, TypeError, AttributeError) as trouble:
            raise Damaged(f"{META} is not as it was written") from trouble

    def unname(self) -> None:
        """Take away what says which files there are: whoever opens the directory finds an empty index."""
        for name in (META, ".managed.json"):
            (self.directory / name).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove what others left behind. For the one who holds the writer's lock, before anything is written.

        Of an index that was given up: everything. Of a commit that was killed: its lists of deletions, whose
        names the next commit will want, and which nobody has read.
        """
        meta = json.loads((self.directory / META).read_bytes())
        for part in ("del",) if meta["segments"] else (*PARTS, "del"):
            for left in self.directory.glob(f"*.{part}"):
                if not meta["segments"] or int(left.name.split(".")[1]) > meta["opstamp"]:
                    with suppress(OSError):  # a system that keeps open files from going: they go the next time
                        left.unlink()


def _names(segment: dict[str, Any]) -> list[str]:
    """The files of one segment, as META tells of it."""
    stem = segment["segment_id"].replace("-", "")
    deleted = segment["deletes"]
    return [f"{stem}.{part}" for part in PARTS] + ([f"{stem}.{deleted['opstamp']}.del"] if deleted else [])


def _compare_sum(path: Path) -> None:
    """A file ends with its check sum in JSON, the length of that, and a magic number."""
    with path.open("rb") as file:
        size = path.stat().st_size
        if size < END.size:
            raise Damaged(f"{path.name} was cut off")
        file.seek(size - END.size)
        length, magic = END.unpack(file.read(END.size))
        content = size - END.size - length
        if magic != MAGIC or content < 0:
            raise Damaged(f"{path.name} was cut off or written over")
        file.seek(content)
        kept = json.loads(file.read(length))["crc"]
        file.seek(0)
        if _sum(file, content) != kept:
            raise Damaged(f"{path.name} was written over")


def _sum(file: BinaryIO, length: int) -> int:
    total = 0
    while length > 0 and (chunk := file.read(min(CHUNK, length))):
        total = zlib.crc32(chunk, total)
        length -= len(chunk)
    return total


def is_damage(trouble: BaseException) -> bool:
    """What reading and writing index files raises. A panic of the engine is no Exception, but has its name.

    Text that cannot be encoded is a ValueError, too, and says nothing of the files.
    """
    if isinstance(trouble, UnicodeEncodeError):
        return False
    return isinstance(trouble, OSError | ValueError) or type(trouble).__name__ == "PanicException"
