"""A circuit breaker: after three failures in a row nobody waits for the model until a minute has passed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES, REST = 3, 60.0


class Breaker:
    """Counts failures. Safe to use from several threads.

    Args:
        failures: how many in a row open it.
        rest: how many seconds it stays open; then one call is let through to see.
        clock: what tells the time, in seconds.

    """

    def __init__(
        self, failures: int = FAILURES, rest: float = REST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._rest, self._clock = failures, rest, clock
        self._lock = threading.Lock()
        self._failed = 0
        self._closed_until = 0.0

    def lets_through(self) -> bool:
        """Say whether a call may be made now. When the rest is over, the first to ask is let through alone."""
        with self._lock:
            if self._failed < self._most:
                return True
            if self._clock() < self._closed_until:
                return False
            self._closed_until = self._clock() + self._rest
            return True

    def succeeded(self) -> None:
        """Note that a call succeeded."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """Note that a call failed."""
        with self._lock:
            self._failed += 1
            if self._failed >= self._most:
                self._closed_until = self._clock() + self._rest
