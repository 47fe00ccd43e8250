import pytest

from archive.search.engine.analysis import is_filler, terms


def analysed(text: str) -> list[tuple[str, int, str]]:
    """Each term with its position and the stretch of text it stands for."""
    return [(term.text, term.position, text[term.start : term.end]) for term in terms(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niinistö", "niinisto"),
        ("Łódź", "lodz"),
        ("Trump's", "Trump"),
        ("Trump’s", "Trump"),
        ("U.S.", "US"),
        ("\u0421old", "cold"),  # a Cyrillic С
        ("Ёлка", "елка"),
        ("Straße", "strasse"),
        ("cоюз", "союз"),  # a Latin c
    ],
)
def test_spellings_that_are_the_same_term(one: str, other: str) -> None:
    assert [term.text for term in terms(one)] == [term.text for term in terms(other)]


@pytest.mark.parametrize(("one", "other"), [("news", "new"), ("йод", "иод"), ("may", "the"), ("meetings", "meeting")])
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert [term.text for term in terms(one)] != [term.text for term in terms(other)]


def test_compound_has_its_parts_and_the_whole() -> None:
    assert analysed("the non-proliferation talks") == [
        ("the", 0, "the"),
        ("non", 1, "non"),
        ("proliferation", 2, "proliferation"),
        ("nonproliferation", 2, "non-proliferation"),
        ("talks", 3, "talks"),
    ]


def test_apostrophe_joins_like_a_hyphen() -> None:
    assert [term.text for term in terms("O’Neill l'Europe")] == ["o", "neill", "oneill", "l", "europe", "leurope"]


def test_possessive_is_dropped_and_not_part_of_what_is_marked() -> None:
    assert analysed("Putin's plan") == [("putin", 0, "Putin"), ("plan", 1, "plan")]


def test_sentences_run_together_are_two_words() -> None:
    assert [term.text for term in terms("agreement.The end_note")] == ["agreement", "the", "end", "note"]


def test_fillers_are_common_small_words_but_not_names() -> None:
    assert [word for word in ("the", "The", "of", "May", "US", "us", "IS", "is") if is_filler(word)] == [
        "the",
        "The",
        "of",
        "is",
    ]
