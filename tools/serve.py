"""`make run`: prepare, then become the production server."""

import os
import subprocess
import sys

from bootstrap import WINDOWS, address, hand_over, say
from tools.prepare import prepare


def serve() -> int:
    prepare()
    if not WINDOWS:
        hand_over([sys.executable, "-m", "gunicorn", "referrals.wsgi"])  # configured by gunicorn.conf.py
    host, port = address(os.environ)
    say("the production server (gunicorn) does not run on Windows, so this is Django's own:")
    say(f"fine for trying it out on http://{host}:{port}, not for other people to use.")
    return subprocess.call([sys.executable, "manage.py", "runserver", "--noreload", "--nostatic", f"{host}:{port}"])


if __name__ == "__main__":
    sys.exit(serve())
