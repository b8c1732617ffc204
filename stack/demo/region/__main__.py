"""`python -m stack.demo.region`: make the sample region in the databases of this environment, once."""

import sys
import time
from datetime import date

from shared.config import SERVICES, or_stop
from stack.demo.region.player import make

EVERY_PERCENT = 10


def main() -> None:
    settings = {service: or_stop(service) for service in SERVICES}
    if not all(one.demo for one in settings.values()):
        sys.exit("the sample region is made in a demo home only: everybody knows its password")
    began = time.monotonic()
    make(settings, Progress())
    print(f"100 %, {time.monotonic() - began:.0f} s", flush=True)


class Progress:
    """A line every ten percent: the day that the region has come to."""

    def __init__(self) -> None:
        self._next = EVERY_PERCENT

    def __call__(self, day: date, percent: int) -> None:
        if self._next <= percent < 100:
            print(f"{percent} %, {day:%d.%m.%Y}", flush=True)
            self._next = percent - percent % EVERY_PERCENT + EVERY_PERCENT


if __name__ == "__main__":
    main()
