"""Which web addresses may be asked, and which servers: whoever writes one into a record must reach nothing inside."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from referrals.models import LinkCheck

Reason = LinkCheck.Reason
PORTS = {"http": 80, "https": 443}
LONGEST = 2_000  # characters

# Of the internet's IPv6 addresses only 2000::/3 are given out; of these some lead back into IPv4, or nowhere.
UNICAST = ip_network("2000::/3")
NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # protocol assignments; a cloud's metadata stands at 192.0.0.192
            "192.88.99.0/24",  # relays into 6to4
            "168.63.129.16/32",  # a cloud's inner server at an address that looks public
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32", "3fff::/20",  # examples
            "2002::/16",  # 6to4: an IPv4 address inside
        ),
    )
)  # fmt: skip


class Refused(ValueError):
    """This address is not asked; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """A web address taken apart: whom to ask for what."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def read(cls, url: str) -> "Target":
        """Raises Refused for whatever is not plain http(s) at the usual ports without a user name."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").rstrip(".").encode("idna").decode()
            port = parts.port
        except ValueError:  # a port or a bracket that is none, a name that cannot be one
            raise Refused(Reason.NOT_WEB) from None
        if parts.scheme not in PORTS or not host or len(url) > LONGEST:
            raise Refused(Reason.NOT_WEB)
        if "@" in parts.netloc:
            raise Refused(Reason.CREDENTIALS)
        if port not in {None, *PORTS.values()}:
            raise Refused(Reason.PORT)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")}" if parts.query else ""
        return cls(parts.scheme, host, port or PORTS[parts.scheme], path + query)


def is_public(address: str) -> bool:
    """Whether a resolved address is one of the public internet's. `is_global` alone says so of multicast, of NAT64 and
    of 6to4, which may all lead inside."""
    try:
        found = ip_address(address)
    except ValueError:  # with a zone, or no address
        return False
    return _is_given_out(found) and not any(found in network for network in NOT_PUBLIC)


def _is_given_out(found: IPv4Address | IPv6Address) -> bool:
    if not found.is_global or found.is_multicast or found.is_reserved:
        return False
    return isinstance(found, IPv4Address) or found in UNICAST
