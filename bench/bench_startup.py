"""How long `partnerbook --help` takes, as a multiple of an interpreter that does nothing.

The two are started in turn (bare, help, bare, help, …), so that a machine that slows down slows
both; each pair gives one ratio, and the median of the ratios is the result.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

PAIRS = 25
BARE = [sys.executable, "-c", "pass"]
HELP = [str(Path(sys.executable).with_name("partnerbook")), "--help"]


def nanoseconds(command: list[str]) -> int:
    """Wall time of one run."""
    start = time.perf_counter_ns()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter_ns() - start


def main() -> None:
    """Warms both up once, then prints the median ratio with its quartiles."""
    nanoseconds(BARE)
    nanoseconds(HELP)
    pairs = [(nanoseconds(BARE), nanoseconds(HELP)) for _ in range(PAIRS)]
    low, middle, high = statistics.quantiles([told / bare for bare, told in pairs], n=4)
    bare_ms = statistics.median(bare for bare, _ in pairs) / 1_000_000
    print(
        f"partnerbook --help: {middle:.2f} times a bare interpreter "
        f"(quartiles {low:.2f} to {high:.2f}, {PAIRS} pairs; bare {bare_ms:.1f} ms)"
    )


if __name__ == "__main__":
    main()
