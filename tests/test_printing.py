import os

import pytest

from archive.printing import on_one_line


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("straße/Сбор 1.txt", "straße/Сбор 1.txt"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("one\u2028two", r"one\u2028two"),
        (os.fsdecode(b"\xff"), r"\udcff"),
    ],
)
def test_name_is_printed_on_one_line(name: str, printed: str) -> None:
    assert on_one_line(name) == printed
    assert on_one_line(name).encode()
