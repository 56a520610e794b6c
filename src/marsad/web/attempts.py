"""Log-ins that failed: after a few, whoever tries has to wait, by the name that is tried and by the address that tries."""

import time
from collections import OrderedDict
from collections.abc import Callable

FREE = 5  # failures that cost no waiting
FIRST_WAIT_S = 30.0  # after those; doubled by each further one
LONGEST_WAIT_S = 900.0
MOST_KEPT = 20_000


class Attempts:
    """Failures by key, the longest unused forgotten first. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, *keys: str) -> float:
        """Seconds until the next attempt is heard; 0 where none have to pass."""
        now = self._clock()
        return max((until - now for _, until in (self._failed.get(key, (0, now)) for key in keys)), default=0.0)

    def failed(self, *keys: str) -> None:
        """Note a failure."""
        now = self._clock()
        for key in keys:
            count = self._failed.pop(key, (0, now))[0] + 1
            waits = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(20, count - FREE)) if count >= FREE else 0.0
            self._failed[key] = count, now + waits
        while len(self._failed) > MOST_KEPT:
            self._failed.popitem(last=False)

    def succeeded(self, *keys: str) -> None:
        """Forget the failures: the right person came."""
        for key in keys:
            self._failed.pop(key, None)
