"""Russian names in their cases; others stay as they are."""

from __future__ import annotations

import pytest

from archive.ingest.inflection import inflected


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Владимир Путин", {"Владимира Путина", "Владимиру Путину", "Владимиром Путиным", "Владимире Путине"}),
        ("Дмитрий Медведев", {"Дмитрия Медведева", "Дмитрию Медведеву", "Дмитрием Медведевым"}),
        ("Дмитрий Песков", {"Дмитрия Пескова", "Дмитрием Песковым"}),
        ("Сергей Лавров", {"Сергея Лаврова", "Сергею Лаврову", "Сергеем Лавровым", "Сергее Лаврове"}),
        ("Дональд Трамп", {"Дональда Трампа", "Дональду Трампу", "Дональдом Трампом", "Дональде Трампе"}),
        ("Ангела Меркель", {"Ангелы Меркель", "Ангеле Меркель", "Ангелу Меркель", "Ангелой Меркель"}),
        ("Мария Захарова", {"Марии Захаровой", "Марию Захарову", "Марией Захаровой"}),
        ("Москва", {"Москвы", "Москве", "Москву", "Москвой"}),
        ("Гамбург", {"Гамбурга", "Гамбургу", "Гамбургом", "Гамбурге"}),
    ],
)
def test_name_has_its_cases(name: str, forms: set[str]) -> None:
    assert forms <= set(inflected(name))
    assert name not in inflected(name)


@pytest.mark.parametrize("name", ["Хельсинки", "Осло", "Vladimir Putin", "Đà Nẵng", "金正恩"])
def test_name_that_does_not_decline_has_no_other_form(name: str) -> None:
    assert inflected(name) == ()
