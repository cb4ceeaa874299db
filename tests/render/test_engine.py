"""The template engine: what is data is escaped, what is missing stops the build."""

from __future__ import annotations

from decimal import Decimal

import pytest
from jinja2 import DictLoader, UndefinedError
from jinja2.exceptions import SecurityError

from partnerbook.render.escape import Markup
from partnerbook.render.pages import engine


def filled(source: str, **values: object) -> str:
    environment = engine._environment().overlay(loader=DictLoader({"page": source}))
    return environment.get_template("page").render(**values)


@pytest.mark.parametrize(
    ("source", "value", "written"),
    [
        ("{{ x }}", "<b>", "&lt;b&gt;"),
        ("{{ x }}", 12, "12"),
        ("{{ x }}", Markup("<b>"), "<b>"),
        ("{{ x | prose }}", "a*\n\nb", "a\\*\n\nb"),
        ("{{ x ~ '' }}", Markup("<b>"), "&lt;b&gt;"),
        ("{{ x | upper }}", Markup("<b>"), "&lt;B&gt;"),
        ("{{ x }}", "{{ 7 * 7 }}", "&#123;&#123; 7 \\* 7 &#125;&#125;"),
        ("{{ x }}", "from EUR 10 to EUR 20", "from EUR\xa010 to EUR\xa020"),
    ],
)
def test_every_expression_is_escaped(source: str, value: object, written: str) -> None:
    assert filled(source, x=value) == written


@pytest.mark.parametrize("value", [None, True, Decimal(1), ["a"], object()])
def test_only_texts_and_counts_are_written(value: object) -> None:
    with pytest.raises(TypeError, match="texts and counts only"):
        filled("{{ x }}", x=value)


@pytest.mark.parametrize("source", ["{{ y }}", "{{ x.y }}", "{% if y %}{% endif %}"])
def test_what_is_missing_stops_the_build(source: str) -> None:
    with pytest.raises(UndefinedError):
        filled(source, x="")


def test_templates_are_in_a_sandbox() -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        filled("{{ ''.__class__.__mro__[1].__subclasses__() }}")


@pytest.mark.parametrize(
    ("here", "target", "way"),
    [
        ("index.md", "tiers.md", "tiers.md"),
        ("index.md", "tiers/gold.md", "tiers/gold.md"),
        ("tiers/gold.md", "tiers.md", "../tiers.md"),
        ("tiers/gold.md", "tiers/silver.md", "silver.md"),
        (
            "tiers/gold.md",
            "incentives/rebate.md#what-it-gives",
            "../incentives/rebate.md#what-it-gives",
        ),
    ],
)
def test_links_start_from_the_page(here: str, target: str, way: str) -> None:
    assert engine.path(here, target) == way
    assert engine.link(here, "A [b]", target) == f"[A \\[b\\]]({way})"
