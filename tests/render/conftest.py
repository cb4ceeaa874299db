"""Whole programs for the pages: read once, changed in memory, rendered for both editions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

from partnerbook.load import Loaded, load_tree
from partnerbook.render.search import INDEX, SCRIPT, index_script
from partnerbook.render.site import site_files
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER, Viewer

VIEWERS = {"public": PUBLIC_VIEWER, "partner": PARTNER_VIEWER}
CONFIGS = {"public": "mkdocs.yml", "partner": "mkdocs.partner.yml"}
Files = dict[str, bytes]
Build = Callable[[Mapping[str, bytes]], tuple[Loaded, Program]]


def files_of(root: Path) -> Files:
    tree = FolderTree(root)
    found: Files = {}
    for path in tree.list()[0]:
        data = tree.read(path)
        assert isinstance(data, bytes)
        found[path] = data
    return found


@pytest.fixture(scope="session")
def small_root() -> Path:
    """The small program with markers in everything that an edition must not show."""
    return Path(__file__).resolve().parents[1] / "programs" / "edition"


@pytest.fixture(scope="session")
def build() -> Build:
    """``build(files)``: the program of some files, which must be without findings."""

    def built(files: Mapping[str, bytes]) -> tuple[Loaded, Program]:
        loaded, shape = load_tree(MemoryTree(dict(files)))
        program, found = resolve(loaded)
        assert program is not None
        assert [finding.message for finding in (*shape, *found)] == []
        return loaded, program

    return built


@pytest.fixture(scope="session")
def small(small_root: Path, build: Build) -> Program:
    return build(files_of(small_root))[1]


@pytest.fixture(scope="session")
def sample(sample_root: Path, build: Build) -> Program:
    return build(files_of(sample_root))[1]


@pytest.fixture(scope="session")
def made(sample: Program) -> Callable[[Viewer], Mapping[str, bytes]]:
    """``made(viewer)``: the files of an edition of the sample, rendered once for all who read."""
    return cache(lambda viewer: MappingProxyType(site_files(sample, viewer)))


@dataclass(frozen=True)
class Built:
    """A project folder with both editions of the sample as pages and as HTML."""

    root: Path

    def html(self, edition: str) -> Path:
        """The built site of an edition."""
        return self.root / "site" / "html" / edition


def mkdocs(root: Path, config: str) -> subprocess.CompletedProcess[str]:
    """Stock MkDocs, strict, as the build command runs it."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000"},
    )


def project(root: Path, repository: Path, program: Program) -> None:
    """A folder that MkDocs can build: configuration, theme, prose and pages."""
    for config in CONFIGS.values():
        shutil.copy(repository / config, root / config)
    shutil.copytree(repository / "site" / "theme", root / "site" / "theme")
    for name, viewer in VIEWERS.items():
        pages = root / "site" / "pages" / name
        shutil.copytree(repository / "site" / "written", pages)
        for path, data in site_files(program, viewer).items():
            (pages / path).parent.mkdir(parents=True, exist_ok=True)
            (pages / path).write_bytes(data)


@pytest.fixture(scope="session")
def lay_out(sample_root: Path) -> Callable[[Path, Program], None]:
    """``lay_out(folder, program)``: a project with both editions as pages."""
    return lambda folder, program: project(folder, sample_root, program)


@pytest.fixture(scope="session")
def built(
    tmp_path_factory: pytest.TempPathFactory,
    lay_out: Callable[[Path, Program], None],
    sample: Program,
) -> Built:
    """Both editions of the sample, built strict, with the search index as a script."""
    root = tmp_path_factory.mktemp("site")
    lay_out(root, sample)
    for name, config in CONFIGS.items():
        ran = mkdocs(root, config)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        html = root / "site" / "html" / name
        (html / SCRIPT).write_bytes(index_script((html / INDEX).read_bytes()))
    return Built(root)
