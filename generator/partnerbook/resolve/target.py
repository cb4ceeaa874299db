"""What a sort of thing is that files refer to by id."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A sort of thing that others refer to by id.

    ``noun`` is what people call it (with its plural), ``rule`` the finding when one is missing,
    ``folders`` where its files lie: none for what program.yml declares. ``inside`` tells that a
    file of the folder declares ids besides its own name. ``says`` is what is wrong, with ``{}``
    for the name, and ``otherwise`` the way out that is always left. ``sections`` are the lists of
    program.yml that declare it, ``key`` is what holds the id there and inside files.
    """

    noun: str
    plural: str
    rule: str
    folders: tuple[str, ...] = ()
    inside: bool = False
    says: str = ""
    otherwise: str = ""
    sections: tuple[str, ...] = ()
    key: str = "id"
