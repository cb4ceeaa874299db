"""partnerbook serve: builds, then shows one edition on this machine until Ctrl-C."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from partnerbook.cli import root
from partnerbook.cli.build import EDITIONS, build
from partnerbook.cli.exits import GOOD, UNREACHABLE


def run(arguments: Sequence[str]) -> int:
    """Serve ``site/html/<edition>`` on the loopback address only."""
    parser = argparse.ArgumentParser(prog="partnerbook serve", description=__doc__)
    root.add_arguments(parser)
    names = [edition.name for edition in EDITIONS]
    parser.add_argument("--edition", choices=names, default=names[0])
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    try:
        folder = root.find_root(options.root)
        code = build(folder, options.as_of)
        if code != GOOD:
            return code
        handler = partial(
            SimpleHTTPRequestHandler, directory=str(folder / "site" / "html" / options.edition)
        )
        try:
            server = ThreadingHTTPServer(("127.0.0.1", options.port), handler)
        except OSError as problem:
            raise root.Refused(
                UNREACHABLE, f"port {options.port} is not free ({problem.strerror}); try --port"
            ) from None
    except root.Refused as refused:
        return root.refuse(refused)
    with server:
        print(f"The {options.edition} edition: http://127.0.0.1:{options.port}/  (Ctrl-C ends it)")
        server.serve_forever()
    return GOOD
