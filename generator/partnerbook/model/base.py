"""What every model shares: nothing unknown, nothing coerced, nothing null, and rules by branch.

``required`` and ``optional`` declare a field with all that its schema must say, ``each`` the values
of an open mapping. ``Maybe[X]`` is a field that may be absent (never null), ``Items[X]`` a list
that is not empty, ``Names[X]`` a list of texts without repeats. ``Rule`` says which fields go with
which, once for model and schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from annotated_types import MinLen
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticUndefined, core_schema

T = TypeVar("T")
Level = Literal["public", "partner", "distributor", "own", "internal"]
Adverse = Literal[
    "decrease", "increase", "removal", "narrowing", "earlier", "later", "any", "none", "order"
]


def required(
    title: str,
    about: str,
    example: object,
    *,
    audience: Level = "public",
    adverse: Adverse = "none",
    key: str | None = None,
    default: Any = PydanticUndefined,
) -> Any:
    """A field that every file must state.

    ``about`` says in plain words what it means, with its unit and base. ``audience`` is the widest
    group that may see it; ``adverse`` is the change of it that hurts a partner. ``key`` is its
    name in the file where Python cannot use that.
    """
    return Field(
        default,
        title=title,
        description=about,
        examples=[example],
        alias=key,
        json_schema_extra={"x-audience": audience, "x-adverse": adverse},
    )


def optional(
    title: str,
    about: str,
    example: object,
    *,
    audience: Level = "public",
    adverse: Adverse = "none",
    key: str | None = None,
    default: Any = None,
) -> Any:
    """A field that a file may leave out. Otherwise as ``required``."""
    return required(
        title, about, example, audience=audience, adverse=adverse, key=key, default=default
    )


def each(title: str, about: str, example: object) -> Any:
    """What to say of every value of an open mapping; its audience is that of the mapping."""
    return Field(title=title, description=about, examples=[example])


class _Absent:
    """Makes ``X | None`` accept X only: a field is absent, or it has a value."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler(source)
        if schema["type"] != "nullable":
            raise TypeError(f"Maybe is for optional fields, not for {source!r}")
        inner: CoreSchema = schema["schema"]
        return inner


class _Different:
    """Refuses a list that says the same thing twice."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_all_different, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "uniqueItems": True}


def _all_different(values: tuple[T, ...]) -> tuple[T, ...]:
    if len(set(values)) != len(values):
        raise ValueError("the same value twice")
    return values


Maybe = Annotated[T | None, _Absent()]
Items = Annotated[tuple[T, ...], Strict(False), MinLen(1)]
Names = Annotated[tuple[T, ...], Strict(False), MinLen(1), _Different()]


@dataclass(frozen=True, slots=True)
class Rule:
    """Which fields go together: if ``key`` is there (with one of ``values``), or is not.

    ``when`` is ``present`` or ``absent``; ``without`` narrows it to mappings that have none of
    these. Then all of ``require`` must be there and none of ``refuse``. ``why`` ends the finding:
    "a rebate pays by bands".
    """

    key: str
    why: str
    when: Literal["present", "absent"] = "present"
    values: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()

    def broken_by(self, said: Mapping[str, object]) -> bool:
        """Whether a mapping with these entries breaks the rule."""
        met = self.key in said and (not self.values or said[self.key] in self.values)
        if met != (self.when == "present") or any(key in said for key in self.without):
            return False
        return any(key not in said for key in self.require) or any(
            key in said for key in self.refuse
        )

    @property
    def schema(self) -> dict[str, Any]:
        """The same rule in JSON Schema: if / then, never a bare anyOf.

        ``errorMessage`` is what editors show instead of their own words.
        """
        condition: dict[str, Any] = {"required": [self.key]}
        if self.values:
            condition = {"properties": {self.key: {"enum": list(self.values)}}, **condition}
        if self.without and self.when == "present":
            condition["not"] = {"required": list(self.without)}
        elif self.without:
            # Neither is there: what is asked is whether not both are absent.
            keys = (self.key, *self.without)
            condition = {"not": {"allOf": [{"not": {"required": [key]}} for key in keys]}}
        duty: dict[str, Any] = {"errorMessage": self.why}
        if self.require:
            duty["required"] = list(self.require)
        if self.refuse:
            never = {"not": {}, "errorMessage": self.why, "doNotSuggest": True}
            duty["properties"] = dict.fromkeys(self.refuse, never)
        return {"if": condition, "then" if self.when == "present" else "else": duty}


def exactly_one(first: str, second: str, why: str) -> tuple[Rule, Rule]:
    """Either the first field or the second, never both."""
    return (
        Rule(second, why, refuse=(first,)),
        Rule(second, why, when="absent", require=(first,)),
    )


def at_least_one(first: str, second: str, why: str) -> tuple[Rule]:
    """The first field, the second, or both."""
    return (Rule(second, why, when="absent", require=(first,)),)


def _in_words(model: type) -> str:
    """``RateRow`` → ``Rate row``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()


class Part(BaseModel):
    """A mapping in a file."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, model_title_generator=_in_words
    )

    def plain(self) -> dict[str, Any]:
        """What the file says, by its own keys: text, int, bool, date, Percent, Money, Duration.

        Lists are tuples, mappings are dicts; what the file leaves out is not there.
        """
        fields = type(self).model_fields
        said = {name: getattr(self, name) for name in fields if name in self.model_fields_set}
        named = {fields[name].alias or name: _plain(value) for name, value in said.items()}
        return {**named, **{key: _plain(value) for key, value in (self.model_extra or {}).items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return value.plain()
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return dict(value) if isinstance(value, Mapping) else value


class RuledPart(Part):
    """A mapping in which some fields go only with others, as ``RULES`` say."""

    RULES: ClassVar[tuple[Rule, ...]] = ()

    @model_validator(mode="after")
    def _rules_hold(self) -> Self:
        fields = type(self).model_fields
        said = {fields[name].alias or name: getattr(self, name) for name in self.model_fields_set}
        for rule in self.RULES:
            if rule.broken_by(said):
                raise ValueError(rule.why)
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        said = handler.resolve_ref_schema(handler(schema))
        said["allOf"] = [rule.schema for rule in cls.RULES]
        return said


def choices(literal: object) -> Sequence[str]:
    """The words of a ``Literal`` type, in the order written."""
    args = getattr(literal, "__args__", ())
    return [str(word) for word in args]
