"""Which file is of which kind: its folder says. What no folder expects is a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from partnerbook.findings import Finding, Place, Repair, Severity, Spot
from partnerbook.model.kinds import FOLDERS, KINDS, ROOT, KindInfo
from partnerbook.values.ident import closest

PRICES, NOTICES, EVIDENCE = "prices", "notices", "evidence"
FRAME = f"{ROOT}.yml"
MOST_PLACES = 5


@dataclass(slots=True)
class Sorted:
    """The files of a program by what they are.

    ``tables`` are prices, ``sent`` those of notices, ``evidence`` those of evidence.
    """

    documents: list[tuple[str, KindInfo]] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def sort_files(paths: Iterable[str]) -> Sorted:
    """Sorts the paths that a tree lists: all of them lie in ``program/`` and are well named."""
    out = Sorted()
    strangers: dict[str, list[str]] = {}
    for path in sorted(paths):
        steps = path.split("/")
        folder = "/".join(steps[1:-1])
        if folder not in FOLDERS:
            strangers.setdefault(folder, []).append(path)
        elif wrong := _out_of_place(path, folder):
            out.findings.append(wrong)
        elif path.endswith(".csv"):
            tables = {PRICES: out.tables, NOTICES: out.sent, EVIDENCE: out.evidence}
            tables[folder].append(path)
        else:
            out.documents.append((path, FOLDERS[folder]))
    out.findings += [_stranger(folder, inside) for folder, inside in strangers.items()]
    return out


def stem_of(path: str) -> str:
    """The id that a file's name gives it."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _out_of_place(path: str, folder: str) -> Finding | None:
    """The finding about a file that its folder does not expect. Its name is a good one."""
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2]
    if not folder:
        if name == FRAME:
            return None
        likely = closest(name, [FRAME], 1)
        say = f"rename it to {FRAME}" if likely else "move it into the folder of its kind"
        message = f"only {FRAME} lies directly in {ROOT}/, not {name}"
        return _about("unknown-file", path, message, say)
    endings = ("yml", "csv") if folder in (PRICES, NOTICES, EVIDENCE) else ("yml",)
    if ending in endings:
        return None
    wanted = " or ".join(f".{one}" for one in endings)
    message = f"files in {ROOT}/{folder}/ end in {wanted}, not .{ending}"
    say = "move it away, or rename it to README.md" if ending == "md" else "move it away"
    return _about("unknown-file", path, message, say)


def _stranger(folder: str, inside: list[str]) -> Finding:
    """One finding for a folder that is of no kind, however many files it has."""
    first, _, deeper = folder.partition("/")
    if first in FOLDERS and deeper:
        message = f"files of {ROOT}/{first}/ lie directly in it, not in {ROOT}/{folder}/"
        say = f"move them up into {ROOT}/{first}/"
    else:
        names = [info.folder for info in KINDS.values() if info.folder]
        near = (first,) if first in KINDS else closest(first, [*names, *KINDS], 1)
        meant = KINDS[near[0]].folder if near and near[0] in KINDS else "".join(near)
        tail = f"did you mean {meant}/?" if meant else f"there are {', '.join(sorted(names))}"
        message = f"no kind of file lies in {ROOT}/{folder}/; {tail}"
        say = f"rename the folder to {meant}" if meant else "move its files away"
    finding = _about("unknown-file", inside[0], message, say)
    more = tuple(Place(Spot(path)) for path in inside[1:MOST_PLACES])
    count = (("files", f"{len(inside)} files"),) if len(inside) > 1 else ()
    return Finding(
        finding.id,
        finding.severity,
        finding.message,
        places=(*finding.places, *more),
        subject=f"{ROOT}/{folder}",
        notes=count,
        help=finding.help,
        facts=(folder,),
    )


def _about(name: str, path: str, message: str, say: str) -> Finding:
    return Finding(
        f"shape/{name}",
        Severity.ERROR,
        message,
        places=(Place(Spot(path)),),
        subject=path,
        help=(Repair(say),),
        facts=(path,),
    )
