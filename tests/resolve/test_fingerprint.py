"""The fingerprint of a form: the same on every system, another as soon as a word differs."""

from __future__ import annotations

import hashlib
from pathlib import Path

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import FolderTree, MemoryTree

BASE = Path(__file__).parents[1] / "programs" / "minimal"

PATH = "program/agreements/reseller-2026-1.yml"


def fingerprint(raw: bytes) -> str:
    tree = FolderTree(BASE)
    files = {path: data for path in tree.list()[0] if isinstance(data := tree.read(path), bytes)}
    program, _ = resolve(load_tree(MemoryTree({**files, PATH: raw}))[0])
    assert program is not None
    (form,) = program.forms.values()
    return form.sha256


def test_line_ends_and_a_byte_order_mark_make_no_difference():
    raw = (BASE / PATH).read_bytes()
    assert b"\r" not in raw
    expected = hashlib.sha256(raw).hexdigest()
    assert fingerprint(raw) == expected
    assert fingerprint(raw.replace(b"\n", b"\r\n")) == expected
    assert fingerprint(b"\xef\xbb\xbf" + raw) == expected


def test_a_word_makes_another():
    raw = (BASE / PATH).read_bytes()
    assert fingerprint(raw.replace(b"cure: 30 days", b"cure: 31 days")) != fingerprint(raw)
