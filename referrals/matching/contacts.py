"""Phones, web addresses and mailboxes, as they are compared."""

from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

# Hosts that lend their address to many organizations: sharing one says nothing.
SHARED_HOSTS = frozenset({"facebook.com", "instagram.com", "twitter.com", "x.com", "youtube.com", "linkedin.com",
                          "google.com", "wordpress.com", "wixsite.com", "github.com", "gmail.com", "yahoo.com",
                          "hotmail.com", "outlook.com", "aol.com"})  # fmt: skip


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()  # from the bundled list; nothing is fetched


@lru_cache(maxsize=1 << 17)
def domain(url: str) -> str:
    """The registrable domain of a web or e-mail address, or nothing for a host that many share."""
    try:
        host = urlsplit(url).hostname if "//" in url else url.rpartition("@")[2]
    except ValueError:  # no address at all
        return ""
    registered = _suffixes().privatesuffix((host or "").lower()) or ""
    return "" if registered in SHARED_HOSTS else registered


def contact_keys(record: dict[str, Any], *, phones: bool = True) -> set[str]:
    """Phones, e-mail addresses and registrable domains of a record: what a rejection remembers."""
    keys = {domain(link["url"]) for link in record["links"]} | {mail["address"].lower() for mail in record["emails"]}
    keys |= {domain(mail["address"]) for mail in record["emails"]}
    if phones:
        keys |= {phone["number"] for phone in record["phones"]}
    return keys - {""}
