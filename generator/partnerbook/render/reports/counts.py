"""The counts of a run in words: ``1 error, 2 warnings, 1 waived, 3 known from before``."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.report import Summary


def parts(counts: Summary) -> Iterator[tuple[str, str]]:
    """Each count that is not zero: its style, and its words."""
    for style, number, one, many in (
        ("error", counts.errors, "error", "errors"),
        ("warning", counts.warnings, "warning", "warnings"),
        ("undetermined", counts.undetermined, "cannot tell", "cannot tell"),
        ("dim", counts.waived, "waived", "waived"),
        ("dim", counts.known, "known from before", "known from before"),
    ):
        if number:
            yield style, f"{number} {one if number == 1 else many}"


def counted(counts: Summary) -> str:
    """All of them, or ``no findings``."""
    return ", ".join(words for _, words in parts(counts)) or "no findings"
