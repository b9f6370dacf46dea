"""Which numeric addresses belong to the public internet (IANA special-purpose registries, RFC 6890)."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

_SPECIAL_4 = [
    IPv4Network(words)
    for words in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # between carrier and customer (CGNAT)
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local: metadata services of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
]
_GLOBAL_6 = IPv6Network("2000::/3")  # outside: loopback, mapped, NAT64, unique local, link-local, multicast
_SPECIAL_6 = [
    IPv6Network(words)
    for words in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
]
_ISATAP = {0x00005EFE, 0x02005EFE}  # RFC 5214: an IPv4 address follows


def is_public(address: Address) -> bool:
    """Whether `address` is global unicast, with no other address inside that a gateway would go on to."""
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _SPECIAL_4)
    has_inner = address.scope_id is not None or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP
    return address in _GLOBAL_6 and not has_inner and not any(address in network for network in _SPECIAL_6)
