"""Who signed, as a line says it."""

from __future__ import annotations

import pytest

from archive.ingest.bylines import announces, is_name, is_role, read_announced, read_dated, read_signed, tidy_name

SIGNED = [
    ("By Tobias Renfrew", ("Tobias Renfrew",), ""),
    ("BY TOBIAS RENFREW", ("TOBIAS RENFREW",), ""),
    ("by: Ilse Marrow", ("Ilse Marrow",), ""),
    ("By Wiebke Deichgraf and Jonte Siel", ("Wiebke Deichgraf", "Jonte Siel"), ""),
    ("By T. B. Renfrew, Ilse Marrow and Jonte Siel", ("T. B. Renfrew", "Ilse Marrow", "Jonte Siel"), ""),
    ("By Tobias Renfrew, Chief editor", ("Tobias Renfrew",), ""),
    ("By Tobias Renfrew in Helsinki", ("Tobias Renfrew",), ""),
    ("By Tobias Renfrew | 16 July 2018", ("Tobias Renfrew",), ""),
    ("Written by Ilse Marrow", ("Ilse Marrow",), ""),
    ("Author: Ilse van den Marrow", ("Ilse van den Marrow",), ""),
    ("Von Wiebke Deichgraf und Jonte Siel", ("Wiebke Deichgraf", "Jonte Siel"), ""),
    ("Par Solène Vuarnier", ("Solène Vuarnier",), ""),
    ("Автор: Тимофей Бакенщиков", ("Тимофей Бакенщиков",), ""),
    ("TOBIAS RENFREW | Northern Affairs Council", ("TOBIAS RENFREW",), "Northern Affairs Council"),
    ("Tobias Renfrew – Harbour Gazette", ("Tobias Renfrew",), "Harbour Gazette"),
    ("Tobias Renfrew, China correspondent", ("Tobias Renfrew",), ""),
    ("Tobias Renfrew | Senior editor", ("Tobias Renfrew",), ""),
    ("Posted on 16 July 2018 by Ilse Marrow", ("Ilse Marrow",), ""),
    ("By Reuters", ("Reuters",), ""),
    ("By Associated Press", ("Associated Press",), ""),
    ("By Ilse Marrow, Special to the Harbour Gazette", ("Ilse Marrow",), ""),
    ("Ilse Marrow, Special to the Harbour Gazette", ("Ilse Marrow",), ""),
    ("By Ilse Marrow and Jonte Siel in Helsinki", ("Ilse Marrow", "Jonte Siel"), ""),
    ("Posted by Ilse Marrow and Jonte Siel - Harbour team", ("Ilse Marrow", "Jonte Siel"), ""),
    ("About the Author - Ilse Marrow", ("Ilse Marrow",), ""),
    ("Autor: hafenlerche", ("hafenlerche",), ""),
    ("Alle Beiträge von Wiebke Deichgraf anzeigen →", ("Wiebke Deichgraf",), ""),
    ("Tobias Renfrew 16. Juli 2018 Hafen, Lampen", ("Tobias Renfrew",), ""),
    ("Inés Farolera, corresponsal", ("Inés Farolera",), ""),
    ("By Dr. Ilse Marrow", ("Ilse Marrow",), ""),
    ("par Solène Vuarnier, 16 juillet 2018", ("Solène Vuarnier",), ""),
    ("Door Wiebke Deichgraf en Jonte Siel", ("Wiebke Deichgraf", "Jonte Siel"), ""),
    ("Texto: Inés Farolera", ("Inés Farolera",), ""),
    ("By Ilse Marrow for the Harbour Gazette", ("Ilse Marrow",), ""),
    ("By Ilse Marrow Senior Staff Writer", ("Ilse Marrow",), ""),
    ("By Ilse Marrow @ilsemarrow", ("Ilse Marrow",), ""),
    ("By Ilse Marrow Updated: July 16", ("Ilse Marrow",), ""),
    ("Analysis by Ilse Marrow", ("Ilse Marrow",), ""),
    ("Ein Gastbeitrag von Wiebke Deichgraf", ("Wiebke Deichgraf",), ""),
    ("Propos recueillis par Solène Vuarnier", ("Solène Vuarnier",), ""),
    ("Posted by hafenlerche at 10:23 AM", ("hafenlerche",), ""),
    ("Eingestellt von Hafenlerche um 10:23", ("Hafenlerche",), ""),
    ("Publicado por Inés Farolera el 16 de julio de 2018", ("Inés Farolera",), ""),
]
NOT_SIGNED = [
    "By the time they met, nothing was left to discuss.",
    "By Friday",
    "By and large the summit was a success",
    "Author of the plan",
    "Trump, Putin to Meet at APEC Summit in Vietnam",
    "Text of the communiqué",
    "Angela Merkel, who had the chair, said nothing.",
    "World | Politics",
    "The summit – a first look",
    "Harbour Lamps – what they cost and who has paid",
    "By The Harbour",
    "Story of the harbour",
    "Posted by the harbour",
    "Report by the committee on lamps",
    "",
]


@pytest.mark.parametrize(("line", "names", "publisher"), SIGNED, ids=[row[0] for row in SIGNED])
def test_signature_gives_names_as_printed(line: str, names: tuple[str, ...], publisher: str) -> None:
    signed = read_signed(line)

    assert signed is not None
    assert (signed.names, signed.publisher) == (names, publisher)


@pytest.mark.parametrize("name", ["A. B. Renfrew", "Ilse van der Marrow", "T.B. Renfrew", "Ilse M", "Jonte A Siel"])
def test_initials_and_particles_are_parts_of_a_name(name: str) -> None:
    signed = read_signed(f"By {name}")

    assert signed is not None
    assert signed.names == (name,)


@pytest.mark.parametrize("line", NOT_SIGNED)
def test_other_lines_are_no_signature(line: str) -> None:
    assert read_signed(line) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Igor Ivanov", True),
        ("Lydia Kestrel-Tan", True),
        ("Jaap de Hoop Scheffer", True),
        ("Sean O’Brien", True),
        ("Тимофей Бакенщиков", True),
        ("Ivanov", False),
        ("igor ivanov", False),
        ("After Helsinki", False),
        ("Igor Ivanov said", False),
        ("What Helsinki Means", False),
    ],
)
def test_a_name_is_two_to_five_capitalised_words(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President of the Northern Affairs Council (1998–2004)", True),
        ("Senior fellow, Northern Affairs Council", True),
        ("Mitglied der Redaktion", True),
        ("обозреватель «Новой пристани»", True),
        ("The president of the council said that he would come.", False),
        ("Weather and tides", False),
    ],
)
def test_a_role_says_what_an_author_is(text: str, expected: bool) -> None:
    assert is_role(text) is expected


@pytest.mark.parametrize(
    ("printed", "name"),
    [("MAARJA LUIKSAAR", "Maarja Luiksaar"), ("LYDIA KESTREL-TAN", "Lydia Kestrel-Tan"), ("Ian McGill", "Ian McGill")],
)
def test_capitals_are_set_as_names_are_written(printed: str, name: str) -> None:
    assert tidy_name(printed) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tobias Renfrew | 16 July 2018", ("Tobias Renfrew",)),
        ("16 July 2018 • words written by Tobias Renfrew • Art by Ilse", ("Tobias Renfrew",)),
        ("Published on 16 July 2018 by Tobias Renfrew", ("Tobias Renfrew",)),
        ("Veröffentlicht am 16. Juli 2018 von hafenlerche", ("hafenlerche",)),
        ("Wiebke Deichgraf am 4. Juli 2017", ("Wiebke Deichgraf",)),
        ("Geschrieben von Cornelius am 25.08.2015 22:30", ("Cornelius",)),
        ("By Harbour Lamp Foundation•16 July 2018", ("Harbour Lamp Foundation",)),
        ("16. Juli 2018 Wiebke Deichgraf Kommentare 4 Kommentare", ("Wiebke Deichgraf",)),
        ("Tobias Renfrew – 16.07.18 – Harbour, Lamps", ("Tobias Renfrew",)),
        ("16/07/201817/07/2018 ~ Tobias Renfrew", ("Tobias Renfrew",)),
    ],
)
def test_a_name_beside_a_date_signs(text: str, names: tuple[str, ...]) -> None:
    found = read_dated(text)

    assert found is not None
    assert found.names == names


@pytest.mark.parametrize(
    "text",
    ["16 July 2018", "Harbour, Palace, Garden – 16 July 2018", "Tobias Renfrew", "Updated on 16 July 2018 at 09:30"],
)
def test_a_date_without_a_name_beside_it_signs_nothing(text: str) -> None:
    assert read_dated(text) is None


@pytest.mark.parametrize(
    "text", ["DE FR IT EN", "Latest News", "Related Artikel", "Follow Facebook", "Harbour Podcast"]
)
def test_words_of_the_web_are_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("over", "line", "names"),
    [
        ("By", "Tobias Renfrew", ("Tobias Renfrew",)),
        ("by", "Tobias renfrew", ("Tobias renfrew",)),
        ("Geschrieben von:", "hafenlerche.example", ("hafenlerche.example",)),
        ("Written by", "Ilse Marrow, Jonte Siel", ("Ilse Marrow", "Jonte Siel")),
    ],
)
def test_a_word_alone_announces_the_name_under_it(over: str, line: str, names: tuple[str, ...]) -> None:
    found = read_announced(line)

    assert announces(over)
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize("over", ["Bye", "Standby", "Author of the plan", "Story"])
def test_other_lines_announce_no_name(over: str) -> None:
    assert not announces(over)


@pytest.mark.parametrize("line", ["the harbour in winter", "On Monday", "Sign in to comment on this article", "1"])
def test_a_line_that_is_no_name_is_none_under_the_word_either(line: str) -> None:
    assert read_announced(line) is None
