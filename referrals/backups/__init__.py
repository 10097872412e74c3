"""One file with everything: made while the site works, checked before anything is touched, the same for both databases.

tables.py     rows of the database as lines of JSON, and back
archive.py    parts with their checksums in one stream (tar, gzip), and the check of it
sealing.py    that stream behind a passphrase (age)
making.py     a backup
restoring.py  back into a database
"""

from .archive import Damaged
from .making import Made, make
from .restoring import NotRestored, Restored, restore
from .sealing import WrongPassphrase

__all__ = ["Damaged", "Made", "NotRestored", "Restored", "WrongPassphrase", "make", "restore"]
