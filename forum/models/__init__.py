"""The forum's tables, by subject."""

from .marks import Advice, Mention
from .reviewing import Flag, Redaction, Step
from .sessions import Host, Post, Thread

__all__ = ["Advice", "Flag", "Host", "Mention", "Post", "Redaction", "Step", "Thread"]
