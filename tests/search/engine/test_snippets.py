import pytest

from archive.search.engine.snippets import Piece, snippet
from archive.search.engine.spotting import Span, Wanted, matches
from archive.search.marking import wanted
from archive.search.query.parser import parse


def marked(text: str, typed: str, **options: int) -> str:
    """The snippet with what is marked between brackets."""
    pieces = snippet(text, wanted(parse(typed).node), "en", **options)
    return "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in pieces)


def test_words_are_marked_by_their_terms_not_as_parts_of_words() -> None:
    assert marked("A steadfast meeting met meetings.", "meet") == "A steadfast [meeting] met [meetings]."


def test_phrase_is_marked_only_where_its_words_stand_together() -> None:
    text = "Arms and control. Arms control."
    assert marked(text, '"arms control"') == "Arms and control. [Arms control]."
    assert marked(text, "arms control") == "[Arms] and [control]. [Arms control]."


def test_words_side_by_side_are_marked_as_one() -> None:
    assert marked("Veterans of arms control", "control arms") == "Veterans of [arms control]"


def test_compound_is_marked_in_either_spelling() -> None:
    assert marked("nonproliferation", "non-proliferation") == "[nonproliferation]"
    assert marked("non-proliferation", "nonproliferation") == "[non-proliferation]"
    assert marked("non-proliferation", "non-proliferation") == "[non-proliferation]"


def test_excluded_and_filler_words_are_not_marked() -> None:
    assert marked("The treaty of Trump", "the treaty -trump") == "The [treaty] of Trump"
    assert marked("The treaty", "the") == "[The] treaty"


def test_accents_and_lookalikes_are_marked() -> None:
    assert marked("Niinistö on the \u0421old War", "niinisto cold") == "[Niinistö] on the [\u0421old] War"


def test_forms_of_a_word_are_marked_in_the_language_of_the_text() -> None:
    wanted_word = Wanted(frozenset({("notes",)}))
    assert [piece.text for piece in snippet("A note, not a letter.", wanted_word, "en") if piece.is_match] == ["note"]
    assert [piece.text for piece in snippet("A note, not a letter.", wanted_word, "") if piece.is_match] == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("summ*t", "The [summit] of summits"),
        ("summ*", "The [summit] of [summits]"),
        ("*mm?ts", "The summit of [summits]"),
        ("sumit~", "The [summit] of [summits]"),
        ('"the summits"~3', "[The summit] of [summits]"),
    ],
)
def test_words_that_fit_a_pattern_or_nearly_fit_are_marked(typed: str, expected: str) -> None:
    assert marked("The summit of summits", typed) == expected


def test_passage_with_most_of_what_is_sought_is_chosen() -> None:
    text = "Treaty first. " + "Nothing here. " * 60 + "The summit and the treaty. " + "Nothing more. " * 60
    assert "The [summit] and the [treaty]." in marked(text, "summit treaty")
    assert marked(text, "summit treaty").startswith("… ")
    assert marked(text, "summit treaty").endswith(" …")


def test_text_without_a_match_shows_its_beginning_in_one_line() -> None:
    assert snippet("One.\n\nTwo.", Wanted(frozenset({("xyzzy",)}))) == (Piece("One. Two.", False),)


def test_snippet_keeps_to_its_width() -> None:
    text = "word " * 500 + "summit " + "word " * 500
    assert len(marked(text, "summit", width=200)) <= 200 + len("…  …[]")


def test_text_is_handed_over_unescaped_in_pieces() -> None:
    pieces = snippet("<b>summit</b>", Wanted(frozenset({("summit",)})))
    assert pieces == (Piece("<b>", False), Piece("summit", True), Piece("</b>", False))


def test_run_needs_its_words_side_by_side_but_for_signs() -> None:
    wanted_run = Wanted(frozenset({("arms", "control")}))
    assert matches("Arms — control; arms of control", wanted_run) == [Span(0, 14, ("arms", "control"))]
    assert matches("non-arms\n\ncontrol-free", wanted_run) == [Span(4, 17, ("arms", "control"))]


def test_text_after_text_is_matched_alike() -> None:
    wanted_word = Wanted(frozenset({("treaty",)}))
    first = [matches(text, wanted_word, "en") for text in ("A treaty.", "Treaties, treaty.", "A treaty.")]
    assert [len(spans) for spans in first] == [1, 2, 1]
    assert matches("Treaties", wanted_word, "") == []
