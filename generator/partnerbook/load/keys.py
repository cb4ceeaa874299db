"""Keys that are missing, unknown or out of place, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.findings import Ref, Repair
from partnerbook.load.lookup import Schema, field_of, rule_of
from partnerbook.load.said import (
    Case,
    Said,
    Steps,
    as_yaml,
    listed,
    name_of,
    place_of,
    removed,
    replaced,
    shape,
    shown,
)
from partnerbook.values.ident import closest

# Words that people write for a key of ours; typing slips are found without a table.
_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "until": ("through", "first_term_through", "below"),
    "to": ("through", "first_term_through", "below"),
    "end": ("through", "end_of_sale", "ended", "first_term_through"),
    "expires": ("through", "first_term_through"),
    "valid_until": ("through", "first_term_through"),
    "through": ("first_term_through", "below"),
    "start": ("from",),
    "since": ("from",),
    "valid_from": ("from",),
    "percent": ("rate",),
    "percentage": ("rate",),
    "discount": ("rate", "rates"),
    "title": ("name",),
    "label": ("name",),
    "description": ("summary", "text"),
    "territory": ("places",),
    "territories": ("places",),
    "countries": ("places",),
    "country": ("places", "place"),
    "regions": ("places",),
    "notes": ("note",),
    "levels": ("tiers",),
    "maximum": ("caps",),
    "cap": ("caps",),
    "scope": ("for",),
    "applies_to": ("for",),
    "excluding": ("except",),
    "exclude": ("except",),
}


# What else may be meant by a word, besides the likeliest key: how a message ends, and the way out.
_OR_ELSE: Mapping[str, tuple[str, str]] = {
    "below": (", the first amount that is no longer in it", ""),
    "first_term_through": (
        ", or `notice_given` or `status: terminated` to end it",
        "or, if it ends then, write `notice_given:`, or `status: terminated` and `ended:`",
    ),
}

_ANCHORS = {
    "deal-registration": "registration",
    "commission": "first-sale",
    "revenue-share": "first-sale",
    "rebate": "invoice",
    "development-funds": "invoice",
    "co-op": "invoice",
    "practice-fund": "contract",
}
"""By which date incentives of a kind mostly go; all others by that of the order."""


def missing(case: Case) -> Iterator[Said]:
    """Keys that must be there and are not: said at the mapping that lacks them."""
    # The validator has one error for each, all alike; what is said twice is kept once.
    for key in case.limit:
        if key in case.value:
            continue
        field = field_of(case.root, case.schema_steps, key)
        why = case.schema.get("errorMessage") or _lowered(field["description"])
        words = f"; it can be {listed(field['enum'])}" if len(field.get("enum", ())) > 1 else ""
        yield Said(
            about=(case.steps, "missing", key),
            rank=0 if "errorMessage" in case.schema else 1,
            finding=shape(
                "missing-key",
                f"`{key}` is missing in {place_of(case, case.steps)}: {why}{words}",
                [(case.ref().key(), f"`{key}` is missing"), *_because(case, case.steps)],
                help=(Repair(f"add `{key}:`{_such_as(_fitting(key, case.value, field))}"),),
                facts=(key,),
            ),
            missing=(case.steps, key),
        )


def unknown(case: Case) -> Iterator[Said]:
    """Keys that mean nothing here: each is said at the key."""
    known: list[str] = [
        key for key, field in case.schema["properties"].items() if "not" not in field
    ]
    for key in case.value:
        if key in known:
            continue
        free = [name for name in known if name not in case.value]
        meant = _meant(key, free)
        also, or_else = _OR_ELSE.get(meant, ("", ""))
        tail = f"did you mean `{meant}`{also}?" if meant else f"known are {_known(known)}"
        at = case.ref(key)
        renamed = replaced(at.key(), meant, f"rename it to `{meant}`") if meant else None
        yield Said(
            about=(case.steps, "unknown", key),
            rank=0,
            finding=shape(
                "unknown-key",
                f"there is no key `{shown(key)}` in {place_of(case, case.steps)}; {tail}",
                at.key(),
                "unknown key",
                help=(
                    *((renamed,) if renamed else ()),
                    *((Repair(or_else),) if or_else else ()),
                    removed(at),
                ),
                facts=(key,),
            ),
            meant=(case.steps, meant),
        )


def misplaced(case: Case) -> Iterator[Said]:
    """A key that exists but does not go with another one: said at the key."""
    why = case.schema["errorMessage"]
    at = case.ref()
    yield Said(
        about=(case.steps, "key"),
        rank=0,
        finding=shape(
            "misplaced-key",
            f"{name_of(case.steps)} does not belong here: {why}",
            [(at.key(), "does not belong here"), *_because(case, case.steps[:-1])],
            help=(removed(at),),
        ),
    )


def _because(case: Case, steps: Steps) -> list[tuple[Ref, str]]:
    """The entry that makes a rule apply, if there is one."""
    rule = rule_of(case.root, case.schema_steps)
    condition = rule.get("if", {})
    (key,) = condition.get("properties", condition.get("required", [""]))
    return [(Ref(case.document).child(*steps, key), "because of this")] if "then" in rule else []


def _meant(key: str, free: list[str]) -> str:
    for word in _OTHER_WORDS.get(key.lower(), ()):
        if word in free:
            return word
    return next(iter(closest(key, free, 1)), "")


def _known(known: list[str]) -> str:
    return listed([f"`{key}`" for key in known], "and")


def _fitting(key: str, around: Mapping[str, Any], field: Schema) -> Schema:
    """The field with the example that fits the mapping around it."""
    if key != "anchor" or "kind" not in around:
        return field
    return {**field, "examples": [_ANCHORS.get(str(around["kind"]), "order")]}


def _such_as(field: Schema) -> str:
    example: Any = next(iter(field.get("examples", ())), None)
    if isinstance(example, list) and all(isinstance(item, str) for item in example):
        return f", for example `[{', '.join(map(as_yaml, example))}]`"
    if isinstance(example, (dict, list)) or example is None:
        return ""
    return f", for example `{as_yaml(example) if isinstance(example, str) else shown(example)}`"


def _lowered(sentence: str) -> str:
    text = sentence.removesuffix(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
