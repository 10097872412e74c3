"""People: who may do what, how they come in, and what administrators change about it.

What is about one's own access is asked of its part: `factors`, `own`, `sessions`.
"""

from .changing import OPERATOR, ChangedMeanwhile, change_role, deactivate, reactivate, take_factor
from .inviting import LinkEnded, found, invite, is_taken, join, renew, reset, revoke
from .noting import NotAllowed
from .roles import (
    ADMINISTRATOR,
    CURATOR,
    PROVIDER,
    ROLES,
    add_person,
    administrators,
    alone_since,
    deciders,
    decides_alone,
    demo_people,
    ensure_roles,
    role_of,
)

__all__ = [
    "ADMINISTRATOR",
    "CURATOR",
    "OPERATOR",
    "PROVIDER",
    "ROLES",
    "ChangedMeanwhile",
    "LinkEnded",
    "NotAllowed",
    "add_person",
    "administrators",
    "alone_since",
    "change_role",
    "deactivate",
    "deciders",
    "decides_alone",
    "demo_people",
    "ensure_roles",
    "found",
    "invite",
    "is_taken",
    "join",
    "reactivate",
    "renew",
    "reset",
    "revoke",
    "role_of",
    "take_factor",
]
