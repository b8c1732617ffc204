"""`python -m bench [NAME…]`: every measurement of this folder, or those named, one after the other."""

import pkgutil
import subprocess
import sys
from pathlib import Path


def main() -> None:
    known = [found.name for found in pkgutil.iter_modules([str(Path(__file__).parent)]) if found.name != "__main__"]
    wanted = sys.argv[1:] or known
    if unknown := sorted(set(wanted) - set(known)):
        sys.exit(f"there is no {', '.join(unknown)}; there are {', '.join(known)}")
    failed = [name for name in wanted if not succeeds(name)]
    if failed:
        sys.exit(f"not as wanted: {', '.join(failed)}")


def succeeds(name: str) -> bool:
    """It prints its figures itself, and ends with 0 when they are as wanted."""
    print(f"\n--- {name}", flush=True)
    return subprocess.run([sys.executable, "-m", f"bench.{name}"]).returncode == 0


if __name__ == "__main__":
    main()
