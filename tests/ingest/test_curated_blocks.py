"""A curator's blocks in a new reading."""

from __future__ import annotations

from archive.ingest.blocks import Block
from archive.ingest.curated_blocks import curated_blocks, laid_over, said_of

TEXT = "A title\n\nFirst words of it.\nSecond words of it.\n\nShare this"
READ = (
    Block(0, 7, "title", "first-line", text="A title"),
    Block(9, 47, "paragraph", "prose", text="First words of it. Second words of it."),
    Block(49, 59, "widget", "share", text="Share this"),
)
STORED = [[0, 7, "title", "first-line", "machine"], [28, 47, "caption", "", "curator"]]


def test_only_blocks_of_a_curator_are_kept() -> None:
    found, gone = curated_blocks(STORED, TEXT, TEXT)

    assert [(block.start, block.end, block.kind, block.origin) for block in found] == [(28, 47, "caption", "curator")]
    assert gone == []


def test_block_is_found_again_by_its_words_in_another_text() -> None:
    found, gone = curated_blocks(STORED, TEXT, "New.\n\n" + TEXT)
    assert [(block.start, block.end) for block in found] == [(34, 53)]

    found, gone = curated_blocks(STORED, TEXT, TEXT.replace("Second", "Other"))
    assert found == []
    assert [block.text for block in gone] == ["Second words of it."]


def test_what_a_curators_block_leaves_of_another_stays() -> None:
    found, _ = curated_blocks(STORED, TEXT, TEXT)

    laid = laid_over(READ, found, TEXT)

    assert [(block.kind, block.origin, block.text) for block in laid] == [
        ("title", "machine", "A title"),
        ("paragraph", "machine", "First words of it."),
        ("caption", "curator", "Second words of it."),
        ("widget", "machine", "Share this"),
    ]


def test_every_line_is_still_in_a_block() -> None:
    for start, end in ((0, 7), (9, 59), (12, 30), (49, 59)):
        found, _ = curated_blocks([[start, end, "caption", "", "curator"]], TEXT, TEXT)
        laid = laid_over(READ, found, TEXT)
        left = list(TEXT)
        for block in laid:
            assert all(left[i] != "\0" for i in range(block.start, block.end))
            left[block.start : block.end] = "\0" * (block.end - block.start)
        assert not "".join(left).replace("\0", "").strip()


def test_reading_says_what_most_of_a_block_is() -> None:
    assert said_of(Block(28, 47, "caption", ""), READ) == "paragraph"
    assert said_of(Block(40, 59, "caption", ""), READ) == "widget"
    assert said_of(Block(59, 60, "caption", ""), READ) == ""
