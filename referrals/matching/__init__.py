"""Is this a resource we have? Names and contacts brought to a comparable form, and a score with reasons."""

from .contacts import contact_keys, domain
from .keys import STRONG, WEAK, Key, keys
from .likeness import DUPLICATE, Likeness, likeness
from .names import acronyms, name_key

__all__ = [
    "DUPLICATE",
    "STRONG",
    "WEAK",
    "Key",
    "Likeness",
    "acronyms",
    "contact_keys",
    "domain",
    "keys",
    "likeness",
    "name_key",
]
