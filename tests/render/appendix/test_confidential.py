"""What a partner may not see changes no byte of its appendix, and none of it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from partnerbook.findings import Ref
from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_files, appendix_set
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree
from partnerbook.values.audience import INTERNAL, Viewer
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.window import parse_window

CANARY = "Qwx"
PLAIN_WORD = re.compile(r"[a-z0-9]+([-/][a-z0-9]+)*|[A-Z]{2,3}(-[A-Z0-9]+)?|https://.*")
"""Ids, codes, names of rules and addresses: another one would be no value, but a mistake."""


@dataclass(frozen=True)
class Change:
    """Another text for one value."""

    ref: Ref
    text: str


def another(value: Any) -> str | None:
    """Another value of the same sort, as a file writes it; None where none can be made up."""
    if isinstance(value, Percent):
        return str(Percent(value.points / 2 + Decimal("0.25")))
    if isinstance(value, Money):
        return str(Money(value.amount * 3 + 7, value.currency))
    if isinstance(value, date):
        return (value + timedelta(days=1)).isoformat()
    if not isinstance(value, str) or PLAIN_WORD.fullmatch(value) or _is_window(value):
        return None
    return f"{CANARY}@secret.example" if "@" in value else f'"{CANARY} secret text"'


def _is_window(text: str) -> bool:
    try:
        parse_window(text)
    except ValueError:
        return False
    return True


def leaves(value: Any, ref: Ref, pattern: str = "") -> Iterator[tuple[str, Any, Ref]]:
    """Every single value of a document with its pattern and place."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, ref.child(key), f"{pattern}/{key}")
    elif isinstance(value, (list, tuple)):
        for at, inner in enumerate(value):
            yield from leaves(inner, ref.child(at), f"{pattern}/*")
    else:
        yield pattern, value, ref


def cited(record) -> set[str]:
    """The accounts that a partner's own grants and special terms cite."""
    things = (*record.get("grants", ()), *record.get("special_terms", ()))
    boxes = [box for thing in things for box in (thing.get("for", {}), *thing.get("except", ()))]
    return {account for box in boxes for account in box.get("accounts", ())}


def unseen(program, viewer: Viewer) -> Iterator[Change]:
    """A change for every value of the program that the viewer may not see.

    The one thing told that its field keeps back: the names of the accounts that its file cites.
    """
    own = cited(program.partners[viewer.partner].record)
    for kind, records in program.records.items():
        # A manifest of evidence must agree with its table.
        for record in records.values() if kind != "evidence" else ():
            for pattern, value, ref in leaves(record.data, record.ref):
                if record.kind == "account" and pattern == "/name" and record.id in own:
                    continue
                named = (
                    pattern if pattern in record.audiences else f"{pattern.rpartition('/')[0]}/*"
                )
                if viewer.sees(record.audiences.get(named, INTERNAL)):
                    continue
                text = another(value)
                if text is not None:
                    yield Change(ref, text)


def changed(files, changes) -> dict[str, bytes]:
    """The files with each of these values replaced where it stands."""
    loaded, _ = load_tree(MemoryTree(dict(files)))
    out = dict(files)
    spots = sorted(((loaded.spot(change.ref), change.text) for change in changes), reverse=True)
    lines = {path: data.decode().splitlines(keepends=True) for path, data in files.items()}
    for spot, text in spots:
        if spot.line != spot.end_line:
            continue  # a block of text: its neighbours are changed enough
        line = lines[spot.file][spot.line - 1]
        changed_line = line[: spot.column - 1] + text + line[spot.end_column - 1 :]
        lines[spot.file][spot.line - 1] = changed_line
    for path in {spot.file for spot, _ in spots}:
        out[path] = "".join(lines[path]).encode()
    return out


@pytest.mark.parametrize("partner", ["kitano", "wislana", "erable-rouge", "lakefront-advisory"])
def test_what_a_partner_may_not_see_changes_no_byte(partner, sample, sample_files):
    viewer = Viewer("own", partner, distributor=sample.partners[partner].type == "distributor")
    changes = list(unseen(sample, viewer))
    assert len(changes) > 400
    touched = {change.ref.document.split("/")[1] for change in changes}
    assert {"partners", "products", "accounts", "waivers", "program.yml"} <= touched
    loaded, shape = load_tree(MemoryTree(changed(sample_files, changes)))
    assert [finding.message for finding in shape] == []
    other, _ = resolve(loaded)
    assert other is not None
    before = appendix_files(sample, partner, sample.as_of)
    assert appendix_files(other, partner, sample.as_of) == before
    # The changes did arrive: those whom they concern got another appendix.
    for concerned in ("seidel-brandt", "cedar-hollow"):
        old = appendix_files(sample, concerned, sample.as_of)
        new = appendix_files(other, concerned, sample.as_of)
        assert CANARY not in old["appendix.md"].decode()
        assert CANARY in new["appendix.md"].decode()


def test_no_appendix_names_another_partner_except_its_distributor(sample, sets):
    for name, document in sets.items():
        files = appendix_files(sample, name, sample.as_of)
        text = files["appendix.md"].decode() + files["appendix.html"].decode()
        source = sample.partners[name].buys_from
        for other, partner in sample.partners.items():
            if other not in (name, source):
                assert partner.name not in text, (name, other)
        assert document.partner == name


def test_an_appendix_names_the_accounts_of_its_own_file_and_no_other(sample, sets):
    accounts = sample.records["account"]
    named = {}
    for partner in sets:
        text = appendix_files(sample, partner, sample.as_of)["terms.json"].decode()
        shown = {account for account in accounts if str(accounts[account]["name"]) in text}
        assert shown == cited(sample.partners[partner].record), partner
        if shown:
            named[partner] = shown
    assert named["cedar-hollow"] == {"harrow-freight"}
    assert named["hansekai"] == {
        "ardoise"
    }  # and not its subsidiary, which the right leaves out too
    assert {"kitano", "minatobashi", "erable-rouge", "garance"} <= named.keys()


def test_no_appendix_holds_an_internal_reason(sample, sets):
    reasons = [
        term["reason"]
        for record in sample.records["partner"].values()
        for term in record.get("special_terms", ())
    ]
    reasons += [record["reason"] for record in sample.records["account"].values()]
    assert len(reasons) > 4
    for name in sets:
        text = appendix_files(sample, name, sample.as_of)["terms.json"].decode()
        assert [reason for reason in reasons if str(reason) in text] == [], name


def test_a_right_says_whom_it_names_and_whom_it_leaves_out(sets, told):
    right = told(sets["cedar-hollow"], "B.2")
    assert "Customers | Harrow Freight Lines" in right
    assert right[-1] == "A customer named here stands for all companies that belong to it."
    assert told(sets["erable-rouge"], "B.1")[-3:] == [
        "Left out of this right is what meets all parts of one of these lines:",
        "Customers: Harrow Freight Lines.",
        "A customer named here stands for all companies that belong to it.",
    ]


@pytest.mark.parametrize(
    ("account", "concerned"),
    [("harrow-freight", {"cedar-hollow", "erable-rouge"}), ("ardoise-energie", set())],
)
def test_a_name_of_an_account_reaches_those_who_cite_it_alone(
    sample, sample_files, build, account, concerned
):
    path = f"program/accounts/{account}.yml"
    name = str(sample.records["account"][account]["name"]).encode()
    assert name in sample_files[path]
    after = build({**sample_files, path: sample_files[path].replace(name, b"Qwx Holding")})
    for partner in ("cedar-hollow", "erable-rouge", "hansekai", "garance", "kitano"):
        before = appendix_files(sample, partner, sample.as_of)
        differs = appendix_files(after, partner, sample.as_of) != before
        assert differs == (partner in concerned), partner


def test_a_special_term_names_its_customers_too(make, text_of, told):
    account = "name: Volta Group\nplace: DE\n"
    term = """special_terms:
  - id: volta
    kind: text
    for: {products: [all], accounts: [volta]}
    text: Volta Group is invoiced by its parent.
    from: 2026-01-01
    through: 2026-12-31
    reason: One frame contract.
    approver: channel-chief
    approved: 2025-12-01
"""
    partner = text_of("partners/nordwind.yml") + term
    program = make({"accounts/volta.yml": account, "partners/nordwind.yml": partner})
    document = appendix_set(program, "nordwind", program.as_of)
    assert document is not None
    lines = told(document, "L.1")
    assert "Customers | Volta Group" in lines
    assert lines[-1] == "A customer named here stands for all companies that belong to it."


def test_customers_named_by_the_program_stay_unnamed(make, told):
    incentive = """name: Launch bonus
kind: allowance
summary: For the first year.
for: everyone
except:
  - {accounts: [volta]}
from: 2026-01-01
side: partner
stage: tier-discount
base: list
anchor: order
applies: automatic
audience: partner
rate: 2%
"""
    account = "name: Volta Group\nplace: DE\n"
    program = make({"accounts/volta.yml": account, "incentives/launch.yml": incentive})
    document = appendix_set(program, "nordwind", program.as_of)
    assert document is not None
    lines = told(document, "C.2")
    assert "Not for | Customers: certain customers, whom the Vendor names when asked" in lines
    files = appendix_files(program, "nordwind", program.as_of)
    assert not any(b"Volta" in data or b"volta" in data for data in files.values())
