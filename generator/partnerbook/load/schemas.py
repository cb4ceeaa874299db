"""The law for one file: the packaged schemas as validators, made once per process.

Never the repository's own ``schemas/`` (those are for editors), and never anything from a network:
references inside a schema are all there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry

from partnerbook.model.scalars import FORMATS
from partnerbook.model.schema import schema_of

_CHECKER = FormatChecker(formats=())


def _asserting(name: str) -> None:
    read = FORMATS[name]

    def check(value: object) -> bool:
        if isinstance(value, str):
            read(value)
        return True

    _CHECKER.checks(name, raises=ValueError)(check)


for _name in FORMATS:
    _asserting(_name)


@cache
def law(kind: str) -> Mapping[str, Any]:
    """The schema of a kind, made once; not to be changed."""
    return schema_of(kind)


@cache
def _validator(kind: str) -> Draft202012Validator:
    empty: Registry[Any] = Registry()
    return Draft202012Validator(law(kind), registry=empty, format_checker=_CHECKER)


def errors(kind: str, data: object) -> Iterator[ValidationError]:
    """Everything that the schema of a kind has against some data, in the schema's own words."""
    return _validator(kind).iter_errors(data)
