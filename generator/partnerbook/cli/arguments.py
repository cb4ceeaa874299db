"""How commands read their arguments: mistakes are said in one line, with what was meant."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from partnerbook.cli.exits import USAGE


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that takes options by their whole names only and guesses at misspelt ones.

    What it refuses ends the run with exit code 2, whatever else there is to say.
    """

    def __init__(self, prog: str, description: str | None) -> None:
        super().__init__(prog=prog, description=description, allow_abbrev=False)

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The options given."""
        options, unknown = self.parse_known_args(arguments)
        if unknown:
            self._refuse(unknown[0])
        return options

    def error(self, message: str) -> NoReturn:
        """Say what is wrong on stderr and leave."""
        print(f"partnerbook: {message.removeprefix('argument ')}", file=sys.stderr)
        print(f"{self.prog} --help tells what there is.", file=sys.stderr)
        raise SystemExit(USAGE)

    def _refuse(self, text: str) -> NoReturn:
        from partnerbook.values.ident import closest

        name = text.partition("=")[0]
        if not name.startswith("-"):
            self.error(f"{self.prog.rpartition(' ')[2]} takes no {text}")
        near = closest(name, re.findall(r"--[a-z-]+", self.format_usage()))
        hint = f"; did you mean {near[0]}?" if near else ""
        self.error(f"there is no option {name}{hint}")


def port(text: str) -> int:
    """The number of a port. Raises ArgumentTypeError for what is none."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text} is no port; write a number from 1 to 65535")
    return int(text)
