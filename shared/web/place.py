"""The place that a request comes from, as throttles count it."""

from ipaddress import IPv4Address, ip_address, ip_network

from flask import Request


def place_of(request: Request) -> str:
    """Whoever has an IPv6 address has a whole /64 of them. Places that a gateway did not name are one place."""
    try:
        address = ip_address(request.remote_addr or "::")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
