"""What a ZIP may hold before it is unpacked: a few kilobytes can be packed into what fills any memory."""

import zipfile
from pathlib import Path

from .problems import Problem, Refused

MOST_MEMBERS = 1_000
LARGEST = 300 * 1024 * 1024  # bytes, of all that is packed
AT_ONCE = 48 * 1024 * 1024  # bytes, of what is read at once: all parts of a spreadsheet but its rows
SUSPECT, HUNDREDFOLD = 4 * 1024 * 1024, 100  # bytes beyond which no table is packed so tightly
ROWS = ("worksheets/", ".csv")  # what is read a piece at a time


def names(path: Path, file: str) -> set[str]:
    """The names of what is in it, without their folders, which nobody makes. Raises Refused if it may not be read."""
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _refused(file, "the file is a damaged ZIP archive.") from error
    if len(members) > MOST_MEMBERS:
        raise _refused(file, f"expected at most {MOST_MEMBERS:,} files in the archive, found {len(members):,}.")
    if sum(one.file_size for one in members) > LARGEST or any(map(_is_too_much, members)):
        raise _refused(file, "what is packed in the file is too large to be a table of contacts.")
    if len({one.filename for one in members}) < len(members):
        raise _refused(file, "the archive holds two files of one name; pack it anew.")
    return {one.filename.rpartition("/")[2] for one in members}


def _is_too_much(member: zipfile.ZipInfo) -> bool:
    """What the list of the archive says is what is unpacked: zipfile reads no further than that."""
    tight = member.file_size > SUSPECT and member.file_size > HUNDREDFOLD * max(member.compress_size, 1)
    return tight or (member.file_size > AT_ONCE and not any(part in member.filename for part in ROWS))


def _refused(file: str, sentence: str) -> Refused:
    return Refused([Problem(file, 0, "", sentence)])
