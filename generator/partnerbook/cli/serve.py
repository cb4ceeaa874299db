"""partnerbook serve: builds, shows one edition on this machine, and builds again on changes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from partnerbook.cli import root
from partnerbook.cli.arguments import Parser, port
from partnerbook.cli.build import EDITIONS, build, say
from partnerbook.cli.exits import GOOD, UNREACHABLE
from partnerbook.cli.output import emit
from partnerbook.cli.watch import changes, stamps


def run(arguments: Sequence[str]) -> int:
    """Serve ``site/html/<edition>`` on the loopback address only."""
    parser = Parser("partnerbook serve", __doc__)
    root.add_arguments(parser)
    names = [edition.name for edition in EDITIONS]
    parser.add_argument("--edition", choices=names, default=names[0])
    parser.add_argument("--port", type=port, default=8000)
    options = parser.read(arguments)
    try:
        folder = root.find_root(options.root)
        seen = stamps(folder)
        code = build(folder, options.as_of)
        if code != GOOD:
            return code
        handler = partial(_Pages, directory=str(folder / "site" / "html" / options.edition))
        try:
            server = ThreadingHTTPServer(("127.0.0.1", options.port), handler)
        except OSError as problem:
            raise root.Refused(
                UNREACHABLE, f"port {options.port} is not free ({problem.strerror}); try --port"
            ) from None
    except root.Refused as refused:
        return root.refuse(refused)
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        emit(f"The {options.edition} edition: http://127.0.0.1:{options.port}/  (Ctrl-C ends it)\n")
        with suppress(KeyboardInterrupt):  # which is how it is meant to end
            for _ in changes(folder, seen):
                _again(folder, options.as_of)
        server.shutdown()
    return GOOD


def _again(folder: Path, day: str | None) -> None:
    """Build after a change. What is wrong with it is said; the site of before stays."""
    say("something changed: building again")
    try:
        if build(folder, day) == GOOD:
            say("built; load the page again")
    except root.Refused as refused:
        root.refuse(refused)


class _Pages(SimpleHTTPRequestHandler):
    """Files of the site. Only what fails is told: the rest is what people came to see."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        if isinstance(code, int) and code >= 400:
            super().log_request(code, size)
