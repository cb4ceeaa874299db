"""How many examples a property tries: few in `make test`, ten times as many in `make fuzz`."""

from __future__ import annotations

from hypothesis import settings

TIMES = 10


def examples(count: int) -> settings:
    """So many in `make test`, where some properties are too slow for as many as the others."""
    fuzz = settings.get_current_profile_name() == "fuzz"
    return settings(max_examples=count * TIMES if fuzz else count)
