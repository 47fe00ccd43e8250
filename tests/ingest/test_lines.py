"""Lines and wrapped paragraphs as pieces of the reading text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.lines import pieces, plain

WRAPPED = """\
The castle above the town had been swept twice before the presidents
came, and the gardener had been told to leave the roses as they were
until the last of the cars had gone down the hill again.

Nobody in the town claims to know what the two of them will talk about
over lunch, although everybody is quite ready to say what they should
talk about, beginning with the road and ending with the weather.
"""


@given(st.text(st.sampled_from("ab .\n\r\t\u00a0\u200b«é"), max_size=200))
def test_pieces_hold_every_visible_character_once(text: str) -> None:
    found = pieces(text)

    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(piece.text == plain(text[piece.start : piece.end]) and piece.text for piece in found)
    outside = text
    for piece in reversed(found):
        outside = outside[: piece.start] + outside[piece.end :]
    assert plain(outside) == ""


def test_lines_broken_at_a_width_are_joined() -> None:
    found = pieces(WRAPPED)

    assert [piece.text.split()[0] for piece in found] == ["The", "Nobody"]
    assert found[0].text.endswith("the presidents came, and the gardener had been told to leave the roses as they were "
                                  "until the last of the cars had gone down the hill again.")  # fmt: skip


def test_long_lines_are_paragraphs_of_their_own() -> None:
    text = "\n".join(
        ["A sentence that goes on for rather longer than any line of a wrapped text would ever do. " * 2] * 3
    )

    assert len(pieces(text)) == 3


def test_short_lines_of_a_menu_are_not_joined() -> None:
    assert [piece.text for piece in pieces("Home\nWorld\nContact")] == ["Home", "World", "Contact"]


def test_plain_text_has_one_kind_of_space_and_no_invisible_letters() -> None:
    assert plain("\u00a0The\u2009summit\u200b  in\tDa\u202fNang\ufeff\n") == "The summit in Da Nang"


def test_plain_text_is_composed_and_otherwise_unaltered() -> None:
    assert plain("Niinisto\u0308 and the Сold War – “so what”") == "Niinistö and the Сold War – “so what”"


def test_a_piece_knows_whether_a_blank_line_stands_before_it() -> None:
    assert [piece.after_blank for piece in pieces("One\nTwo\n\nThree")] == [True, False, True]


def test_columns_are_what_stands_between_bars_and_wide_gaps() -> None:
    assert pieces("World | Politics  Sport\tWeather")[0].columns == ("World", "Politics", "Sport", "Weather")


def test_same_words_have_the_same_key() -> None:
    first, second = pieces("A Treaty is signed!\n“A treaty is signed”")

    assert first.key == second.key
