"""A set of leaves of a tree in as few node names as say exactly the same."""

from __future__ import annotations

from dataclasses import dataclass

from partnerbook.resolve.axes import Tree
from partnerbook.values.box import Spans, meet_spans, subtract_spans


@dataclass(frozen=True, slots=True)
class Term:
    """A whole node less some whole nodes inside it: ``DE`` without ``DE-BE``."""

    code: str
    but: tuple[str, ...] = ()


def cover(tree: Tree, held: Spans) -> tuple[Term, ...]:
    """The fewest names for a set of leaves, in the order of the tree.

    "Germany except Berlin" where that is shorter than naming fifteen states; at a tie the plain
    list wins, because it needs no second thought.
    """
    return _terms(tree, tree.root, held)


def whole_nodes(tree: Tree, held: Spans) -> tuple[str, ...]:
    """The fewest whole nodes that make up a set of leaves."""
    return _whole(tree, tree.root, held)


def _terms(tree: Tree, node: str, held: Spans) -> tuple[Term, ...]:
    stretch = (tree.stretch[node],)
    inside = meet_spans(held, stretch)
    if not inside:
        return ()
    if inside == stretch:
        return (Term(_plainest(tree, node)),)
    parts = tuple(term for child in tree.children[node] for term in _terms(tree, child, inside))
    outside = _whole(tree, node, subtract_spans(stretch, inside))
    listed = sum(1 + len(term.but) for term in parts)
    if 1 + len(outside) < listed:
        return (Term(node, outside),)
    return parts


def _whole(tree: Tree, node: str, held: Spans) -> tuple[str, ...]:
    stretch = (tree.stretch[node],)
    inside = meet_spans(held, stretch)
    if not inside:
        return ()
    if inside == stretch:
        return (_plainest(tree, node),)
    return tuple(code for child in tree.children[node] for code in _whole(tree, child, inside))


def _plainest(tree: Tree, node: str) -> str:
    """A region that holds one country only is called by the country's name."""
    while node.isdigit() and len(tree.children[node]) == 1:
        node = tree.children[node][0]
    return node
