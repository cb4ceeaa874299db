"""``partnerbook build``: both editions and the appendices, whole or not at all, byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from partnerbook.cli.folder import MARKER

PARTS = ("schemas", "site/written", "site/theme", "mkdocs.yml", "mkdocs.partner.yml")
MINIMAL = "tests/programs/minimal/program"
OUTPUTS = ("site/pages", "site/html", "build/appendices", "build/provenance")


def copy_of(root: Path, target: Path, program: str = "program") -> Path:
    """The parts of the repository that a build reads, with the sample or another program."""
    shutil.copytree(root / program, target / "program")
    for part in PARTS:
        source = root / part
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy(source, target / part)
    return target


def build(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "partnerbook.cli", "build", "--root", str(folder)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def outputs(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in OUTPUTS
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(sample_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built once for this module."""
    folder = copy_of(sample_root, tmp_path_factory.mktemp("built"))
    run = build(folder, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="0")
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture(scope="module")
def small(sample_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small program, built once for what does not depend on how much there is to build."""
    folder = copy_of(sample_root, tmp_path_factory.mktemp("small"), MINIMAL)
    run = build(folder)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "site/html/public/tiers/gold.html" in outputs(folder)
    assert "build/appendices/nordwind/appendix.md" in outputs(folder)
    return folder


def test_both_editions_and_every_partner_are_there(built: Path) -> None:
    made = outputs(built)
    for edition in ("public", "partner"):
        assert f"site/html/{edition}/index.html" in made
        assert f"site/html/{edition}/tiers/gold.html" in made
        assert f"site/html/{edition}/data/program.json" in made
    assert "build/appendices/kitano/appendix.md" in made
    assert "build/appendices/kitano/appendix.html" in made
    assert "build/provenance/kitano/provenance.json" in made


def test_another_folder_zone_locale_and_hash_seed_give_the_same_bytes(
    built: Path, sample_root: Path, tmp_path: Path
) -> None:
    other = copy_of(sample_root, tmp_path / "a folder with spaces")
    run = build(other, TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="4242", LANG="ja_JP")
    assert run.returncode == 0, run.stdout + run.stderr
    one, two = outputs(built), outputs(other)
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []


def test_a_second_build_changes_and_rebuilds_nothing(small: Path) -> None:
    before = stamps(small)
    run = build(small)
    assert run.returncode == 0
    assert "site/html/public is current" in run.stderr
    assert stamps(small) == before


def stamps(folder: Path) -> Mapping[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for part in OUTPUTS
        for path in sorted((folder / part).rglob("*"))
    }


def test_errors_stop_the_build_and_leave_the_old_output_whole(small: Path) -> None:
    before = outputs(small)
    tier = small / "program/tiers/gold.yml"
    text = tier.read_text("utf-8")
    tier.write_text(text.replace("rank: 2", "rank: three"), "utf-8")
    try:
        run = build(small)
    finally:
        tier.write_text(text, "utf-8")
    assert run.returncode == 1
    assert "tiers/gold.yml" in run.stdout
    assert "nothing was built" in run.stderr
    assert outputs(small) == before


def test_a_page_that_mkdocs_refuses_leaves_the_old_site_whole(small: Path) -> None:
    before = {name: data for name, data in outputs(small).items() if "site/html" in name}
    planted = small / "site/written/planted.md"
    planted.write_text("# Planted\n\n[nowhere](no-such-page.md)\n", "utf-8")
    try:
        run = build(small)
    finally:
        planted.unlink()
    assert run.returncode == 4
    assert "no-such-page.md" in run.stderr
    assert "Traceback" not in run.stderr
    after = {name: data for name, data in outputs(small).items() if "site/html" in name}
    assert after == before


def test_a_folder_that_is_not_ours_is_never_touched(sample_root: Path, tmp_path: Path) -> None:
    folder = copy_of(sample_root, tmp_path, MINIMAL)
    precious = folder / "build" / "appendices" / "precious.txt"
    precious.parent.mkdir(parents=True)
    precious.write_text("mine", "utf-8")
    run = build(folder)
    assert run.returncode == 4
    assert "did not write" in run.stderr
    assert precious.read_text("utf-8") == "mine"
    assert not (precious.parent / MARKER).exists()
