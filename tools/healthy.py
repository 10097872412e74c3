"""The container's health check: exit code 0 when the server in it answers.

Asks as the proxy in front of it would, by an allowed host name and (with HTTPS on) as https: otherwise a
healthy server would answer with a refusal or a redirect.
"""

import os
import sys
import urllib.error
import urllib.request

from bootstrap import address


def main() -> int:
    _, port = address(os.environ)
    headers = {"Host": host_name(os.environ.get("ALLOWED_HOSTS", "")), "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers=headers)
    try:
        urllib.request.urlopen(request, timeout=4).close()  # noqa: S310
    except (urllib.error.URLError, OSError) as error:
        print(error)
        return 1
    return 0


def host_name(allowed: str) -> str:
    """A name that the server answers to."""
    first = allowed.split(",")[0].strip().removeprefix(".")
    return first if first and first != "*" else "localhost"


if __name__ == "__main__":
    sys.exit(main())
