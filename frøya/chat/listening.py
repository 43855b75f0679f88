"""Whether a server can listen where it is asked to, found out before anything is loaded."""

from __future__ import annotations

import socket

from frøya.errors import FrøyaError


def check_port(host: str, port: int, command: str = "froya chat") -> None:
    """Make sure that nothing else listens on ``port``; ``command`` is what to run with another one.

    Raises:
        FrøyaError: the port is taken, or the address is not this machine's.

    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise FrøyaError(
                f"Kan ikke lytte på {host}:{port} ({error.strerror or error}). Porten er trolig opptatt. "
                f"Stopp det andre programmet, eller velg en annen port: {command} --port {port + 1 if port < 65535 else 7860}"
            ) from error
