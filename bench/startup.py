"""`python -m bench.startup`: how long from `opora up` to healthy, and how much memory the stack then takes.

The first start also makes the databases; the others find them. Wanted: at most 20 s, and under 1 GB as sum of PSS.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from stack.ports import free_port

STARTS = 3
LIMIT_S = 20
LIMIT_MB = 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home, port = Path(folder) / "home", free_port()
        seconds, memory = [], {}
        for _ in range(STARTS):
            seconds.append(up(home, port))
            memory = memory_by_part(home)
            opora("down", "--home", str(home))
    total = sum(memory.values())
    print(f"opora up to healthy: first {seconds[0]:.1f} s, then {', '.join(f'{s:.1f}' for s in seconds[1:])} s")
    for name, megabytes in memory.items():
        print(f"  {name:<22}{megabytes:7.1f} MB")
    print(f"  {'sum of PSS':<22}{total:7.1f} MB")
    sys.exit(0 if max(seconds) <= LIMIT_S and total <= LIMIT_MB else 1)


def up(home: Path, port: int) -> float:
    """Seconds until `opora up --detach` returns."""
    began = time.monotonic()
    opora("up", "--home", str(home), "--port", str(port), "--detach")
    return time.monotonic() - began


def opora(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "stack.cli", *arguments], check=True, stdout=subprocess.DEVNULL)


def memory_by_part(home: Path) -> dict[str, float]:
    """PSS in MB of each part with all its processes."""
    parts = json.loads((home / "state.json").read_text())["parts"]
    return {part["name"]: _pss(psutil.Process(part["pid"]), part["name"] != "supervisor") for part in parts}


def _pss(process: psutil.Process, whole_tree: bool) -> float:
    processes = [process, *(process.children(recursive=True) if whole_tree else [])]
    return float(sum(one.memory_full_info().pss for one in processes)) / 2**20


if __name__ == "__main__":
    main()
