"""Tables from outside into the directory: read, mapped, checked, shown, and only then written.

`files` reads bytes into rows, a mapping turns a row into a record, `run` plans the whole file and commits it
through curation in one transaction. What is wrong is a `Problem` each; one is enough for nothing to be written.
"""

from .problems import Problem, Refused

__all__ = ["Problem", "Refused"]
