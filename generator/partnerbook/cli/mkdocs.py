"""Runs stock MkDocs as a child process, strict, one per edition, only when something changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from importlib.metadata import version
from pathlib import Path

from partnerbook.cli import folder as output
from partnerbook.cli.exits import UNREACHABLE
from partnerbook.cli.root import Refused
from partnerbook.render.search import INDEX, SCRIPT, index_script


@dataclass(frozen=True, slots=True)
class Edition:
    """One audience's site: its name is the folder under site/pages and site/html."""

    name: str
    config: str


def build_html(
    root: Path, editions: Sequence[Edition], name: str, as_of: date, say: Callable[[str], None]
) -> None:
    """Build site/html/<edition> from site/pages/<edition>. Raises Refused when MkDocs refuses.

    ``name`` is the program's: it stands on every page.

    The old HTML stays whole when anything fails.
    """
    stale = []
    for edition in editions:
        made_from = output.digest(_inputs(root, edition, name))
        if output.is_current(root / "site" / "html" / edition.name, made_from):
            say(f"site/html/{edition.name} is current")
        else:
            stale.append((edition, made_from))
    if stale:
        names = " and ".join(f"site/html/{edition.name}" for edition, _ in stale)
        say(f"building {names} with MkDocs, strict")
    try:
        running = [
            (edition, made_from, _start(root, edition, name, as_of)) for edition, made_from in stale
        ]
        logs = [child.communicate()[0] for _, _, child in running]
        for (edition, made_from, child), log in zip(running, logs, strict=True):
            if child.returncode:
                raise Refused(
                    UNREACHABLE,
                    f"MkDocs refused the {edition.name} edition; its old site is untouched.\n{log}",
                )
            output.replace_folder(
                root / "site" / "html" / edition.name,
                made_from,
                partial(_move, _staged(root, edition)),
                sign=INDEX,  # a site that somebody built by hand may be replaced as well
            )
    finally:
        for edition, _ in stale:
            shutil.rmtree(_staged(root, edition), ignore_errors=True)


def _start(root: Path, edition: Edition, name: str, as_of: date) -> subprocess.Popen[str]:
    moment = datetime.combine(as_of, time(), UTC)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", edition.config]
    return subprocess.Popen(
        [*command, "--site-dir", str(_staged(root, edition).resolve())],
        cwd=root,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={
            **os.environ,
            "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
            "NO_MKDOCS_2_WARNING": "1",
            "PARTNERBOOK_SITE_NAME": name,
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0",
        },
    )


def _staged(root: Path, edition: Edition) -> Path:
    return root / "site" / "html" / f".{edition.name}.staged"


def _move(staged: Path, new: Path) -> None:
    for item in staged.iterdir():
        item.rename(new / item.name)
    # Browsers read no files beside a page that comes from a disk, but they load scripts.
    (new / SCRIPT).write_bytes(index_script((new / INDEX).read_bytes()))


def _inputs(root: Path, edition: Edition, name: str) -> dict[str, bytes]:
    """Everything the HTML is made from: configuration, theme, pages."""
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for part in ("site/theme", f"site/pages/{edition.name}")
        for path in sorted((root / part).rglob("*"))
        if path.is_file()
    }
    for config in ("mkdocs.yml", edition.config):
        files[config] = (root / config).read_bytes()
    # Another version of the builder writes other HTML from the same pages.
    for builder in ("mkdocs", "mkdocs-material"):
        files[f"{builder} version"] = version(builder).encode()
    files["name"] = name.encode()
    return files
