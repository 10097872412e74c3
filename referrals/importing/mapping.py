"""What a layout of table must say for its rows to become records."""

from collections.abc import Callable
from dataclasses import dataclass

from referrals.curation.record import Record

from .files import Cells
from .known import Known
from .values import Reading


@dataclass(frozen=True, slots=True)
class Mapping:
    """`source` names the origin of its records for ever; `key` tells them apart within it.

    `record` reads one row; what cannot be read becomes a problem of the reading, never an exception.
    Columns in `ignored` are dropped before any row is read.
    """

    source: str
    columns: frozenset[str]
    ignored: frozenset[str]
    key: Callable[[Cells], str]
    key_field: str
    record: Callable[[Reading, Known], Record]
