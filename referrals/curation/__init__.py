"""The only writer of the directory: named actions, each atomic, each with `by`, each in the history.

Every action takes the next revision number last in its transaction, so that whatever follows the directory
(search, another machine) can catch up in the order of commits.
"""

from .actions import (
    NotPublishable,
    create,
    edit,
    merge,
    publish,
    recorded,
    reject,
    restore,
    retire,
    snapshot,
    update_from_source,
    verify,
)
from .suggestions import Said, Suggested, suggest

__all__ = [
    "NotPublishable",
    "Said",
    "Suggested",
    "create",
    "edit",
    "merge",
    "publish",
    "recorded",
    "reject",
    "restore",
    "retire",
    "snapshot",
    "suggest",
    "update_from_source",
    "verify",
]
