"""Who published, as the page says it."""

from __future__ import annotations

import pytest

from archive.ingest.blocks import classify
from archive.ingest.publishers import find_publisher, find_republisher
from tests.ingest.gazetteers import SMALL
from tests.ingest.texts import BRIDGE


@pytest.mark.parametrize(
    ("above", "below", "slug", "rule"),
    [
        ("Publication: The Harbour Gazette Volume: 3", "", "harbour-gazette", "publication-line"),
        ("Source: An Unknown Paper", "", "", "publication-line"),
        ("", "ILSE MARROW | Second Press", "second-press", "publisher-in-byline"),
        ("", "ILSE MARROW | An Unknown Paper", "", "publisher-in-byline"),
        ("", "© 2018 The Harbour Gazette. All rights reserved.", "harbour-gazette", "publisher-named-on-the-page"),
        ("The Harbour Gazette", "", "harbour-gazette", "publisher-named-on-the-page"),
        ("HarbourGazette | World", "", "harbour-gazette", "publisher-named-on-the-page"),
        ("Ilse Marrow\n\nFellow of the Northern Affairs Council", "", "northern-council", "house-of-the-author"),
    ],
)
def test_publisher_is_named_somewhere_on_the_page(above: str, below: str, slug: str, rule: str) -> None:
    found = find_publisher(classify(f"{above}\n\n{BRIDGE}\n\n{below}", SMALL.source_names), SMALL)

    assert found is not None
    assert (found.slug, found.rule) == (slug, rule)
    assert found.evidence in f"{above}\n{below}"


def test_a_page_that_names_no_publisher_has_none() -> None:
    assert find_publisher(classify(BRIDGE, SMALL.source_names), SMALL) is None


def test_a_publisher_named_in_a_sentence_is_none() -> None:
    text = BRIDGE.replace("The new bridge", "The new bridge, The Harbour Gazette and Second Press report,")

    assert find_publisher(classify(text, SMALL.source_names), SMALL) is None


@pytest.mark.parametrize(
    ("below", "slug"),
    [
        ("ILSE MARROW | Northern Affairs Council\n\nSecond Press", "second-press"),
        ("ILSE MARROW | Northern Affairs Council\n\nNorthern Affairs Council", None),
        ("ILSE MARROW | Northern Affairs Council\n\nAn Unknown Paper", None),
        ("Second Press", None),
    ],
)
def test_republisher_stands_under_a_signature_with_another_publisher(below: str, slug: str | None) -> None:
    blocks = classify(f"{BRIDGE}\n\n{below}", SMALL.source_names)

    found = find_republisher(blocks, SMALL, find_publisher(blocks, SMALL))

    assert (found.slug if found else None) == slug
