"""Says on a terminal that a long piece of work goes on; anywhere else it is silent."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TextIO

FIRST = 3
"""So many seconds nobody wonders."""


@contextmanager
def going_on(what: str, stream: TextIO | None = None, *, first: float = FIRST) -> Iterator[None]:
    """One line on stderr, counted up every second and wiped away at the end.

    ``first``: how many seconds go by before it shows.
    """
    out = sys.stderr if stream is None else stream
    if not out.isatty():
        yield
        return
    done = Event()
    teller = Thread(target=_tell, args=(what, out, done, first), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(what: str, out: TextIO, done: Event, first: float) -> None:
    seconds, shown = 0, ""
    wait = first
    while not done.wait(wait):
        seconds += int(wait) or 1
        shown = f"partnerbook: {what}, {seconds} s"
        print(f"\r{shown}", end="", file=out, flush=True)
        wait = 1
    if shown:
        print(f"\r{' ' * len(shown)}\r", end="", file=out, flush=True)
