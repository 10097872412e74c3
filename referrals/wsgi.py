"""What the production server serves."""

import gc
import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "referrals.settings")

application = get_wsgi_application()

from referrals.search import reading  # noqa: E402 - Django must be set up first


def _warm() -> None:
    """Read places and words, which takes a second, and keep the collector of garbage from looking through them again
    and again, each time for as long as ten searches take."""
    reading.warm()
    gc.collect()
    gc.freeze()


# Beside the first requests, not before or within one.
threading.Thread(target=_warm, name="warm", daemon=True).start()
