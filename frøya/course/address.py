"""Where the participants' phones find the course: this machine's address in the room's network, and its QR code."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

import segno

# Addresses set aside for documentation: nothing is sent, but the system says which of its own it would have used.
_FAR_AWAY = ("192.0.2.1", "2001:db8::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the site is reached from other machines, without a slash at the end; ``url`` is empty when it is nowhere."""

    url: str
    loopback: bool = False

    @property
    def plain_http(self) -> bool:
        """Whether others on the network can see what is read."""
        return self.url.startswith("http://")


def room_address() -> str:
    """Return this machine's own address in the network it is in, or nothing when it is in none."""
    for family, far in zip((socket.AF_INET, socket.AF_INET6), _FAR_AWAY, strict=True):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((far, 9))
                found = str(probe.getsockname()[0])
        except OSError:
            continue
        if not is_loopback(found) and not ipaddress.ip_address(found).is_unspecified:
            return found
    return ""


def is_loopback(host: str) -> bool:
    """Say whether ``host`` is an address only this machine can reach."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost" or host.lower().endswith(".localhost")


def reachable(opened: str, listens: str) -> Address:
    """Return where phones find the site.

    Args:
        opened: the address the trainer opened it at, such as ``http://127.0.0.1:7860``.
        listens: the host the server listens on; ``0.0.0.0`` and ``::`` are every address of the machine.

    """
    parts = urlsplit(opened)
    if parts.hostname and not is_loopback(parts.hostname):
        return Address(opened.rstrip("/"))
    if listens not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not listened on
        return Address("", loopback=True)
    found = room_address()
    if not found:
        return Address("")
    host = f"[{found}]" if ":" in found else found
    return Address(f"{parts.scheme}://{host}:{parts.port}" if parts.port else f"{parts.scheme}://{host}")


def qr_svg(url: str) -> str:
    """Return the QR code of ``url`` as SVG to stand in a page, dark on light whatever the theme."""
    code: str = segno.make(url, error="m").svg_inline(scale=1, border=4, dark="#000", light="#fff", omitsize=True)
    return code
