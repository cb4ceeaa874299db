"""``partnerbook serve``: shows the site, builds again when a file changes, ends at Ctrl-C."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

from partnerbook.cli.watch import changes, stamps

MINIMAL = "tests/programs/minimal/program"
PARTS = ("site/written", "site/theme", "mkdocs.yml", "mkdocs.partner.yml")
PATIENCE = 90  # seconds, on a machine that is busy with other tests


def until(fits: Callable[[], bool]) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if fits():
            return True
        time.sleep(0.2)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_change_is_told_once_it_keeps_still(tmp_path: Path) -> None:
    tier = tmp_path / "program" / "tiers" / "gold.yml"
    tier.parent.mkdir(parents=True)
    tier.write_text("name: Gold\n")
    seen = stamps(tmp_path)
    told = changes(tmp_path, seen, every=0.02)
    saving = [Timer(0.05, tier.write_text, (text,)) for text in ("name: Golden\n", "name: Or\n")]
    for timer in saving:
        timer.start()
    next(told)
    assert stamps(tmp_path) != seen
    for timer in saving:
        timer.join()
    tier.with_name("silver.yml").write_text("name: Silver\n")
    next(told)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "appendix.html").write_text("made by us")
    tier.unlink()
    next(told)


def test_the_site_follows_the_files_and_outlives_a_mistake(
    sample_root: Path, tmp_path: Path
) -> None:
    shutil.copytree(sample_root / MINIMAL, tmp_path / "program")
    for part in PARTS:
        source, target = sample_root / part, tmp_path / part
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    tier = tmp_path / "program" / "tiers" / "gold.yml"
    written = tier.read_text(encoding="utf-8")
    address = free_port()
    page = f"http://127.0.0.1:{address}/tiers/gold.html"

    def shows(text: str) -> bool:
        try:
            with urlopen(page, timeout=5) as answer:
                return text in answer.read().decode()
        except OSError:
            return False

    log = tmp_path / "said"
    # A job started in the background ignores Ctrl-C, and so would its children.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with log.open("w") as said:
        running = subprocess.Popen(
            [
                *(sys.executable, "-m", "partnerbook.cli", "serve"),
                *("--root", str(tmp_path), "--port", str(address)),
            ],
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        signal.signal(signal.SIGINT, before)
        try:
            assert until(lambda: shows("<h1")), log.read_text()
            tier.write_text(written.replace("summary: ", "summary: Quite new, "), encoding="utf-8")
            assert until(lambda: shows("Quite new")), log.read_text()
            tier.write_text(written.replace("rank: ", "rank: high"), encoding="utf-8")
            assert until(lambda: "nothing was built" in log.read_text()), log.read_text()
            assert shows("Quite new")
        finally:
            running.send_signal(signal.SIGINT)
            try:
                status = running.wait(PATIENCE)
            finally:
                running.kill()
                running.wait()
        assert status == 0
    assert "Traceback" not in log.read_text()
