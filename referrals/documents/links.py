"""Where a link leads, beside its text: whoever reads a page sees only the text."""

import re
from urllib.parse import unquote

LONGEST = 500  # characters of an address

_LEADS = re.compile(r"\s*(https?://|mailto:|tel:)(.+?)\s*", re.IGNORECASE | re.DOTALL)
_NUMBER = 10  # digits of a phone number, without its country


def beside(text: str, target: str) -> str:
    """The address of a link, in brackets, as it follows the text; nothing if the text says it, or it leads nowhere."""
    match = _LEADS.fullmatch(target)
    if match is None or len(target) > LONGEST or any(character.isspace() for character in match[2]):
        return ""
    scheme, rest = match[1].lower(), match[2]
    if scheme == "http://" or scheme == "https://":
        return "" if _bare(rest) in _bare(text) else f" ({scheme}{rest})"
    rest = unquote(rest.partition("?")[0])
    if scheme == "tel:":
        digits = "".join(filter(str.isdecimal, rest))[-_NUMBER:]
        return "" if not digits or digits in "".join(filter(str.isdecimal, text)) else f" ({rest})"
    return "" if rest.casefold() in text.casefold() else f" ({rest})"


def _bare(address: str) -> str:
    """Without what people leave out when they write it."""
    return re.sub(r"https?://|www\.|/$", "", "".join(address.split()).casefold())
