"""What one file says, as plain read-only values with Refs and audiences, for pages and texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partnerbook.findings import Ref
from partnerbook.values.audience import Audience, Viewer


@dataclass(frozen=True, slots=True)
class Record:
    """One document.

    ``data`` holds text, int, bool, date, Percent, Money, Duration, tuples and mappings.
    ``audiences`` maps a pointer pattern (list positions written ``*``, map keys of open
    mappings too) to the audience of that field as its schema declares it.
    """

    kind: str
    id: str
    data: Mapping[str, Any]
    audiences: Mapping[str, Audience]
    ref: Ref

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a top-level field, or the default."""
        return self.data.get(key, default)

    def seen_by(self, viewer: Viewer) -> Mapping[str, Any]:
        """The same data without every field whose audience is narrower than the viewer."""
        shown = self._filter(self.data, "", viewer)
        assert isinstance(shown, Mapping)
        return shown

    def _filter(self, value: Any, pattern: str, viewer: Viewer) -> Any:
        if isinstance(value, Mapping):
            out: dict[str, Any] = {}
            for key, inner in value.items():
                name = f"{pattern}/{key}"
                if name not in self.audiences and f"{pattern}/*" in self.audiences:
                    name = f"{pattern}/*"
                # A field without a declared audience is internal.
                if name in self.audiences and viewer.sees(self.audiences[name]):
                    out[key] = self._filter(inner, name, viewer)
            return out
        if isinstance(value, (list, tuple)):
            return [self._filter(inner, f"{pattern}/*", viewer) for inner in value]
        return value
