"""From files to documents: which file is what, what is left out, and where everything stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.findings import Ref, Spot
from partnerbook.load import VerdictsDifferError, load_tree, one
from partnerbook.source.tree import FolderTree, MemoryTree

FOLDERS = (
    "accounts, agreements, baselines, discounts, engagement, evidence, examples, incentives, "
    "metrics, notices, "
    "partners, prices, products, routes, territories, tiers, waivers"
)
ACCOUNT = "name: Groupe Ardoise\nplace: FR\n"


def _loaded(files: dict[str, str]):
    return load_tree(MemoryTree({path: text.encode() for path, text in files.items()}))


def test_an_empty_tree_has_neither_documents_nor_findings():
    loaded, findings = _loaded({"README.md": "x", "site/x.yml": "x"})
    assert (loaded.documents, loaded.broken, loaded.files, findings) == ({}, frozenset(), 0, [])


def test_a_good_file_becomes_a_typed_document(document):
    loaded, findings = _loaded({"program/program.yml": document("program")})
    assert findings == []
    (found,) = loaded.documents.values()
    assert (found.path, found.kind, found.id) == ("program/program.yml", "program", "program")
    assert found.ref == Ref("program/program.yml")
    assert found.model.plain()["release"] == "2026.4"
    assert found.yaml.data["release"] == "2026.4"


def test_every_document_of_the_tests_is_good(said, document):
    folder = Path(__file__).parent / "documents"
    names = sorted(path.stem for path in folder.glob("*.yml"))
    for name in names:
        if not name.startswith(("program", "order")):
            assert said({tree_path(name): document(name), **_prices(name)}) == [], name


def tree_path(name: str) -> str:
    kind = name.partition(".")[0]
    folders = {
        "territory": "territories",
        "price-list": "prices",
        "engagement": "engagement",
        "evidence": "evidence",
    }
    stem = "reseller-2026-3" if kind == "agreement" else "x"
    return f"{folders.get(kind, kind + 's')}/{stem}.yml"


def _prices(name: str) -> dict[str, str]:
    if name == "notice":
        return {"notices/x.csv": "partner,sent_on,proof\nnordwind,2026-10-01,Receipt\n"}
    if name == "evidence":
        columns = "partner,metric,from,through,value,unit,place,product,reported_on,source"
        return {"evidence/x.csv": f"{columns}\n"}
    return {"prices/x.csv": "sku,price,per\nA-1,1,unit\n"} if name == "price-list" else {}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("partner/x.yml", "no kind of file lies in program/partner/; did you mean partners/?"),
        ("price-list/x.yml", "no kind of file lies in program/price-list/; did you mean prices/?"),
        (
            "proofs/x.csv",
            f"no kind of file lies in program/proofs/; there are {FOLDERS}",
        ),
        (
            "partners/emea/x.yml",
            "files of program/partners/ lie directly in it, not in program/partners/emea/",
        ),
        ("x.yml", "only program.yml lies directly in program/, not x.yml"),
        ("partners/x.csv", "files in program/partners/ end in .yml, not .csv"),
        ("prices/notes.md", "files in program/prices/ end in .yml or .csv, not .md"),
    ],
)
def test_a_file_that_no_folder_expects(path, message, said):
    assert said({path: "x"}) == [f"{path}:1:1: unknown-file: {message}"]


def test_a_folder_of_no_kind_is_one_finding_however_many_files_it_has():
    findings = _loaded({f"program/partner/{n}.yml": "x" for n in range(9)})[1]
    finding = next(one for one in findings if one.id == "shape/unknown-file")
    assert [place.at for place in finding.places] == [
        Spot(f"program/partner/{n}.yml") for n in range(5)
    ]
    assert finding.notes == (("files", "9 files"),)
    assert sum(one.id == "shape/unknown-file" for one in findings) == 1


def test_a_program_without_its_frame():
    loaded, findings = _loaded(
        {"program/accounts/a.yml": ACCOUNT, "program/accounts/b.yml": ACCOUNT}
    )
    (finding,) = findings
    assert finding.id == "shape/missing-file"
    assert finding.message == (
        "program/program.yml is missing, though 2 files lie in program/; it names the vendor, the "
        "currencies, the tracks and the stages"
    )
    assert loaded.broken == {"program/program.yml"}
    assert [document.kind for document in loaded.documents.values()] == ["account", "account"]


def test_a_frame_under_a_wrong_name_is_not_missing_as_well(document):
    findings = _loaded({"program/program.yaml": document("program")})[1]
    assert [finding.id for finding in findings] == ["source/file-name"]


def test_broken_files_are_left_out_and_named_and_the_rest_goes_on(document):
    loaded, findings = _loaded(
        {
            "program/program.yml": document("program"),
            "program/accounts/good.yml": ACCOUNT,
            "program/accounts/shape.yml": "name: x\n",
            "program/accounts/syntax.yml": "name: [x\n",
            "program/accounts/Bad Name.yml": ACCOUNT,
            "program/account/lost.yml": ACCOUNT,
        }
    )
    assert sorted(loaded.documents) == ["program/accounts/good.yml", "program/program.yml"]
    assert loaded.broken == {
        "program/account/lost.yml",
        "program/accounts/Bad Name.yml",
        "program/accounts/shape.yml",
        "program/accounts/syntax.yml",
    }
    assert loaded.files == 6
    assert [finding.id.partition("/")[0] for finding in findings] == [
        "shape",
        "source",
        "shape",
        "source",
    ]


def test_texts_and_places_of_broken_files_are_there_too(document):
    loaded, _ = _loaded(
        {
            "program/program.yml": document("program"),
            "program/accounts/shape.yml": "name: x\nhouse: 1\n",
            "program/accounts/syntax.yml": "\ufeffname: [x\n",
        }
    )
    shape, syntax = "program/accounts/shape.yml", "program/accounts/syntax.yml"
    assert loaded.text(shape) == "name: x\nhouse: 1\n"
    assert loaded.text(syntax) == "name: [x\n"
    assert loaded.text("program/accounts/none.yml") == ""
    assert loaded.spot(Ref(shape, "/house")) == Spot(shape, 2, 8, 2, 9)
    assert loaded.spot(Ref(shape, "/house", at_key=True)) == Spot(shape, 2, 1, 2, 6)
    assert loaded.entry_span(Ref(shape, "/house")) == Spot(shape, 2, 1, 3, 1)
    assert loaded.spot(Ref(syntax, "/name")) == Spot(syntax)
    assert loaded.spot(Ref("program/accounts/none.yml", "/x")) == Spot("program/accounts/none.yml")


def test_findings_do_not_depend_on_the_order_of_files(document):
    files = {
        "program/program.yml": document("program"),
        "program/tiers/b.yml": "name: 1\n",
        "program/tiers/a.yml": "rank: x\n",
        "program/oddments/z.yml": "",
    }
    forward = _loaded(files)[1]
    backward = _loaded(dict(reversed(files.items())))[1]
    assert forward == backward
    assert len(forward) > 3


def test_a_folder_on_disk_gives_the_same(tmp_path, document):
    (tmp_path / "program" / "accounts").mkdir(parents=True)
    (tmp_path / "program" / "program.yml").write_text(document("program"), encoding="utf-8")
    (tmp_path / "program" / "accounts" / "a.yml").write_text("name: x\n", encoding="utf-8")
    files = {"program/program.yml": document("program"), "program/accounts/a.yml": "name: x\n"}
    assert load_tree(FolderTree(tmp_path))[1] == _loaded(files)[1]


def test_the_sample_program_is_good(sample_root):
    loaded, findings = load_tree(FolderTree(sample_root))
    assert findings == []
    assert loaded.broken == frozenset()
    assert len(loaded.documents) > 50


def test_a_refusal_that_nobody_can_word_is_our_bug(monkeypatch):
    monkeypatch.setattr(one, "refusals", lambda *_: [])
    with pytest.raises(VerdictsDifferError, match=r"^program/accounts/z\.yml: 1 validation error"):
        _loaded({"program/accounts/z.yml": "name: x\n"})
