"""Long work says that it goes on, on a terminal only, and leaves nothing behind."""

from __future__ import annotations

import io
from time import sleep

from partnerbook.cli.progress import going_on


class Terminal(io.StringIO):
    """What is written to it is kept; it says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_long_work_is_told_on_a_terminal_and_wiped_away() -> None:
    terminal = Terminal()
    with going_on("checking", terminal, first=0.01):
        sleep(0.2)
    shown = "partnerbook: checking, 1 s"
    assert terminal.getvalue() == f"\r{shown}\r{' ' * len(shown)}\r"


def test_short_work_says_nothing() -> None:
    terminal = Terminal()
    with going_on("checking", terminal):
        pass
    assert terminal.getvalue() == ""


def test_a_file_or_pipe_gets_nothing() -> None:
    pipe = io.StringIO()
    with going_on("checking", pipe, first=0.01):
        sleep(0.1)
    assert pipe.getvalue() == ""
