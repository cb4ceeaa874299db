"""Listing and reading a program's files: what is refused, followed by none and waited for never."""

from __future__ import annotations

import errno
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from partnerbook.findings import Finding, Spot
from partnerbook.source import tree as room
from partnerbook.source.tree import FolderTree, MemoryTree, Tree


def line_of(finding: Finding) -> str:
    """Each place's file, what it is, and the first way out."""
    places = []
    for place in finding.places:
        assert isinstance(place.at, Spot)
        assert (place.at.line, place.at.column) == (1, 1)
        places.append(place.at.file)
    name = finding.id.removeprefix("source/")
    return f"{' + '.join(places)}: {name}: {finding.message} -> {finding.help[0].say}"


def on_disk(root: Path, files: dict[str, bytes]) -> Tree:
    for path, data in files.items():
        full = root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(data)
    return FolderTree(root)


@pytest.fixture(params=["folder", "memory"], name="made")
def _made(request, tmp_path) -> Callable[[dict[str, bytes]], Tree]:
    if request.param == "folder":
        return lambda files: on_disk(tmp_path, files)
    return MemoryTree


GOOD = {
    "program/program.yml": b"name: x\n",
    "program/partners/nordwind-nord.yml": b"name: y\n",
    "program/prices/eur-2026.csv": b"sku,price,per\n",
    "program/agreements/notes.md": b"# x\n",
    "program/tiers/1.yml": b"",
}
IGNORED = {
    "README.md": b"",
    "program/README.md": b"",
    "program/tiers/readme.txt": b"",
    "program/tiers/README": b"",
    "program/.gitkeep": b"",
    "program/tiers/.gold.yml.swp": b"",
    "program/.git/config": b"",
    "program/.cache/x.yaml": b"",
    "site/x.yaml": b"",
    "programs/x.yml": b"",
    "program.yml": b"",
}


def test_what_is_there_is_listed_and_read(made) -> None:
    tree = made(GOOD | IGNORED)
    assert tree.list() == (sorted(GOOD), [])
    for path, data in GOOD.items():
        assert tree.read(path) == data


@pytest.mark.parametrize("files", [{}, {"site/a.yml": b""}])
def test_no_program_is_an_empty_list(made, files) -> None:
    assert made(files).list() == ([], [])


CHARACTERS = (
    "has other characters than small letters a to z, digits and single hyphens between them"
)
NO_FILE = "is no file of a program; their names end in .yml, .csv or .md"
MOVE = "move it out of the program folder, or give it its right ending"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("a.yaml", "the name of this file ends in .yaml; write .yml -> rename it to a.yml"),
        ("a.YML", "the name of this file ends in .YML; write .yml -> rename it to a.yml"),
        ("a.Csv", "the name of this file ends in .Csv; write .csv -> rename it to a.csv"),
        ("a.json", f"a.json {NO_FILE} -> {MOVE}"),
        ("a", f"a {NO_FILE} -> {MOVE}"),
        ("a.yml~", f"a.yml~ {NO_FILE} -> {MOVE}"),
        ("a.yml.bak", f"a.yml.bak {NO_FILE} -> {MOVE}"),
        ("Gold.yml", f"the name Gold {CHARACTERS} -> rename it to gold.yml"),
        ("a_b.yml", f"the name a_b {CHARACTERS} -> rename it to a-b.yml"),
        ("a b.csv", f"the name a b {CHARACTERS} -> rename it to a-b.csv"),
        ("a--b.yml", f"the name a--b {CHARACTERS} -> rename it to a-b.yml"),
        ("-a.yml", f"the name -a {CHARACTERS} -> rename it to a.yml"),
        ("a.b.yml", f"the name a.b {CHARACTERS} -> rename it to a-b.yml"),
        ("müller.yml", f"the name müller {CHARACTERS} -> rename it to muller.yml"),
        ("straße.yml", f"the name straße {CHARACTERS} -> rename it to strasse.yml"),
        ("ミカサ.yml", f"the name ミカサ {CHARACTERS} -> give it another name"),
        ("g\u043eld.yml", f"the name g\u043eld {CHARACTERS} -> rename it to gld.yml"),
        ("a\\b.yml", f"the name a\\b {CHARACTERS} -> rename it to a-b.yml"),
        (
            "all.yml",
            (
                "a file cannot be called all: in the files this word means all of them"
                " -> give it another name"
            ),
        ),
        (
            "none.csv",
            (
                "a file cannot be called none: in the files this word means none of them"
                " -> give it another name"
            ),
        ),
        (
            "con.yml",
            (
                "a file cannot be called con: Windows keeps this name for a device"
                " -> give it another name"
            ),
        ),
        (
            "LPT1.yml",
            (
                "a file cannot be called LPT1: Windows keeps this name for a device"
                " -> give it another name"
            ),
        ),
        (
            "nul.a.yml",
            (
                "a file cannot be called nul.a: Windows keeps this name for a device"
                " -> give it another name"
            ),
        ),
    ],
)
def test_names_that_are_refused(made, path, said) -> None:
    files = {f"program/tiers/{path}": b"", "program/tiers/good.yml": b""}
    paths, findings = made(files).list()
    assert paths == ["program/tiers/good.yml"]
    assert [line_of(finding) for finding in findings] == [
        f"program/tiers/{path}: file-name: {said}"
    ]


def test_a_name_that_cannot_be_shown_is_spelt_out(made) -> None:
    paths, (finding,) = made({"program/tiers/a\u202eb\x1b.yml": b""}).list()
    assert paths == []
    assert line_of(finding).startswith(
        "program/tiers/a<U+202E>b<U+001B>.yml: file-name: the name a<U+202E>b<U+001B> has other"
    )


def test_a_name_that_is_no_text(tmp_path) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / os.fsdecode(b"program/a\xff.yml")).write_bytes(b"")
    _, (finding,) = FolderTree(tmp_path).list()
    assert line_of(finding).startswith("program/a<U+DCFF>.yml: file-name: the name a<U+DCFF> has")
    assert line_of(finding).encode()
    assert finding.fingerprint


@pytest.mark.parametrize(
    ("first", "second"),
    [("tiers/gold.yml", "tiers/Gold.yml"), ("tiers/gold.yml", "tiers/GOLD.yml")],
)
def test_names_that_differ_only_by_case(made, first, second) -> None:
    paths, findings = made({f"program/{first}": b"", f"program/{second}": b""}).list()
    assert paths == [f"program/{first}"]
    assert [line_of(finding) for finding in findings] == [
        (
            f"program/{second} + program/{first}: file-name: program/{second} and program/{first} "
            "differ only in upper and lower case or in how an accent is stored; many systems take "
            "them for one file -> rename one of them, or delete the one that is not meant"
        )
    ]
    assert findings[0].places[1].label == "the other file"


def test_names_that_differ_only_by_how_an_accent_is_stored(made) -> None:
    _, findings = made({"program/\u00e9.yml": b"", "program/e\u0301.yml": b""}).list()
    assert [finding.message.split(" differ ")[1:] != [] for finding in findings] == [False, True]


def test_an_ending_to_rename_that_is_taken_already(made) -> None:
    paths, (finding,) = made({"program/a.yml": b"", "program/a.yaml": b""}).list()
    assert paths == ["program/a.yml"]
    assert [place.label for place in finding.places] == ["", "a file of that name is there already"]


def test_a_folder_with_the_name_of_a_file(made) -> None:
    files = {"program/tiers/gold.yml/a.yml": b"", "program/x.yaml/b/c.yml": b"", **GOOD}
    paths, findings = made(files).list()
    assert paths == sorted(GOOD)
    assert [line_of(finding) for finding in findings] == [
        (
            "program/tiers/gold.yml: not-a-file: gold.yml is a folder, but has the name of a file"
            " -> rename it, for example to gold"
        ),
        (
            "program/x.yaml: not-a-file: x.yaml is a folder, but has the name of a file"
            " -> rename it, for example to x"
        ),
    ]


def test_a_folder_name_is_an_id_too(made) -> None:
    paths, findings = made({"program/Tiers/gold.yml": b""}).list()
    assert paths == []
    assert [line_of(finding) for finding in findings] == [
        f"program/Tiers: file-name: the name Tiers {CHARACTERS} -> rename it to tiers"
    ]


@pytest.mark.parametrize(
    "path", ["../a.yml", "program/../../a.yml", "/etc/passwd", "program//a.yml", "./program/a", ""]
)
def test_paths_that_lead_elsewhere(made, path) -> None:
    finding = made(GOOD).read(path)
    assert isinstance(finding, Finding)
    assert line_of(finding) == (
        f"{path}: not-a-file: {path} does not lie inside the program's folder"
        " -> only files inside the folder are read"
    )


def test_paths_in_memory_that_lead_elsewhere() -> None:
    paths, findings = MemoryTree({**GOOD, "../x.yml": b""}).list()
    assert paths == sorted(GOOD)
    assert [finding.id for finding in findings] == ["source/not-a-file"]


def test_a_file_that_is_not_there(made) -> None:
    finding = made(GOOD).read("program/tiers/silver.yml")
    assert isinstance(finding, Finding)
    assert line_of(finding) == (
        "program/tiers/silver.yml: not-a-file: silver.yml cannot be read: it is not there"
        " -> let the person or job that runs this read it"
    )


# ------------------------------------------------------------------ only on disk


def link_to_file(path: Path) -> None:
    (path.parent / "other.yml").write_bytes(b"a: b\n")
    path.symlink_to("other.yml")


def link_to_folder(path: Path) -> None:
    (path.parents[2] / "elsewhere").mkdir()
    (path.parents[2] / "elsewhere" / "a.yml").write_bytes(b"")
    path.symlink_to(path.parents[2] / "elsewhere")


def a_socket(path: Path) -> None:
    here = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)  # the name of a socket has a short limit
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


SPECIAL: dict[str, tuple[Callable[[Path], None], str]] = {
    "link to a file": (link_to_file, "a symbolic link"),
    "link to a folder": (link_to_folder, "a symbolic link"),
    "dangling link": (lambda path: path.symlink_to("nowhere.yml"), "a symbolic link"),
    "link to itself": (lambda path: path.symlink_to(path), "a symbolic link"),
    "link to a device": (lambda path: path.symlink_to("/dev/zero"), "a symbolic link"),
    "pipe": (os.mkfifo, "a pipe (FIFO)"),
    "socket": (a_socket, "a socket"),
}


@pytest.mark.parametrize("name", SPECIAL)
def test_what_is_no_ordinary_file_is_never_opened(tmp_path, name) -> None:
    make, kind = SPECIAL[name]
    tree = on_disk(tmp_path, GOOD)
    path = "program/tiers/gold.yml"
    make(tmp_path / path)
    said = (
        f"{path}: not-a-file: gold.yml is {kind}; an ordinary file is expected, and nothing else "
        "is read -> put an ordinary file in its place, or remove it"
    )
    paths, findings = tree.list()
    assert [line_of(finding) for finding in findings] == [said]
    assert set(paths) - {"program/tiers/other.yml"} == set(GOOD)
    finding = tree.read(path)
    assert isinstance(finding, Finding)
    assert line_of(finding) == said


@pytest.mark.parametrize(
    ("mode", "kind"),
    [(stat.S_IFCHR, "a device"), (stat.S_IFBLK, "a device"), (stat.S_IFDIR, "a folder")],
)
def test_devices_are_known_by_their_mode(mode, kind) -> None:
    finding = room._special("program/a.yml", mode | 0o644)
    assert finding is not None
    assert finding.message.startswith(f"a.yml is {kind}; an ordinary file is expected")


def test_links_in_the_way_to_a_file_are_refused_when_reading(tmp_path) -> None:
    tree = on_disk(tmp_path, {"elsewhere/a.yml": b"a: b\n"})
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "tiers").symlink_to(tmp_path / "elsewhere")
    finding = tree.read("program/tiers/a.yml")
    assert isinstance(finding, Finding)
    assert line_of(finding).startswith(
        "program/tiers: not-a-file: tiers is a symbolic link; a folder is expected"
    )


def test_a_file_that_becomes_a_link_between_looking_and_opening(tmp_path, monkeypatch) -> None:
    tree = on_disk(tmp_path, GOOD)
    target = tmp_path / "program" / "tiers" / "1.yml"
    before = os.lstat(target)
    target.unlink()
    target.symlink_to("/etc/hostname")
    monkeypatch.setattr(room, "_special", lambda *_, **__: None)
    monkeypatch.setattr(os, "lstat", lambda _: before)
    finding = tree.read("program/tiers/1.yml")
    assert isinstance(finding, Finding)
    assert finding.message == "1.yml cannot be read: it is a symbolic link"


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda path: path.symlink_to("."), "a symbolic link"),
        (lambda path: path.write_bytes(b""), "a file"),
        (os.mkfifo, "a pipe (FIFO)"),
    ],
)
def test_a_program_folder_that_is_none(tmp_path, make, kind) -> None:
    make(tmp_path / "program")
    paths, findings = FolderTree(tmp_path).list()
    assert paths == []
    assert [line_of(finding) for finding in findings] == [
        (
            f"program: not-a-file: program is {kind}; a folder is expected, and nothing else is "
            "read -> put a folder in its place, or remove it"
        )
    ]


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EACCES, "permission is denied"),
        (errno.EPERM, "permission is denied"),
        (errno.EIO, "input/output error"),
    ],
)
def test_what_may_not_be_read(tmp_path, monkeypatch, number, why) -> None:
    tree = on_disk(tmp_path, GOOD)

    def refuse(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "scandir", refuse)
    finding = tree.read("program/program.yml")
    assert isinstance(finding, Finding)
    assert line_of(finding) == (
        f"program/program.yml: not-a-file: program.yml cannot be read: {why}"
        " -> let the person or job that runs this read it"
    )
    paths, findings = tree.list()
    assert paths == []
    assert [finding.message for finding in findings] == [f"program cannot be read: {why}"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_this_user_may_not_read(tmp_path) -> None:
    tree = on_disk(tmp_path, GOOD)
    (tmp_path / "program" / "program.yml").chmod(0)
    finding = tree.read("program/program.yml")
    assert isinstance(finding, Finding)
    assert finding.message == "program.yml cannot be read: permission is denied"


# ------------------------------------------------------------------ bounds


def test_too_many_files(made, monkeypatch) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 3)
    tree = made({f"program/a{n}.yml": b"" for n in range(3)})
    assert tree.list() == ([f"program/a{n}.yml" for n in range(3)], [])
    paths, findings = made({f"program/a{n}.yml": b"" for n in range(4)}).list()
    assert paths == []
    assert [line_of(finding) for finding in findings] == [
        (
            "program: too-large: the program has more than 3 files; nothing was read"
            " -> look for a folder that is not part of it"
        )
    ]


def test_too_many_folders(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(room, "MOST_ENTRIES", 9)
    for n in range(10):
        (tmp_path / "program" / f"a{n}").mkdir(parents=True)
    paths, findings = FolderTree(tmp_path).list()
    assert (paths, [finding.id for finding in findings]) == ([], ["source/too-large"])


def test_too_many_bytes(made, monkeypatch) -> None:
    monkeypatch.setattr(room, "MOST_BYTES", 10)
    assert made({"program/a.yml": b"12345", "program/b.yml": b"12345"}).list()[1] == []
    paths, findings = made({"program/a.yml": b"12345", "program/b.yml": b"123456"}).list()
    assert paths == []
    assert [line_of(finding) for finding in findings] == [
        (
            "program: too-large: the files of the program have more than 10 bytes; nothing was read"
            " -> look for a stray file"
        )
    ]


def test_one_file_too_large_to_hold(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(room, "MOST_BYTES_A_FILE", 10)
    tree = on_disk(tmp_path, {"program/a.yml": b"x" * 10, "program/b.yml": b"x" * 11})
    assert tree.read("program/a.yml") == b"x" * 10
    finding = tree.read("program/b.yml")
    assert isinstance(finding, Finding)
    assert line_of(finding) == (
        "program/b.yml: too-large: this file has more than 10 bytes -> split it"
    )


def test_a_deep_folder_does_not_end_the_interpreter(tmp_path) -> None:
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(tmp_path)
        Path("program").mkdir()
        os.chdir("program")
        for _ in range(1500):
            Path("abc").mkdir()
            os.chdir("abc")
        os.fchdir(here)
        paths, findings = FolderTree(tmp_path).list()
        said = [finding.message for finding in findings]
        # Folder by folder back up: nothing else could remove it either.
        os.chdir(tmp_path / "program")
        for _ in range(1500):
            os.chdir("abc")
        for _ in range(1500):
            os.chdir("..")
            Path("abc").rmdir()
    finally:
        os.fchdir(here)
        os.close(here)
    assert (paths, said) == ([], ["abc cannot be read: its name is too long"])


def test_a_hundred_hostile_entries_give_a_hundred_findings(tmp_path) -> None:
    tree = on_disk(tmp_path, GOOD)
    for n in range(25):
        os.mkfifo(tmp_path / "program" / f"pipe{n}.yml")
        (tmp_path / "program" / f"link{n}.yml").symlink_to("nowhere")
        (tmp_path / "program" / f"folder{n}.yml").mkdir()
        (tmp_path / "program" / f"Name{n}.yml").write_bytes(b"")
    paths, findings = tree.list()
    assert paths == sorted(GOOD)
    assert len(findings) == 100
    assert [finding.facts for finding in findings] == sorted(f.facts for f in findings)
