"""Which names the files and folders of a program may have, and what to say about the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from partnerbook.findings import Finding, Place, Repair, Severity, Spot
from partnerbook.values.ident import RESERVED, as_id, is_id

PROGRAM = "program"
ENDINGS = (".yml", ".csv", ".md")

# Names that Windows keeps for devices, with any ending; a clone there could not hold the file.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)


def shown_path(path: str) -> str:
    """A path fit for any screen and any encoding: what cannot be seen is written as its number."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in path)


def is_ignored(name: str) -> bool:
    """Files and folders that are none of ours: hidden ones and any README."""
    return name.startswith(".") or name.partition(".")[0].lower() == "readme"


def named(
    page: str, path: str, message: str, *repairs: Repair, also: tuple[tuple[str, str], ...] = ()
) -> Finding:
    """A finding about a whole file or folder, with other files (path, label) it is about."""
    places = [Place(Spot(shown_path(path)))]
    places += [Place(Spot(shown_path(other)), label) for other, label in also]
    return Finding(
        f"source/{page}",
        Severity.ERROR,
        message,
        places=tuple(places),
        help=repairs,
        facts=(shown_path(path), page),
    )


def judge_folder(path: str) -> Finding | None:
    """The finding about a folder's name, if it has a wrong one."""
    name = PurePosixPath(path).name
    if PurePosixPath(path).suffix.lower() in (*ENDINGS, ".yaml"):
        return named(
            "not-a-file",
            path,
            f"{shown_path(name)} is a folder, but has the name of a file",
            Repair(f"rename it, for example to {PurePosixPath(path).stem}"),
        )
    return _judge_stem(path, name, "folder", "")


def judge_files(paths: Iterable[str]) -> tuple[list[str], list[Finding]]:
    """Splits files by their names: those to read, sorted, and findings about the others."""
    findings = []
    good: list[str] = []
    known: dict[str, str] = {}
    present = set(paths)
    everything = sorted(present, key=lambda path: (not _is_plain(path), path))
    for path in everything:
        folded = unicodedata.normalize("NFC", path).casefold()
        twin = known.setdefault(folded, path)
        if twin != path:
            findings.append(_twin(path, twin))
        elif finding := _judge_file(path, present):
            findings.append(finding)
        else:
            good.append(path)
    return sorted(good), findings


def _is_plain(path: str) -> bool:
    return path == path.lower() and path.isascii()


def _twin(path: str, twin: str) -> Finding:
    return named(
        "file-name",
        path,
        f"{shown_path(path)} and {shown_path(twin)} differ only in upper and lower case or in how "
        "an accent is stored; many systems take them for one file",
        Repair("rename one of them, or delete the one that is not meant"),
        also=((twin, "the other file"),),
    )


def _judge_file(path: str, present: set[str]) -> Finding | None:
    pure = PurePosixPath(path)
    ending = pure.suffix
    meant = {".yaml": ".yml"}.get(ending.lower(), ending.lower())
    if meant in ENDINGS and meant != ending:
        wanted = pure.with_suffix(meant)
        there = str(wanted) if str(wanted) in present else ""
        return named(
            "file-name",
            path,
            f"the name of this file ends in {shown_path(ending)}; write {wanted.suffix}",
            Repair(f"rename it to {shown_path(wanted.name)}"),
            also=((there, "a file of that name is there already"),) if there else (),
        )
    if ending not in ENDINGS:
        return named(
            "file-name",
            path,
            f"{shown_path(pure.name)} is no file of a program; their names end in "
            f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}",
            Repair("move it out of the program folder, or give it its right ending"),
        )
    return _judge_stem(path, pure.stem, "file", ending)


def _judge_stem(path: str, stem: str, what: str, ending: str) -> Finding | None:
    """Ids are file names, so the rules are those of ids and those of every system's files."""
    if stem in RESERVED:
        return named(
            "file-name",
            path,
            f"a {what} cannot be called {stem}: in the files this word means {stem} of them",
            Repair("give it another name"),
        )
    if stem.partition(".")[0].lower() in _DEVICES:
        return named(
            "file-name",
            path,
            f"a {what} cannot be called {shown_path(stem)}: Windows keeps this name for a device",
            Repair("give it another name"),
        )
    if is_id(stem):
        return None
    better = as_id(stem)
    return named(
        "file-name",
        path,
        f"the name {shown_path(stem)} has other characters than small letters a to z, digits and "
        "single hyphens between them",
        Repair(f"rename it to {better}{ending}") if better else Repair("give it another name"),
    )
