"""A site on a free port of this machine, and requests that wait for a busy one."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import httpx
import uvicorn

# The client's own five seconds are a promise about speed, which no test here makes.
WAIT = 90.0
get = partial(httpx.get, timeout=WAIT)
post = partial(httpx.post, timeout=WAIT)


@contextmanager
def running(app: Any, port: int = 0) -> Iterator[str]:
    """Serve ``app`` on a free port of this machine, or on ``port``; the address is given."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)
