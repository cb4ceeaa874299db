"""From a tree of files to documents: each is read, judged alone, and kept or named as broken."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from partnerbook.findings import Finding, Ref, Repair, Spot
from partnerbook.load.evidence import COLUMNS as EVIDENCE_COLUMNS
from partnerbook.load.evidence import read_evidence, unpaired_evidence
from partnerbook.load.evidence_rows import EvidenceTable
from partnerbook.load.files import FRAME, Sorted, sort_files, stem_of
from partnerbook.load.loaded import Document, Loaded, PriceTable
from partnerbook.load.notices import (
    NOTICE_COLUMNS,
    NoticeTable,
    read_notices,
    unpaired_notices,
)
from partnerbook.load.one import judged
from partnerbook.load.own_words import in_own_words
from partnerbook.load.prices import COLUMNS, read_prices, unpaired
from partnerbook.load.said import shape
from partnerbook.model.evidence import EvidenceFile
from partnerbook.model.kinds import ROOT, KindInfo
from partnerbook.model.price_list import PriceListFile
from partnerbook.source.csv_text import CsvDocument, parse_csv
from partnerbook.source.tree import Tree
from partnerbook.source.yaml_text import YamlDocument, parse

MOST_KEPT = 2048
"""So many files are kept as they were understood: to try a repair, few of them are read again."""


def load_tree(tree: Tree) -> tuple[Loaded, list[Finding]]:
    """Reads all files of a program, each by itself.

    Gives what could be read, and the findings about the rest in the order of files and lines. A
    file with a finding is left out. A tree without any file gives neither documents nor findings.
    """
    paths, findings = tree.list()
    work = _Work(tree, findings)
    sorted_files = sort_files(paths)
    work.findings += sorted_files.findings
    work.findings += _missing_frame(paths, findings)
    for path, info in sorted_files.documents:
        work.document(path, info)
    for path in sorted_files.tables:
        work.table(path)
    for path in sorted_files.sent:
        work.notice_table(path)
    for path in sorted_files.evidence:
        work.evidence_table(path)
    work.pair(sorted_files)
    return work.done(paths)


@dataclass(slots=True)
class _Work:
    """What has been read so far."""

    tree: Tree
    findings: list[Finding]
    documents: dict[str, Document] = field(default_factory=dict)
    tables: dict[str, PriceTable] = field(default_factory=dict)
    notices: dict[str, NoticeTable] = field(default_factory=dict)
    evidence: dict[str, EvidenceTable] = field(default_factory=dict)
    yaml: dict[str, YamlDocument] = field(default_factory=dict)
    csv: dict[str, CsvDocument] = field(default_factory=dict)
    unread: dict[str, bytes] = field(default_factory=dict)

    def document(self, path: str, info: KindInfo) -> None:
        """Reads and judges one YAML file."""
        raw = self._bytes(path)
        if raw is None:
            return
        yaml, document, said = _judged(path, raw, info)
        if yaml is None:
            self.unread[path] = raw
        else:
            self.yaml[path] = yaml
        if document is not None:
            self.documents[path] = document
        self.findings += said

    def table(self, path: str) -> None:
        """Reads and judges one table of prices; its list has been read before."""
        raw = self._bytes(path)
        if raw is None:
            return
        csv, said = parse_csv(path, raw, COLUMNS)
        if csv is None:
            self.findings += said
            self.unread[path] = raw
            return
        self.csv[path] = csv
        head = self.documents.get(path.removesuffix("csv") + "yml")
        model = head.model if head else None
        currency = model.currency if isinstance(model, PriceListFile) else None
        table, said = read_prices(csv, stem_of(path), currency)
        self.findings += said
        if not said and currency:
            self.tables[path] = table

    def notice_table(self, path: str) -> None:
        """Reads and judges one table of whom a notice was sent to, if its head could be read."""
        raw = self._bytes(path)
        if raw is None:
            return
        csv, said = parse_csv(path, raw, NOTICE_COLUMNS)
        if csv is None:
            self.findings += said
            self.unread[path] = raw
            return
        self.csv[path] = csv
        table, said = read_notices(csv, stem_of(path))
        self.findings += said
        if not said and path.removesuffix("csv") + "yml" in self.documents:
            self.notices[path] = table

    def evidence_table(self, path: str) -> None:
        """Reads and judges one table of evidence, if its manifest could be read."""
        raw = self._bytes(path)
        if raw is None:
            return
        head = self.documents.get(path.removesuffix("csv") + "yml")
        manifest = head.model if head else None
        if not isinstance(manifest, EvidenceFile):
            self.unread[path] = raw
            return
        csv, table, said = _evidence(path, raw, manifest)
        self.findings += said
        if csv is None:
            self.unread[path] = raw
            return
        self.csv[path] = csv
        if table is not None:
            self.evidence[path] = table

    def pair(self, sorted_files: Sorted) -> None:
        """Looks whether each price list has its table, and each table its list."""
        lists = [path for path, info in sorted_files.documents if info.kind == "price-list"]
        told = [path for path, info in sorted_files.documents if info.kind == "notice"]
        heads = [path for path, info in sorted_files.documents if info.kind == "evidence"]
        alone = [
            *unpaired(lists, sorted_files.tables),
            *unpaired_notices(told, sorted_files.sent),
            *unpaired_evidence(heads, sorted_files.evidence),
        ]
        for finding in alone:
            self.documents.pop(finding.subject, None)
        self.findings += alone

    def done(self, paths: list[str]) -> tuple[Loaded, list[Finding]]:
        """Everything in its final form and order."""
        named = {_file(finding) for finding in self.findings}
        good = self.documents.keys() | self.tables.keys() | self.notices.keys()
        good |= self.evidence.keys()
        broken = frozenset((set(paths) | named) - good)
        loaded = Loaded(
            self.documents,
            self.tables,
            broken,
            self.yaml,
            self.csv,
            self.unread,
            self.notices,
            self.evidence,
        )
        frame = self.yaml.get(f"{ROOT}/{FRAME}")
        data = frame.data if frame else {}
        said = [in_own_words(finding, data) for finding in self.findings]
        return loaded, sorted(said, key=lambda finding: _place(loaded, finding))

    def _bytes(self, path: str) -> bytes | None:
        raw = self.tree.read(path)
        if isinstance(raw, Finding):
            self.findings.append(raw)
            return None
        return raw


@lru_cache(maxsize=MOST_KEPT)
def _judged(
    path: str, raw: bytes, info: KindInfo
) -> tuple[YamlDocument | None, Document | None, tuple[Finding, ...]]:
    """One YAML file: its text if it can be read, the document if it is good, else findings.

    Nothing but the arguments decides, and nobody changes what is given.
    """
    yaml, said = parse(path, raw)
    if yaml is None:
        return None, None, tuple(said)
    model, about = judged(info, yaml)
    if model is None:
        return yaml, None, tuple(about)
    return yaml, Document(path, info.kind, stem_of(path), yaml, model), tuple(about)


@lru_cache(maxsize=64)
def _evidence(
    path: str, raw: bytes, manifest: EvidenceFile
) -> tuple[CsvDocument | None, EvidenceTable | None, tuple[Finding, ...]]:
    """One table of evidence: to try a repair elsewhere it is not read again."""
    csv, said = parse_csv(path, raw, EVIDENCE_COLUMNS[manifest.shape])
    if csv is None:
        return None, None, tuple(said)
    table, about = read_evidence(csv, stem_of(path), manifest)
    return csv, (None if about else table), tuple(about)


def _missing_frame(paths: list[str], findings: list[Finding]) -> list[Finding]:
    """The finding about a program without program.yml, unless that is there under a wrong name."""
    frame = f"{ROOT}/{FRAME}"
    seen = {*paths, *(_file(finding).lower().replace(".yaml", ".yml") for finding in findings)}
    if frame in seen or not paths:
        return []
    count = f"{len(paths)} files lie" if len(paths) > 1 else "one file lies"
    return [
        shape(
            "missing-file",
            f"{frame} is missing, though {count} in {ROOT}/; it names the vendor, the "
            "currencies, the tracks and the stages",
            Ref(frame),
            help=(Repair(f"write {frame}"),),
        )
    ]


def _file(finding: Finding) -> str:
    at = finding.places[0].at
    return at.document if isinstance(at, Ref) else at.file


def _place(loaded: Loaded, finding: Finding) -> tuple[Spot, str, str]:
    at = finding.places[0].at
    return (loaded.spot(at) if isinstance(at, Ref) else at, finding.id, finding.message)
