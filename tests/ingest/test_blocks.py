"""Every line is something, nothing is lost, and the body holds what an article says and no more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.blocks import classify
from archive.ingest.body import assemble
from archive.ingest.lines import plain
from archive.ingest.understanding import NothingToReadError, understand
from tests.ingest.gazetteers import SMALL
from tests.ingest.texts import HELSINKI

LINES = st.sampled_from(
    [
        "", "", "", "Menu", "Home | World | Sport | Weather", "Share this article", "By Tobias Renfrew", "16 July 2018",
        "Related articles", "Sergei Ivanov:", "Putin, Merkel and the gas", "portrait.jpg", "(votes: 4, rating: 4.75)",
        "Helsinki waits for two presidents", "© 2018 The Harbour Gazette", "Leave a Reply", "About the author",
        "Vladimir Putin and Donald Trump will meet at the Helsinki summit on Monday, and the square has been swept.",
        "Nobody in the harbour knows what the two of them will talk about, and President Kim has not been asked.",
        "– a first point of several, about the lamps", "What was left", "Yes.", "\u00a0 \u2009", "Сold “War”",
        "Bush said so twice on 07/12/2018; Bush was late.", "Tobias Renfrew", "Poll", "33 (31%)", "…",
    ]
)  # fmt: skip
PAGES = st.lists(LINES, max_size=25).map("\n".join)


def check_blocks(text: str) -> None:
    blocks = classify(text, SMALL.source_names)
    assert all(block.start < block.end and block.kind and block.rule for block in blocks)
    assert all(one.end <= other.start for one, other in zip(blocks, blocks[1:], strict=False))
    covered = "".join(plain(text[block.start : block.end]).replace(" ", "") for block in blocks)
    assert covered == plain(text).replace(" ", "")


@given(PAGES)
def test_each_line_of_a_page_is_in_exactly_one_block(text: str) -> None:
    check_blocks(text)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=200))
def test_each_line_of_any_text_is_in_exactly_one_block(text: str) -> None:
    check_blocks(text)


@given(PAGES)
def test_body_is_its_blocks_with_one_blank_line_between(text: str) -> None:
    body = assemble(classify(text, SMALL.source_names))

    assert body.text == "\n\n".join(block.text for block in body.blocks)
    assert all(body.text.startswith(block.text, start) for block, start in zip(body.blocks, body.starts, strict=True))
    assert not any("\n" in block.text or "  " in block.text for block in body.blocks)


@given(PAGES)
def test_no_paragraph_of_five_words_stands_twice_in_a_body(text: str) -> None:
    paragraphs = [p for p in assemble(classify(text, SMALL.source_names)).text.split("\n\n") if len(p.split()) >= 8]

    assert len(paragraphs) == len(set(paragraphs))


@given(PAGES)
def test_spans_of_any_page_hold_what_they_stand_for(text: str) -> None:
    try:
        reading = understand(text, SMALL)
    except NothingToReadError:
        return
    for found in reading.people:
        names = {reading.body[start:end] for start, end in found.spans}
        entry = SMALL.person_by_slug[found.slug]
        assert names <= {entry.name, *entry.full_names, *entry.short_names}
    for name in reading.unresolved:
        assert {reading.body[start:end] for start, end in name.spans} == {name.text}
    for event in reading.events:
        assert all(0 <= start < end <= len(reading.body) for start, end in event.spans)
        assert all(0 <= start < end <= len(reading.title) for start, end in event.title_spans)
    if reading.dating:
        assert reading.dating.evidence


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text.split()[0]) for block in classify(text, SMALL.source_names)]


def test_a_page_falls_into_title_date_byline_and_paragraphs() -> None:
    assert kinds(HELSINKI) == [
        ("title", "Helsinki"),
        ("dateline", "16"),
        ("byline", "By"),
        ("paragraph", "Vladimir"),
        ("paragraph", "The"),
        ("paragraph", "Nobody"),
        ("footer", "©"),
    ]


def test_heading_and_list_are_parts_of_the_body() -> None:
    text = HELSINKI.replace("\nNobody", "\n– the lamps in the palace\n\nWhat is left open\n\nNobody")

    assert [kind for kind, _ in kinds(text)][3:-1] == ["paragraph", "paragraph", "list-item", "heading", "paragraph"]


def test_heading_over_a_list_stays_in_the_body() -> None:
    text = HELSINKI.replace(
        "\nNobody", "\nWhat is left open\n\n– the lamps in the palace\n– the tea of the guests\n\nNobody"
    )

    assert [kind for kind, _ in kinds(text)][5:8] == ["heading", "list-item", "list-item"]


def test_a_repeated_title_is_no_paragraph() -> None:
    assert [kind for kind, _ in kinds("Helsinki waits for two presidents\n" + HELSINKI)].count("title") == 1


def test_position_belongs_to_the_paragraph_that_holds_it() -> None:
    body = assemble(classify(HELSINKI, SMALL.source_names))

    assert [body.paragraph_at(start) for start in body.starts] == [0, 1, 2]
    assert body.paragraph_at(len(body.text) - 1) == 2
