"""What every test may ask for: the repository root, `--accept`, and how hard Hypothesis tries."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from partnerbook.check import repairs, run
from partnerbook.check.outcome import Outcome, examine
from partnerbook.check.report import Report
from partnerbook.rulebook import Answers
from partnerbook.source.tree import FolderTree, Tree

# Programs are many small things that stay: the collector would go over them again and again.
gc.set_threshold(50_000, 20, 20)

# The suite gives the same verdict on the same commit (derandomize); `make fuzz` looks further.
# No deadline: shared machines are slow at times, and slow is judged by benchmarks, not by tests.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    max_examples=60,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "fuzz",
    settings.get_profile("house"),
    derandomize=False,
    max_examples=2000,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--accept`: rewrite the expected files, so that the git diff is the review."""
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite goldens and page examples with what the program says now",
    )


@pytest.fixture(scope="session")
def sample_root() -> Path:
    """The repository root, which holds the sample program."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def good(sample_root: Path) -> Tree:
    """The sample program as it is."""
    return FolderTree(sample_root)


@pytest.fixture(scope="session")
def known(good: Tree) -> Answers:
    """The answers about the good sample, so that only what a change touches is worked out anew."""
    outcome = examine(good, None, "", None)
    assert outcome.answers is not None
    assert outcome.standing == ()
    return outcome.answers


@pytest.fixture(scope="session", autouse=True)
def sample_known(good: Tree, request: pytest.FixtureRequest) -> Iterator[None]:
    """Commands that a test runs in this process take over what is ``known`` of the good sample.

    Else each would work out its every deal again. That the same comes out is what
    tests/check/test_known.py and tests/pricing/test_by_tier.py are for.
    """
    plain, frame = run.check_tree, good.read("program/program.yml")

    def check_tree(tree: Tree, *given: Any, **named: Any) -> Report:
        if len(given) < 4 and "known" not in named and tree.read("program/program.yml") == frame:
            named["known"] = request.getfixturevalue("known")
        return plain(tree, *given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "check_tree", check_tree)
        yield


@pytest.fixture
def near(known: Answers, monkeypatch: pytest.MonkeyPatch) -> Callable[[Tree], Answers]:
    """``near(tree)``: what is known already about a tree with a repair in it.

    If the check has tried this repair in the same test: the answers about the very same files, so
    that a test which makes the repair itself works out no deal twice. Else ``known``.
    """
    tried: list[tuple[Tree, Answers]] = []

    def examined(tree: Tree, *more: Any, **named: Any) -> Outcome:
        outcome = examine(tree, *more, **named)
        if outcome.answers:
            tried.append((tree, outcome.answers))
        return outcome

    def found(tree: Tree) -> Answers:
        files = contents(tree)
        return next((answers for one, answers in tried if contents(one) == files), known)

    monkeypatch.setattr(repairs, "examine", examined)
    return found


def contents(tree: Tree) -> list[object]:
    """All paths of a tree, each with its bytes."""
    return [(path, tree.read(path)) for path in tree.list()[0]]
