import pytest

from archive.likeness.spelling import are_initials_of, is_one_letter_apart, sounds, words


def test_words_have_neither_accents_nor_marks() -> None:
    assert words("Erdoğan, Recep-Tayyip") == ("erdogan", "recep", "tayyip")
    assert words("Zine El Abidine O'Neill") == ("zine", "el", "abidine", "oneill")


@pytest.mark.parametrize(
    "spellings",
    [
        "vladimir wladimir владимир",
        "putin poutine путин",
        "medvedev medwedew medvedieff медведев",
        "gorbachev gorbatschow gorbatchev горбачев",
        "khrushchev chruschtschow хрущев",
        "brezhnev breschnew брежнев",
        "zelensky zelenskyy zelenskiy",
        "milosevic milosevich",
        "mohammed mohamed",
        "victor viktor",
    ],
)
def test_one_word_in_several_spellings_sounds_the_same(spellings: str) -> None:
    assert len({sounds(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("merkel", "merkle", True),
        ("merkel", "merkl", True),
        ("macron", "macrom", True),
        ("macron", "macron", False),
        ("merkel", "markal", False),
        ("g20 2017", "g20 2018", False),
    ],
)
def test_one_letter_is_told_from_two_and_from_a_figure(one: str, other: str, is_near: bool) -> None:
    assert is_one_letter_apart(one, other) is is_one_letter_apart(other, one) is is_near


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("V. Putin", "Vladimir Putin", True),
        ("V. V. Putin", "Vladimir Putin", True),
        ("W. Putin", "Vladimir Putin", False),
        ("Donald Trump", "Donald J. Trump", True),
        ("George W. Bush", "George H. W. Bush", False),
        ("Putin", "Vladimir Putin", False),
        ("Vladimir Putin", "V. Putin", False),
    ],
)
def test_initials_stand_for_given_names(short: str, full: str, expected: bool) -> None:
    assert are_initials_of(words(short), words(full)) is expected
