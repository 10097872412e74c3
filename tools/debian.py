"""Debian's packages, where this is Debian and we may install them."""

import os
import shutil
import subprocess

from bootstrap import say


def apt_install(*packages: str) -> bool:
    """Whether the packages could be installed; says so before it changes the machine."""
    apt_get = shutil.which("apt-get")
    if not apt_get or os.geteuid() != 0:
        return False
    say("installing " + ", ".join(packages) + " with apt-get")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        if subprocess.call([apt_get, "-qq", *command], env=environment, stdout=subprocess.DEVNULL):
            return False
    return True
