"""Values of the wrong type, form or range, in plain words with a way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from partnerbook.findings import Repair
from partnerbook.load.guess import named, readings
from partnerbook.load.inner import with_keys
from partnerbook.load.said import (
    MOST_CHOICES,
    Case,
    Said,
    as_yaml,
    listed,
    meant,
    name_of,
    removed,
    replaced,
    shape,
    shown,
)
from partnerbook.model.scalars import FORMATS
from partnerbook.model.scope import For
from partnerbook.values.ident import closest

_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "entries of its own",
}

_OF_A_PERIOD = (
    "bands of a period count all that was bought in it, as one order does not say which part of"
    " that lies in which band; bands by list value or quantity of an order can be marginal"
)


def wrong_type(case: Case) -> Iterator[Said]:
    """A list where a text belongs, digits where text is meant, and the like."""
    wanted = case.limit
    value = case.value
    if wanted == "string" and _is_number(value):
        yield _number_for_text(case)
    elif wanted == "string" and isinstance(value, bool):
        yield _switch_for_text(case)
    elif (dimension := _no_dimension(case)) is not None:
        yield dimension
    else:
        types = [wanted] if isinstance(wanted, str) else wanted
        # Only ``for:`` takes two types, and then the text is one word.
        expected = _TYPES[types[0]] if len(types) == 1 else "everyone or entries of its own"
        yield _said(
            case,
            "wrong-type",
            f"{name_of(case.steps)} takes {expected}, not {_described(value)}",
            f"{expected} is expected",
            *(_way_out(case, types, value) or (with_keys(case) if types == ["object"] else ())),
        )


def _no_dimension(case: Case) -> Said | None:
    """A key of a scope that can be no dimension, whatever its value: what is wrong is its name.

    What a program declares itself has an id, in which no underscore stands.
    """
    key = str(case.steps[-1])
    near = closest(key, For.model_fields, 1)
    inside = len(case.steps) > 1 and case.steps[-2] == "for"
    if not inside or key in For.model_fields or not (near or "_" in key):
        return None
    at = case.ref().key()
    tail = f"; did you mean `{near[0]}`?" if near else ""
    renamed = (replaced(at, near[0], f"rename it to `{near[0]}`"),) if near else ()
    said = shape(
        "unknown-key",
        f"there is no dimension called `{shown(key)}`{tail}",
        at,
        "unknown key",
        help=renamed,
        facts=(key,),
    )
    return Said((case.steps, "value"), 0, said)


def wrong_choice(case: Case) -> Iterator[Said]:
    """A word that is not one of the few that are allowed."""
    choices: list[str] = case.limit
    value = case.value
    near = closest(shown(value), choices, 1) or _begun(shown(value), choices)
    if isinstance(value, bool) and "yes" in choices:
        near = ("yes" if value else "no",)
    told = not near and len(choices) <= MOST_CHOICES
    tail = f"did you mean {near[0]}?" if near else f"it can be {listed(choices)}"
    if choices == ["all-units"] and value == "marginal":
        tail, near = _OF_A_PERIOD, ("all-units",)
    yield _said(
        case,
        "wrong-value",
        f"{name_of(case.steps)} cannot be {_plainly(value)}; {tail}",
        "not one of its words",
        *(replaced(case.ref(), word) for word in near),
        # A number or switch among words is a wrong word; a list or group is a wrong type.
        rank=1 if isinstance(value, (dict, list)) else -1,
        notes=() if told else (("choices", ", ".join(choices)),),
    )


def _begun(word: str, choices: list[str]) -> tuple[str, ...]:
    """The only choice that begins as the most of a word does: registred, registration."""
    least = max(4, len(word) // 2 + 1)
    found = [choice for choice in choices if choice[:least] == word[:least]]
    return tuple(found) if len(found) == 1 else ()


def wrong_form(case: Case) -> Iterator[Said]:
    """A text that its format refuses, for the format's own plain reason."""
    name, text = case.schema["format"], case.value
    try:
        FORMATS[name](text)
    except ValueError as reason:
        in_name = "propertyNames" in case.schema_steps
        steps = (*case.steps, text) if in_name else case.steps
        at = case.ref(text).key() if in_name else case.ref()
        tail, repairs = meant(at, readings(name, text), named=partial(named, name))
        said = f"the key `{shown(text)}`" if in_name else f"{name_of(steps)} says {shown(text)}"
        yield Said(
            (steps, "key" if in_name else "value"),
            2,
            shape(
                "wrong-value",
                f"{said}: {reason}{tail}",
                at,
                str(reason),
                help=repairs,
                facts=(name,),
            ),
        )


def wrong_range(case: Case) -> Iterator[Said]:
    """A number too small or too large."""
    limit = case.limit
    bound = "at least" if case.error.validator == "minimum" else "at most"
    value = case.value
    yield _said(
        case,
        "wrong-value",
        f"{name_of(case.steps)} is {shown(value)}; it is {bound} {limit}",
        f"{bound} {limit}",
        rank=3,
    )


def repeated(case: Case) -> Iterator[Said]:
    """Values that a list has twice: each is said at its later place."""
    items: list[Any] = case.value
    for number, item in enumerate(items):
        first = items.index(item)
        if first < number and not isinstance(item, bool):
            steps = (*case.steps, number)
            yield Said(
                (steps, "value"),
                3,
                shape(
                    "wrong-value",
                    f"{name_of(case.steps)} lists {shown(item)} twice",
                    [(case.ref(number), "again"), (case.ref(first), "listed here first")],
                    help=(removed(case.ref(number)),),
                ),
            )


def _said(
    case: Case,
    name: str,
    message: str,
    label: str,
    *repairs: Repair,
    rank: int = 0,
    notes: tuple[tuple[str, str], ...] = (),
) -> Said:
    finding = shape(name, message, case.ref(), label, help=repairs, notes=notes)
    return Said((case.steps, "value"), rank, finding)


def _number_for_text(case: Case) -> Said:
    """Digits without quotes: a unit is missing, or the quotes are."""
    value, named = shown(case.value), name_of(case.steps)
    form = case.schema.get("format", "line")
    unit = case.schema.get("x-unit", "")
    if unit:
        return _without_unit(case, unit)
    try:
        FORMATS[form](value)
    except ValueError as reason:
        tail, repairs = meant(case.ref(), readings(form, value))
        message = f"{named} says {value}: {reason}{tail}"
        return _said(case, "wrong-value", message, str(reason), *repairs)
    return _said(
        case,
        "number-needs-quotes",
        f"{named} is a text, but {value} without quotes is read as a number; put it in quotes",
        "read as a number",
        replaced(case.ref(), f'"{value}"'),
    )


def _without_unit(case: Case, unit: str) -> Said:
    """A bare number where a percentage, an amount or a duration is meant."""
    value = Decimal(case.value)
    such_as, repairs = f"{value:f}{unit}", [Repair(f"write {value:f}{unit}, if that is meant")]
    if unit == "%":
        repairs = [replaced(case.ref(), f"{value:f}%")]
        if 0 < value < 1:
            as_share = f"{value * 100:f}".rstrip("0").rstrip(".") + "%"
            repairs.insert(0, replaced(case.ref(), as_share, f"write {as_share}, if it is a share"))
            such_as = f"{as_share} or {such_as}"
    return _said(
        case,
        "number-needs-unit",
        f"{name_of(case.steps)} is {value:f} without a unit; write it with one, such as {such_as}",
        "a number without its unit",
        *repairs,
    )


def _switch_for_text(case: Case) -> Said:
    """A switch where a text is meant; in a scope people mean yes or no."""
    word = shown(case.value)
    in_scope = "for" in case.steps or "except" in case.steps
    meant = {"true": "yes", "false": "no"}[word] if in_scope else f'"{word}"'
    return _said(
        case,
        "wrong-type",
        f"{name_of(case.steps)} takes a text, not {word}; write {meant}",
        "a text is expected",
        replaced(case.ref(), meant),
    )


def _way_out(case: Case, wanted: list[str], value: Any) -> tuple[Repair, ...]:
    """The repair for a value of another type that is easily turned into the right one."""
    if wanted == ["array"] and not isinstance(value, (dict, list)):
        words = value.split(",") if isinstance(value, str) else [shown(value)]
        codes = [word.strip() for word in words] if _CODES.match(",".join(words)) else [str(value)]
        listed_ = ", ".join(as_yaml(code) for code in codes)
        return (replaced(case.ref(), f"[{listed_}]", "write it as a list"),)
    if wanted == ["string"] and isinstance(value, list) and len(value) == 1:
        only = value[0]
        if isinstance(only, str):
            return (replaced(case.ref(), as_yaml(only), "write it without the brackets"),)
    if wanted == ["integer"] and (isinstance(value, str) or _is_number(value)):
        digits = str(value).strip().replace("_", "").replace(",", "")
        whole = digits.partition(".")[0] if set(digits.partition(".")[2]) <= {"0"} else ""
        if whole.isascii() and whole.isdigit():
            return (replaced(case.ref(), str(int(whole))),)
    if wanted == ["boolean"] and isinstance(value, str) and value.lower() in _SWITCHES:
        return (replaced(case.ref(), _SWITCHES[value.lower()]),)
    return ()


_CODES = re.compile(r"[A-Za-z0-9-]+(?:\s*,\s*[A-Za-z0-9-]+)*\Z")
_SWITCHES = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false"}


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _plainly(value: object) -> str:
    return _described(value) if isinstance(value, (dict, list)) else shown(value)


def _described(value: object) -> str:
    """A value as a message names it: its own words if it is short and simple."""
    if isinstance(value, dict):
        return "a group of entries"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Decimal):
        return f"{value}, which has decimals"
    return f'the text "{shown(value)}"' if isinstance(value, str) else shown(value)


def empty(case: Case) -> Iterator[Said]:
    """A list or mapping with nothing in it."""
    yield _said(
        case,
        "wrong-value",
        f"{name_of(case.steps)} is empty; leave it out, or write what is meant",
        "nothing in it",
        rank=3,
    )
