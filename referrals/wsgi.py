"""What the production server serves."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "referrals.settings")

application = get_wsgi_application()

from referrals import warming  # noqa: E402 - Django must be set up first

threading.Thread(target=warming.warm, name="warm", daemon=True).start()
