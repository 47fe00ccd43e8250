from archive.search.engine.snippets import Piece, snippet, wanted_terms
from archive.search.query import parse


def marked(text: str, typed: str, **options: int) -> str:
    """The snippet with what is marked between brackets."""
    pieces = snippet(text, wanted_terms(parse(typed).node), **options)
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


def test_passage_with_most_of_what_is_sought_is_chosen() -> None:
    text = "Treaty first. " + "Nothing here. " * 60 + "The summit and the treaty. " + "Nothing more. " * 60
    assert "The [summit] and the [treaty]." in marked(text, "summit treaty")
    assert marked(text, "summit treaty").startswith("… ")
    assert marked(text, "summit treaty").endswith(" …")


def test_text_without_a_match_shows_its_beginning_in_one_line() -> None:
    assert snippet("One.\n\nTwo.", wanted_terms(parse("xyzzy").node)) == (Piece("One. Two.", False),)


def test_snippet_keeps_to_its_width() -> None:
    text = "word " * 500 + "summit " + "word " * 500
    assert len(marked(text, "summit", width=200)) <= 200 + len("…  …[]")


def test_text_is_handed_over_unescaped_in_pieces() -> None:
    pieces = snippet("<b>summit</b>", wanted_terms(parse("summit").node))
    assert pieces == (Piece("<b>", False), Piece("summit", True), Piece("</b>", False))
