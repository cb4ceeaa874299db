"""The only room that prints, writes, runs child processes or exits. One command, one file.

Nothing heavy is imported before a command needs it: ``--help`` must be instant.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from partnerbook.cli.exits import BUG, USAGE

# name → (module, one line of help); shown in this order.
COMMANDS = {
    "check": ("partnerbook.cli.check", "prove the program sound, or say exactly what is wrong"),
    "rules": ("partnerbook.cli.rules", "list what is checked, or show one rule's page"),
    "build": ("partnerbook.cli.build", "check, then build the site and every partner's appendices"),
    "serve": ("partnerbook.cli.serve", "build, then show the site on this machine"),
    "schema": ("partnerbook.cli.schema", "write schemas/*.schema.json from the models"),
}


def _parser() -> argparse.ArgumentParser:
    lines = "\n".join(f"  {name:<8} {text}" for name, (_, text) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="partnerbook",
        description="A partner program as code: check it, publish it, sign it.",
        epilog=f"commands:\n{lines}\n\npartnerbook COMMAND --help tells more of each.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.add_argument("command", nargs="?", metavar="COMMAND", help=argparse.SUPPRESS)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (0 good, 1 errors found, 2 usage, 3, 4, 70)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = _parser()
    name = arguments[0] if arguments else ""
    if name == "--version":
        from importlib.metadata import version

        print(f"partnerbook {version('partnerbook')}")
        return 0
    if name not in COMMANDS:
        if not name or name in ("-h", "--help", "help"):
            parser.print_help()
            return 0 if name else USAGE
        from partnerbook.values.ident import closest

        close = closest(name, COMMANDS)
        hint = f" Did you mean {close[0]}?" if close else ""
        print(f"partnerbook: there is no command {name!r}.{hint}", file=sys.stderr)
        return USAGE
    command = import_module(COMMANDS[name][0])
    try:
        return int(command.run(arguments[1:]))
    except KeyboardInterrupt:
        print("partnerbook: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read our output had enough of it; that is no mistake.
        sys.stderr.close()
        return 0
    except Exception as bug:  # noqa: BLE001 - the last door: our mistake becomes a report, not a traceback
        from partnerbook.cli.bug import report_bug

        report_bug(bug, arguments)
        return BUG
