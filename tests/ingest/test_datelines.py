"""Lines that hold a date and nothing else, or name the publication."""

from __future__ import annotations

import pytest

from archive.ingest.datelines import is_dateline, publication_name


@pytest.mark.parametrize(
    "line",
    [
        "16 July 2018",
        "Monday, 16 July 2018",
        "Mon 16 Jul 2018 09:30",
        "Published: 10.07.2017",
        "Posted Tuesday 5 July 2005",
        "Last updated: November 13, 2017 7:05 am GMT",
        "Опубликовано: 17.07.2018",
        "Publié le 14 juin 2021",
        "Veröffentlicht am 4. Juli 2017, 17:30 Uhr",
        "13.09.2017 | 07:40",
        "2018-07-16",
        "Baltic Courier, 14 June 2001, page 5",
        "HELSINKI, July 16",
        "BUCHAREST, Thursday",
        "12 June 2018, 18:40 SGT",
    ],
)
def test_line_with_nothing_but_a_date_is_a_dateline(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "July 2018",
        "The leaders met on 16 July 2018",
        "On July 16 the leaders meet in Helsinki.",
        "What happened on July 16",
        "Helsinki",
        "Helsinki 2018",
        "Thursday",
        "Five questions before 16 July 2018",
        "16 July 2018 " + "x" * 120,
    ],
)
def test_line_that_says_more_or_less_is_none(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Publication: Eurasia Daily Monitor Volume: 14 Issue: 142", "Eurasia Daily Monitor"),
        ("Source: The Harbour Gazette", "The Harbour Gazette"),
        ("Источник: Новая пристань", "Новая пристань"),
        ("Published by: Second Press, No. 4", "Second Press"),
        ("Publication of the text was delayed.", None),
        ("Source", None),
    ],
)
def test_publication_line_gives_the_name(line: str, name: str | None) -> None:
    assert publication_name(line) == name
