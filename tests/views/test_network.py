"""The ring of a network, without any rows."""

from itertools import combinations

import pytest

from archive.models import Person
from archive.views.network import HEIGHT, LARGEST_DOT, MOST_LINKS, WIDEST_LINE, drawn, seated
from archive.views.tallying import Tallied

NAMES = tuple("abcdefghijkl")


def shared(**counts):
    return {frozenset(pair): count for pair, count in counts.items()}


def people(names):
    return [Tallied(Person(slug=name, name=name.upper()), 20 - number) for number, name in enumerate(names)]


def draw(names, counts):
    return drawn(Person(slug="me", name="Me"), people(names), counts)


def neighbours(ring, one):
    place = ring.index(one)
    return {ring[place - 1], ring[(place + 1) % len(ring)]}


def test_who_is_often_named_together_sits_side_by_side():
    ring = seated("abcdef", shared(ad=9, be=9, cf=9))
    assert sorted(ring) == list("abcdef")
    assert all(other in neighbours(ring, one) for one, other in ("ad", "be", "cf"))


def test_same_counts_give_the_same_picture():
    counts = {frozenset(pair): (ord(pair[0]) * 7 + ord(pair[1]) * 3) % 11 for pair in combinations(NAMES, 2)}
    backwards = dict(reversed(counts.items()))
    one, other = draw(NAMES, counts), draw(NAMES, backwards)
    assert [(node.person.slug, node.x, node.y) for node in one.nodes] == [
        (node.person.slug, node.x, node.y) for node in other.nodes
    ]
    assert [(link.first.slug, link.second.slug) for link in one.links] == [
        (link.first.slug, link.second.slug) for link in other.links
    ]


def test_names_stand_outside_the_ring_and_never_above_one_another():
    network = draw(NAMES, {})
    assert all((node.anchor == "start") == (node.x > 50) for node in network.nodes)
    for one, other in combinations(network.nodes, 2):
        assert one.anchor != other.anchor or abs(one.y - other.y) >= 16
    assert all(0 < node.y < HEIGHT for node in network.nodes)


def test_strongest_links_are_drawn_and_widths_are_on_one_scale():
    counts = {frozenset(pair): number for number, pair in enumerate(combinations(NAMES, 2), 1)}
    network = draw(NAMES, counts)
    assert len(network.links) == MOST_LINKS < len(counts)
    assert min(link.count for link in network.links) == len(counts) - MOST_LINKS + 1
    assert max(link.width for link in network.links) == WIDEST_LINE
    assert [link.count for link in network.rows] == sorted((link.count for link in network.links), reverse=True)


@pytest.mark.parametrize("number", [2, 3, 7])
def test_fewer_neighbours_make_a_smaller_ring(number):
    network = draw(NAMES[:number], {})
    assert len(network.nodes) == len(network.spokes) == number
    assert network.links == ()
    assert max(node.radius for node in network.nodes) == LARGEST_DOT
