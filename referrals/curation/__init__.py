"""The only writer of the directory: named actions, each atomic, each with `by`, each in the history.

Every action takes the next revision number last in its transaction, so that whatever follows the directory
(search, another machine) can catch up in the order of commits.
"""

from .actions import (
    Merged,
    create,
    edit,
    merge,
    publish,
    reject,
    restore,
    retire,
    three_ways,
    tried,
    update_from_source,
    verify,
)
from .changes import ChangedMeanwhile, NotPublishable, recorded, release_again, snapshot
from .quoting import Quoted, requote
from .succession import relate, unrelate
from .suggestions import LIKELY, Said, Suggested, rejected_before, remember_turned_down, suggest
from .undoing import CannotUndo, undo
from .withholding import NotShown, hide, show_again

__all__ = [
    "LIKELY",
    "CannotUndo",
    "ChangedMeanwhile",
    "Merged",
    "NotPublishable",
    "NotShown",
    "Quoted",
    "Said",
    "Suggested",
    "create",
    "edit",
    "hide",
    "merge",
    "publish",
    "recorded",
    "reject",
    "rejected_before",
    "relate",
    "release_again",
    "remember_turned_down",
    "requote",
    "restore",
    "retire",
    "show_again",
    "snapshot",
    "suggest",
    "three_ways",
    "tried",
    "undo",
    "unrelate",
    "update_from_source",
    "verify",
]
