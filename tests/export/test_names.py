"""Names are taken apart only where that is sure."""

from __future__ import annotations

import pytest

from archive.export.names import Name, initials, read_name


@pytest.mark.parametrize(
    ("printed", "inverted", "abbreviated"),
    [
        ("Tobias Renfrew", "Renfrew, Tobias", "Renfrew, T."),
        ("Jean-Paul Émile Sartre", "Sartre, Jean-Paul Émile", "Sartre, J.-P. É."),
        ("Ursula von der Leyen", "von der Leyen, Ursula", "von der Leyen, U."),
        ("Herman Van Rompuy", "Van Rompuy, Herman", "Van Rompuy, H."),
        ("José Ortega y Gasset", "Ortega y Gasset, José", "Ortega y Gasset, J."),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr.", "King, M. L., Jr."),
        ("Martin Luther King, Jr.", "King, Martin Luther, Jr.", "King, M. L., Jr."),
        ("J.R.R. Tolkien", "Tolkien, J.R.R.", "Tolkien, J. R. R."),
        ("Ivanov, Igor", "Ivanov, Igor", "Ivanov, I."),
        ("RENFREW Tobias", "RENFREW, Tobias", "RENFREW, T."),
        ("Гликерия Маячная", "Маячная, Гликерия", "Маячная, Г."),
        ("Иван Иванович Петров", "Петров, Иван Иванович", "Петров, И. И."),
        ("Петров Иван Иванович", "Петров, Иван Иванович", "Петров, И. И."),
        ("Анна Ильинична Сергеева", "Сергеева, Анна Ильинична", "Сергеева, А. И."),
        ("Петров И. И.", "Петров, И. И.", "Петров, И. И."),
        ("И. И. Петров", "Петров, И. И.", "Петров, И. И."),
        ("Γιώργος Παπαδόπουλος", "Παπαδόπουλος, Γιώργος", "Παπαδόπουλος, Γ."),
    ],
)
def test_person_is_listed_under_the_family_name(printed: str, inverted: str, abbreviated: str) -> None:
    name = read_name(printed)
    assert (name.inverted, name.abbreviated) == (inverted, abbreviated)


@pytest.mark.parametrize(
    "printed",
    [
        "Reuters", "Meridian Wire", "The Harbour Gazette", "Associated Press", "Rock and Sand, Ltd", "ТАСС",
        "РИА Новости", "Министерство иностранных дел", "Anna und Otto Meier", "Madonna", "习近平", "محمد بن سلمان",
        "one, two, three", "Agence France-Presse", "Desk 7",
    ],
)  # fmt: skip
def test_what_is_no_person_or_not_sure_is_left_whole(printed: str) -> None:
    assert read_name(printed) == Name(printed)
    assert read_name(printed).inverted == read_name(printed).abbreviated == printed


def test_record_of_the_person_says_how_the_name_sorts() -> None:
    assert read_name("Xi Jinping", "Xi Jinping").inverted == "Xi Jinping"
    assert read_name("V. Putin", "Putin, Vladimir").inverted == "Putin, Vladimir"


def test_homoglyphs_and_marks_stay_with_their_letters() -> None:
    assert read_name("Сara Ivanov").inverted == "Ivanov, Сara"  # С is Cyrillic
    assert initials("e\u0301mile") == "e\u0301."


def test_spoken_order_is_kept_where_there_are_several() -> None:
    assert read_name("Петров Иван Иванович").natural == "Иван Иванович Петров"
