"""Who is named together with a person, and with one another: a small network drawn as a ring. Pure but for `network`.

Positions across are percentages of the width, down are pixels. The same counts always give the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import cos, pi, sin, sqrt

import numpy as np

from archive.models import Person
from archive.views.tallying import Tallied, Tallies

MOST_NEIGHBOURS = 12
MOST_LINKS = 24  # between neighbours; those with most articles
HEIGHT, MARGIN = 400, 34  # pixels
WIDEST_LINE, LARGEST_DOT = 7.0, 11.0  # pixels: of the most articles
NARROWEST_LINE, SMALLEST_DOT = 1.0, 4.0

Shared = Mapping[frozenset[str], int]  # two slugs -> articles that name both


@dataclass(frozen=True)
class Node:
    """`is_left` and `is_middle` say on which side of the dot its name stands; `dy` how far below."""

    person: Person
    count: int
    x: float
    y: float
    radius: float
    anchor: str
    dx: float
    dy: float


@dataclass(frozen=True)
class Link:
    first: Person
    second: Person
    count: int
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True)
class Network:
    """`spokes` lead from the person in the middle to each neighbour, `links` from neighbour to neighbour."""

    centre: Node
    nodes: tuple[Node, ...]
    spokes: tuple[Link, ...]
    links: tuple[Link, ...]
    neighbours: tuple[Tallied, ...]
    height: int = HEIGHT

    @property
    def rows(self) -> list[Link]:
        """The links between neighbours for a table, most articles first."""
        return sorted(self.links, key=lambda link: -link.count)


def network(person: Person, neighbours: Sequence[Tallied], tallies: Tallies) -> Network | None:
    """Draw these neighbours, at most MOST_NEIGHBOURS; None where there are fewer than two."""
    if len(neighbours) < 2:
        return None
    return drawn(person, neighbours, tallies.pairs("person", [each.record.slug for each in neighbours]))


def drawn(person: Person, neighbours: Sequence[Tallied], shared: Shared) -> Network:
    ring = seated([each.record.slug for each in neighbours], shared)
    by_slug = {each.record.slug: each for each in neighbours}
    most = max(each.count for each in neighbours)
    nodes = {slug: _node(by_slug[slug], place, len(ring), most) for place, slug in enumerate(ring)}
    centre = Node(person, 0, 50, HEIGHT / 2, LARGEST_DOT, "middle", 0, LARGEST_DOT + 14)
    pairs = [
        (frozenset(pair), shared[frozenset(pair)]) for pair in combinations(ring, 2) if shared.get(frozenset(pair))
    ]
    pairs.sort(key=lambda pair: (-pair[1], sorted(pair[0])))
    widest = max([most, *(count for _pair, count in pairs)])
    return Network(
        centre=centre,
        nodes=tuple(nodes.values()),
        spokes=tuple(_link(centre, node, node.count, widest) for node in nodes.values()),
        links=tuple(
            _link(*(nodes[slug] for slug in sorted(pair)), count, widest) for pair, count in pairs[:MOST_LINKS]
        ),
        neighbours=tuple(neighbours),
    )


def seated(slugs: Sequence[str], shared: Shared) -> tuple[str, ...]:
    """An order for the ring in which who is often named together sits side by side.

    Each seat goes to whoever shares most articles with the one before, the weightiest first; then two change seats as
    long as that shortens the links: the sum of their articles times the seats between their ends.
    """
    return _seated(tuple(slugs), frozenset(shared.items()))


@lru_cache(maxsize=1000)
def _seated(slugs: tuple[str, ...], links: frozenset[tuple[frozenset[str], int]]) -> tuple[str, ...]:
    shared = dict(links)
    left, ring = list(slugs[1:]), list(slugs[:1])
    while left:
        nearest = max(left, key=lambda slug: (shared.get(frozenset((ring[-1], slug)), 0), -slugs.index(slug)))
        ring.append(nearest)
        left.remove(nearest)
    seats = np.arange(len(ring))
    apart = np.abs(seats[:, None] - seats)
    apart = np.minimum(apart, len(ring) - apart)
    weights = np.array(
        [[shared.get(frozenset((one, other)), 0) if one != other else 0 for other in ring] for one in ring]
    )
    best, order = int((weights * apart).sum()), list(seats)
    for _round in ring:
        tried = [_changed(order, one, other) for one, other in combinations(range(len(order)), 2)]
        strains = [int((weights[np.ix_(each, each)] * apart).sum()) for each in tried]
        if not strains or min(strains) >= best:
            break
        best, order = min(strains), tried[strains.index(min(strains))]
    return tuple(ring[number] for number in order)


def _changed(order: Sequence[int], one: int, other: int) -> list[int]:
    changed = list(order)
    changed[one], changed[other] = changed[other], changed[one]
    return changed


def _node(neighbour: Tallied, place: int, places: int, most: int) -> Node:
    """On an ellipse, clockwise; half a seat off the top, so that few names stand above one another."""
    angle = 2 * pi * (place + 0.5) / places
    across, down = sin(angle), -cos(angle)
    radius = round(max(LARGEST_DOT * sqrt(neighbour.count / most), SMALLEST_DOT), 1)
    side = 0 if abs(across) < 0.05 else 1 if across > 0 else -1
    return Node(
        person=neighbour.record,
        count=neighbour.count,
        x=round(50 + 50 * across, 2),
        y=round(HEIGHT / 2 + (HEIGHT / 2 - MARGIN) * down, 1),
        radius=radius,
        anchor={0: "middle", 1: "start", -1: "end"}[side],
        dx=side * (radius + 5),
        dy=4 if side else (radius + 14) * (1 if down > 0 else -1),
    )


def _link(one: Node, other: Node, count: int, widest: int) -> Link:
    width = round(NARROWEST_LINE + (WIDEST_LINE - NARROWEST_LINE) * count / widest, 1)
    return Link(one.person, other.person, count, one.x, one.y, other.x, other.y, width)
