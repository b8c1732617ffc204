"""Where an endpoint may be: an URL of https, at an address of the public internet or of a network that the operator
allows. The name is looked up at each try, and the connection goes to the very address that was checked."""

import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from shared.config import Network

Address = IPv4Address | IPv6Address
IPV4 = 4
DEFAULT_PORTS = {"https": 443, "http": 80}
_HOST = re.compile(r"[A-Za-z0-9._:-]+")
_KEPT_IN_PATHS = "/%:@!$&'()*+,;=~-._?"

_UNICAST = IPv6Network("2000::/3")
"""All that is public of IPv6; what translates to IPv4 by NAT64 lies outside."""
_NEVER = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2002::/16", "2001::/32")))
"""Protocols' own, and addresses of IPv6 behind which one of IPv4 stands (6to4, Teredo), whichever it is."""


class Wrong(Exception):
    """No address that may be used. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Endpoint(NamedTuple):
    """`host` as it stands in certificates, `path` with its query, as they go into a request."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == DEFAULT_PORTS["https" if self.secure else "http"]
        return host if usual else f"{host}:{self.port}"


def parse(url: str, *, http: bool) -> Endpoint:
    """Raises Wrong: `invalid` or `not_https`."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if ":" in host else host.encode("idna").decode()
    except ValueError:
        raise Wrong("invalid") from None
    if (
        parts.scheme not in DEFAULT_PORTS
        or not _HOST.fullmatch(host)
        or port == 0
        or "@" in parts.netloc
        or parts.fragment
    ):
        raise Wrong("invalid")
    if parts.scheme == "http" and not http:
        raise Wrong("not_https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Endpoint(parts.scheme == "https", host, port or DEFAULT_PORTS[parts.scheme], quote(path, _KEPT_IN_PATHS))


def check_literal(endpoint: Endpoint, allowed: Sequence[Network]) -> None:
    """Raises Wrong `not_public` where the URL itself names an address that is not; names are looked up when sending."""
    try:
        address = ip_address(endpoint.host)
    except ValueError:
        return
    if not permitted(address, allowed):
        raise Wrong("not_public")


def addresses_of(endpoint: Endpoint, allowed: Sequence[Network]) -> list[str]:
    """Those of its name to which we may connect. Raises Wrong: `no_such_host` or `not_public`."""
    try:
        found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Wrong("no_such_host") from None
    texts = dict.fromkeys(str(entry[4][0]) for entry in found)
    usable = [text for text in texts if permitted(ip_address(text), allowed)]
    if not usable:
        raise Wrong("not_public")
    return usable


def permitted(address: Address, allowed: Sequence[Network]) -> bool:
    """Public, or within a network that the operator allows."""
    plain = getattr(address, "ipv4_mapped", None) or address
    if any(plain in network for network in allowed):
        return True
    if not plain.is_global or plain.is_multicast or any(plain in network for network in _NEVER):
        return False
    return plain.version == IPV4 or plain in _UNICAST
