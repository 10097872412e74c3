"""The catalogues of the interface: where they are, and compiled as Django reads them.

`django.po` is what people write and git keeps; `django.mo` is made from it wherever the site is set up, so that no
machine needs the gettext programs.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import polib

from bootstrap import ROOT

LOCALE = Path(ROOT) / "referrals" / "locale"


def catalogues() -> Iterator[Path]:
    """Each language's django.po."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def compile_all() -> None:
    """Make each django.mo that is missing or not of its django.po: it bears the time of what it was made from."""
    for source in catalogues():
        compiled, changed = source.with_suffix(".mo"), source.stat().st_mtime_ns
        if not compiled.exists() or compiled.stat().st_mtime_ns != changed:
            new = source.with_suffix(".mo.new")  # renamed when whole, so that no start ever reads half of one
            polib.pofile(str(source)).save_as_mofile(str(new))
            os.utime(new, ns=(changed, changed))
            new.replace(compiled)


if __name__ == "__main__":
    compile_all()
