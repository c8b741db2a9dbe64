"""From which network somebody comes, for whoever counts fairly: coarse, keyed, and no address."""

from ipaddress import ip_address, ip_network

from longtable.core.secrets import blind_index
from longtable.voices.models import Conversation

WIDTHS = {4: 24, 6: 48}
"""Bits of an address that are looked at: about a building or a small provider, not a device."""


def network_of(conversation: Conversation, address: str) -> str:
    """32 hexadecimal digits, equal for neighbors in one network and one conversation; empty when unknown."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    network = ip_network((found, WIDTHS[found.version]), strict=False)
    return blind_index(f"{conversation.pk} {network}", purpose="network")[:32]
