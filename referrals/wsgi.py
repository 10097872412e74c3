"""What the production server serves."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "referrals.settings")

application = get_wsgi_application()

from referrals.search import reading  # noqa: E402 - Django must be set up first

# Places and words take a second to read: beside the first requests, not before or within one.
threading.Thread(target=reading.warm, name="warm", daemon=True).start()
