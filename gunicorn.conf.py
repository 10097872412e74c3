"""How gunicorn serves, on a laptop and in the container alike. Its command line overrides any of it."""

import os

from bootstrap import address, say
from referrals import logs
from referrals.environment import choice

host, port = address(os.environ)
bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

# Nobody waits longer for PostgreSQL than for a page that says it is slow. An import or a command may.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=20s -c lock_timeout=10s")

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
graceful_timeout = 30  # seconds a request may still take after a stop was asked for
# Workers show that they live by touching a file: in memory, so that a slow disk does not look like a death.
MEMORY = "/dev/shm"  # noqa: S108 - gunicorn makes unnamed files there
worker_tmp_dir = MEMORY if os.access(MEMORY, os.W_OK) else None

control_socket_disable = True  # it would open one under HOME, which a read-only container has not
accesslog = None  # nobody's visits are written down
# Gunicorn itself would write addresses and query strings beside an error: its lines pass the same formatter as ours.
logconfig_dict = logs.config(choice("LOG_FORMAT", logs.FORMATS), {"": "WARNING", "gunicorn.error": "WARNING"})


def when_ready(server: object) -> None:
    say(f"open http://{bind}/ in a browser; Ctrl-C stops it.")
