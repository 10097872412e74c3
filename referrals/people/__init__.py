"""People: who may do what, how they come in, and what administrators change about it."""

from .changing import ChangedMeanwhile, NotAllowed, change_role, deactivate, reactivate
from .inviting import LinkEnded, found, invite, is_taken, join, renew, reset, revoke
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
]
