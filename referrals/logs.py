"""What no line of a log says: the token of a one-time link, which stands in its address."""

import logging
import re

IN_ADDRESS = re.compile(r"(/join/)[^/\s?#'\"]+")


class WithoutTokens(logging.Filter):
    """Django names the path of whatever it refused; of a link the token is left out."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if "/join/" in said:
            record.msg, record.args = IN_ADDRESS.sub(r"\1…", said), ()
        return True
