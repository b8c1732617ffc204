"""`python -m stack.demo.simulation FAMILIES MONTHS SEED`: play a year in the databases of this environment."""

import logging
import sys
import time

from shared.config import SERVICES, or_stop
from stack.demo.region.__main__ import Progress
from stack.demo.simulation.people import AlreadyPlayed
from stack.demo.simulation.year import Year, play


def main() -> None:
    families, months, seed = (int(argument) for argument in sys.argv[1:4])
    settings = {service: or_stop(service) for service in SERVICES}
    if not all(one.demo for one in settings.values()):
        sys.exit("a year is simulated in a demo home only")
    logging.getLogger("shared.eventing").setLevel(logging.ERROR)  # that the log is a new one is no news here
    print(f"{families} families, {months} months, seed {seed}", flush=True)
    began = time.monotonic()
    try:
        play(settings, Year(families, months, seed), Progress())
    except AlreadyPlayed:
        sys.exit(f"the year with seed {seed} was played here already: choose another --seed")
    print(f"100 %, {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
