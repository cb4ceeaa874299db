"""Several files are written, all or none, wherever the machine stops in between."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from partnerbook.cli import journal
from partnerbook.cli.journal import JOURNAL, Stuck, finish, write_all
from partnerbook.cli.root import Refused, find_root

NAMES = ("one", "two", "three")
FILES = {f"program/partners/{name}.yml": b"new" for name in NAMES}


class Stopped(BaseException):
    """The machine stops: nothing is caught, nothing is cleaned up."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "program" / "partners"
    place.mkdir(parents=True)
    for name in NAMES:
        (place / f"{name}.yml").write_bytes(b"old")
    return tmp_path


def state(folder: Path) -> set[bytes]:
    return {(folder / name).read_bytes() for name in FILES}


def tidy(folder: Path) -> bool:
    """Whether nothing but the files themselves is left."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return found == set(FILES)


def test_all_are_written(folder: Path) -> None:
    (folder / "program/partners/one.yml").chmod(0o640)
    write_all(folder, FILES)
    assert state(folder) == {b"new"}
    assert (folder / "program/partners/one.yml").stat().st_mode & 0o777 == 0o640
    assert tidy(folder)
    assert finish(folder) == ""


def test_stopped_anywhere_all_or_none_is_found_at_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every rename, write and removal is where it stops once."""
    left = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def go(*given: object, **named: object) -> object:
            nonlocal left
            if not left:
                raise Stopped
            left -= 1
            return real(*given, **named)

        return go

    patched = [(Path, "replace"), (Path, "unlink"), (journal, "_store")]
    for stop in range(100):
        for name in FILES:
            (folder / name).write_bytes(b"old")
        left, begun, whole = stop, False, True
        with monkeypatch.context() as patch:
            for where, name in patched:
                patch.setattr(where, name, counted(getattr(where, name)))
            try:
                write_all(folder, FILES)
            except Stopped:
                begun, whole = (folder / JOURNAL).exists(), False
        assert bool(finish(folder)) == begun
        assert state(folder) in ({b"old"}, {b"new"})
        assert finish(folder) == ""
        if whole:
            break
    assert stop > 8
    assert state(folder) == {b"new"}


@pytest.mark.parametrize("at", NAMES)
def test_one_that_cannot_be_written_leaves_all_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    real = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target.name == f"{at}.yml":
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(Stuck, match=rf"cannot write .*{at}\.yml: Permission denied; nothing is"):
        write_all(folder, FILES)
    assert state(folder) == {b"old"}
    if not tidy(folder):
        assert finish(folder)
    assert tidy(folder)


def test_what_somebody_changed_since_is_left_alone(folder: Path) -> None:
    _begin(folder)
    (folder / "program/partners/two.yml").write_bytes(b"mine")
    with pytest.raises(Refused, match=r"program/partners/two\.yml was changed since"):
        find_root(str(folder))
    assert (folder / "program/partners/two.yml").read_bytes() == b"mine"
    assert (folder / "program/partners/one.yml").read_bytes() == b"old"


def test_any_command_finishes_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _begin(folder)
    find_root(str(folder))
    assert state(folder) == {b"new"}
    said = capsys.readouterr().err
    assert said == "partnerbook: finished what was stopped while it wrote: 3 files in program/\n"


@pytest.mark.parametrize("name", ["../outside.yml", "program/../../outside.yml", "/etc/hosts"])
def test_a_journal_reaches_into_the_program_alone(folder: Path, name: str) -> None:
    said = {"file": name, "was": "0" * 64, "becomes": "1" * 64}
    text = json.dumps({"ready": False, "beside": "new", "files": [said]})
    (folder / JOURNAL).write_text(text)
    with pytest.raises(Stuck, match="is not understood"):
        finish(folder)


def _begin(folder: Path) -> None:
    """Everything is prepared, nothing has taken its place."""
    with pytest.MonkeyPatch.context() as patch:

        def stops(self: Path, target: Path) -> Path:
            if target.suffix == ".yml":
                raise Stopped
            return real(self, target)

        real = Path.replace
        patch.setattr(Path, "replace", stops)
        with pytest.raises(Stopped):
            write_all(folder, FILES)
