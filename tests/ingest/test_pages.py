"""Where an article stands on a page copied out of a browser, and what becomes of what lies beside it."""

from __future__ import annotations

import pytest

from archive.ingest.blocks import Block, classify
from archive.ingest.lines import Piece, pieces
from archive.ingest.lists import shape
from archive.ingest.marked import Line, capitals

ONE = "The presidents met in the palace on Monday and spoke for two hours behind a closed door, as agreed."
TWO = "Neither of the presidents said afterwards what had been agreed behind that door, and the aides said less."
THREE = "In the palace garden the reporters were told to wait for the presidents until the lamps were lit."
FOUR = "Their aides promised a paper on the talks within a week, as aides have done after every meeting."
MORE = "In the evening the door of the palace was opened, and the reporters in the garden were given tea by the aides."
ARTICLE = "\n\n".join((ONE, TWO, THREE, FOUR))
PAGE = f"A long day in the palace\n\n16 July 2018\n\n{ARTICLE}\n\n"
TEASER = "A ferry company will raise its fares by a tenth from next month, its chairman announced."
OTHER = "Farmers along the coast expect the best harvest of apples in nearly twenty seasons."


def rule_of(text: str, beginning: str) -> tuple[str, str]:
    (block,) = [block for block in classify(text) if block.text.startswith(beginning)]
    return block.kind, block.rule


def body(text: str) -> list[Block]:
    return [block for block in classify(text) if block.is_body]


def test_article_is_found_between_menu_and_footer() -> None:
    menu = "\n".join(f"Section {name}" for name in "ABCDEFGHIJKLMNOP")

    found = body(f"{menu}\n{PAGE}{menu}\n© 2018 The Harbour Gazette")

    assert [block.text for block in found] == [ONE, TWO, THREE, FOUR]


def test_a_longer_notice_on_cookies_is_not_the_article() -> None:
    notice = "\n\n".join(
        f"{kind} cookies are used by this website so that the browser of a user is known again; such cookies may be "
        "set by third parties, may be kept for a year, and may be removed by the user in the settings of the browser."
        for kind in ("Necessary", "Functional", "Statistical", "Marketing", "Social", "Other")
    )

    found = body(f"{PAGE}Privacy overview\n\n{notice}")

    assert [block.text for block in found] == [ONE, TWO, THREE, FOUR]


def test_teasers_under_a_related_heading_are_set_aside() -> None:
    text = f"{PAGE}Most read\n\nFerries become dearer again\n\n{TEASER}\n\nApples without end\n\n{OTHER}\n"

    assert rule_of(text, "A ferry company") == ("related-link", "teaser-under-related")
    assert body(text)[-1].text == FOUR


def test_teasers_about_other_things_are_no_end_of_the_article() -> None:
    teasers = "\n\n".join(
        f"Headline of number {i}\n\nIlse Marrow\n\n{words}"
        for i, words in enumerate((TEASER, OTHER, "Nobody will buy skates before winter comes, merchants believe."))
    )

    assert body(f"{PAGE}{teasers}")[-1].text == FOUR


def test_paragraph_after_a_box_belongs_to_the_article_when_it_goes_on_about_the_same() -> None:
    text = f"{PAGE}Related links\nPalaces of the north\n\n{MORE}\n"

    assert body(text)[-1].text == MORE


def test_paragraph_over_a_heading_is_joined_to_what_follows() -> None:
    text = f"A long day in the palace\n\n16 July 2018\n\n{ONE}\n\nThe garden\n\n{TWO}\n\n{THREE}\n"

    assert [block.kind for block in body(text)] == ["paragraph", "heading", "paragraph", "paragraph"]


def test_comments_under_a_text_are_no_part_of_it() -> None:
    comments = "\n\n".join(f"Reader {i}\n\n{MORE} {i}" for i in range(12))

    found = body(f"{PAGE}12 comments\n\n{comments}")

    assert [block.text for block in found] == [ONE, TWO, THREE, FOUR]


def test_a_link_to_the_comments_over_a_text_cuts_nothing() -> None:
    assert len(body(f"A long day in the palace\n3 comments\n\n{ARTICLE}")) == 4


@pytest.mark.parametrize(
    "note",
    [
        "Ilse Marrow is a reporter for The Harbour Gazette, and has covered the harbour for eleven years.",
        "Ilse joined the Gazette in spring; before that she was at sea, and in several other trades.",
    ],
)
def test_what_is_said_of_an_author_under_the_name_is_a_note(note: str) -> None:
    assert rule_of(f"{PAGE}Ilse Marrow\n\n{note}\n", "Ilse Marrow is" if "is a" in note else "Ilse joined") == (
        "author-note",
        "says-who-the-name-over-it-is",
    )


def test_a_person_the_article_is_about_is_no_author() -> None:
    text = f"Ilse Marrow\n\nIlse Marrow is the mayor of the town, and the presidents are her guests.\n\n{ARTICLE}"

    assert "author-note" not in {block.kind for block in classify(text)}


def test_lines_after_a_colon_are_a_list() -> None:
    text = f"{PAGE}Three things were left open for the aides:\n\nthe lamps\nthe tea\nthe door\n\n{MORE}\n"

    assert rule_of(text, "the tea") == ("list-item", "list-after-colon")


def test_a_list_may_close_the_article() -> None:
    text = f"{PAGE}Three things were left open for the aides:\n\nthe lamps\nthe tea\nthe door\n\nHome\nSport\n"

    assert [block.text for block in body(text)][-3:] == ["the lamps", "the tea", "the door"]


def test_lines_of_one_shape_are_a_list() -> None:
    rows = "\n\n".join(
        f"{place} (group {i}): {i + 2} meetings" for i, place in enumerate(("Rome", "Oslo", "Bonn", "Bath"))
    )

    assert rule_of(f"{PAGE}{rows}\n\n{MORE}\n", "Oslo") == ("list-item", "list-of-one-shape")


def test_sentences_without_full_stops_are_a_list() -> None:
    rows = "\n".join(
        (
            "The lamps in the garden will be lit before dusk",
            "The tea of the guests will be served in glasses",
            "The door of the palace will stay closed all day",
        )
    )

    assert rule_of(f"{PAGE}{rows}\n\n{MORE}\n\n{TWO} Again.\n", "The tea") == ("list-item", "list-in-sentence-case")


def test_headlines_in_a_row_are_no_list() -> None:
    rows = "Ferries Become Dearer\nApples Without End\nSkates Before Winter"

    assert rule_of(f"{PAGE}{rows}\n\n{MORE}\n\n{TWO} Again.\n", "Apples") == ("related-link", "run-of-headlines")


def test_a_post_is_quoted_with_its_author() -> None:
    text = f"{PAGE}Never seen so many lamps in one garden\n\n— Ilse Marrow (@ilse) July 16, 2018\n\n{MORE}\n"

    assert rule_of(text, "Never seen") == ("quotation", "post")
    assert rule_of(text, "— Ilse") == ("quotation", "author-of-a-post")


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        (ONE, True),
        ("About Contact Careers Press Newsroom Ethics Archive Weather Traffic Sport Culture " * 3, False),
        ("A headline that is cut off because it is too long for the bo...", False),
        ("先日、大統領は宮殿で二時間にわたり会談したと報じられました。", True),
        ("Monday and Tuesday", False),
    ],
)
def test_running_text_is_told_from_menus_and_teasers(text: str, is_prose: bool) -> None:
    assert Line(Piece(0, len(text), text.strip())).is_prose is is_prose


def test_words_are_counted_where_no_spaces_are_written() -> None:
    (japanese,) = pieces("大統領は宮殿で会談した。")

    assert japanese.words == 5


def test_capitals_are_the_share_of_words_after_the_first() -> None:
    assert capitals("The Palace and the Garden") == 0.5
    assert capitals("大統領 宮殿") == 0.0


def test_shape_is_what_stands_beside_the_letters() -> None:
    (one, two) = (Line(piece) for piece in pieces("Rome (group A): 10th\nOslo (group B): 2nd"))

    assert shape(one) == shape(two) != ""


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"Item {i} of a menu" for i in range(5000)),
        "\n\n".join(f"{ONE} {i}" for i in range(2500)),
        "\n".join(f"Things to do {i}:" for i in range(5000)),
        "\n".join(f"Ilse Marrow\nIlse Marrow is a writer. {ONE}" for i in range(2500)),
        "\n".join(f"Most read\nHeadline {i} of others\n{OTHER} {i}" for i in range(1600)),
        "— @" * 330_000,
        "Aa.Bb/C (" * 110_000,
        "cookie " * 140_000,
        "(" * 1_000_000,
        '."' * 500_000,
    ],
    ids=["menu", "prose", "colons", "authors", "teasers", "posts", "credits", "cookies", "brackets", "quotes"],
)
def test_no_page_takes_hours(text: str) -> None:
    assert classify(text)  # a second; where the time grows with the square of the length, the test runs out of time


def test_one_line_under_the_title_is_a_lead_and_three_are_headlines() -> None:
    title = "A long day in the palace\n\n"
    line = "Two presidents, one closed door and many lamps in a garden"

    assert rule_of(f"{title}{line}\n\n16 July 2018\n\n{ARTICLE}", line) == ("lead", "standfirst")
    lines = "\n\n".join(f"{line} {word}" for word in ("again", "anew", "twice"))
    assert not [b for b in classify(f"{title}{lines}\n\n16 July 2018\n\n{ARTICLE}") if b.kind == "lead"]


def test_a_menu_or_a_date_is_no_title() -> None:
    menu = "World\nSport\nWeather\nArchive"

    assert rule_of(f"{menu}\nA long day in the palace\n16 July 2018, by Ilse Marrow\n\n{ARTICLE}", "A long") == (
        "title",
        "headline-over-the-text",
    )
    assert "title" not in {block.kind for block in classify(f"{menu}\n16 July 2018\n\n{ARTICLE}")}


def test_the_line_that_the_text_takes_up_is_the_title() -> None:
    text = f"A long day in the palace for two presidents\n\nSign here for the tombola of the choir\n\n{ARTICLE}"

    assert rule_of(text, "A long day")[0] == "title"


@pytest.mark.parametrize("line", ["A day in the palace | The Gazette", "The Gazette | A day in the palace"])
def test_a_headline_with_the_name_of_the_site_is_a_title(line: str) -> None:
    (title,) = [block for block in classify(f"{line}\n\n{ARTICLE}", {"the gazette"}) if block.kind == "title"]

    assert title.text == line
