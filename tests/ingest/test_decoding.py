"""Bytes to text: every common encoding, and a plain reason for what is no text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.decoding import MAX_CHARACTERS, DecodingError, decode

ENGLISH = (
    "The presidents’ talks in Helsinki went on for two hours — longer than planned, “by far” the longest so far. "
    "Nobody in the café on the square had expected that; a naïve question was left unanswered.\n"
) * 3
PLAIN = "The talks went on for two hours, longer than planned, and nobody had expected that.\n" * 3
RUSSIAN = (
    "Президенты встретились в Хельсинки и говорили два часа, дольше, чем собирались. "
    "На площади этого никто не ожидал, и вопросы остались без ответа.\n"
) * 3


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8"),
        (ENGLISH, "utf-16", "utf-16"),
        (PLAIN, "utf-16-le", "utf-16-le"),
        (PLAIN, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-32", "utf-32"),
        (PLAIN + "Talks – a “summit”, of sorts.\n", "cp1252", "cp1252"),
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "utf-16", "utf-16"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8_r", "koi8_r"),
    ],
)
def test_text_comes_back_from_its_encoding(text: str, encoding: str, named: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert decoded.encoding == named


def test_english_with_a_foreign_letter_is_western() -> None:
    assert decode(ENGLISH.encode("cp1252")).text == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_may_hold_accents(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)).text == ENGLISH


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_one_newline(end: str) -> None:
    assert decode(f"One line.{end}Another.".encode()).text == "One line.\nAnother."


def test_no_break_spaces_and_curly_quotes_stay() -> None:
    text = "5\u00a0November, “as planned”, С in Сold"

    assert decode(text.encode()).text == text


def test_twice_encoded_text_is_mended() -> None:
    twice = "The leaders’ ‘talks’ – as planned – went on.".encode().decode("cp1252").encode()

    assert decode(twice).text == "The leaders’ ‘talks’ – as planned – went on."


def test_a_stray_control_character_is_dropped() -> None:
    assert decode(b"The talks\x08 went on. " + b"They were long. " * 80).text.startswith("The talks went on.")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n "])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(DecodingError, match="the file is empty"):
        decode(data)


@pytest.mark.parametrize("data", ["\ufeff".encode(), "\ufeff \n".encode(), "\ufeff\n".encode("utf-16-le")])
def test_a_mark_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(DecodingError, match="the file holds no text"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        random.Random(1).randbytes(4096),
        b"\x00" * 4096,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(300),
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + random.Random(2).randbytes(3000),
        b"text and then \x00\x01\x02\x03" * 40,
    ],
    ids=["all-bytes", "random", "zeros", "png", "pdf", "controls"],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(DecodingError, match="binary"):
        decode(data)


def test_a_broken_utf_16_file_says_so() -> None:
    with pytest.raises(DecodingError, match="begins as utf-16 but is not"):
        decode(b"\xff\xfe" + "The talks".encode("utf-16-le") + b"\x00")


def test_ten_million_characters_are_the_most() -> None:
    with pytest.raises(DecodingError, match="longer than 10,000,000 characters"):
        decode(b"word " * (MAX_CHARACTERS // 5 + 1))


@given(st.binary(max_size=300))
def test_any_bytes_are_either_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except DecodingError as error:
        assert "\n" not in str(error)
        return
    assert decoded.text.strip()
    assert "\x00" not in decoded.text
    assert "\r" not in decoded.text


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1).filter(str.strip))
def test_clean_utf_8_is_never_lost(text: str) -> None:
    decoded = decode(text.encode())

    assert decoded.encoding == "utf-8"
    assert decoded.text


LATIN_AND_CYRILLIC = ENGLISH + RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_western_bytes_pasted_into_utf_8_cost_nothing_of_the_rest(encoding: str) -> None:
    pasted = "“Ça va”, said the café’s owner.\n"

    assert decode(LATIN_AND_CYRILLIC.encode(encoding) + pasted.encode("cp1252")).text == LATIN_AND_CYRILLIC + pasted


def test_western_text_is_not_taken_for_utf_8() -> None:
    assert decode((PLAIN + "A café, a naïve question.\n").encode("cp1252"), ["utf-8"]).encoding == "cp1252"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        (["koi8-r"], "koi8_r"),
        (["no-such-name", "windows-1251"], "cp1251"),
        (["latin-1"], "cp1252"),
        (["gb2312"], "gb18030"),
        (["base64", "utf-8", "cp1251"], "cp1251"),
    ],
)
def test_declared_encoding_is_heeded(declared: list[str], encoding: str) -> None:
    text = "“Ça va” at the café.\n" * 3 if encoding == "cp1252" else RUSSIAN
    decoded = decode(text.encode(encoding), declared)

    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_a_lone_surrogate_costs_one_character() -> None:
    long = ENGLISH * 3

    for encoding in ("utf-16-le", "utf-16-be"):
        surrogate = "\ud800".encode(encoding, "surrogatepass")
        mark = "\ufeff".encode(encoding)
        assert decode(mark + long.encode(encoding) + surrogate).text == long
        assert decode(long.encode(encoding) + surrogate).text == long


def test_utf_16_without_a_mark_is_told_by_its_spaces() -> None:
    assert decode("Встреча прошла в понедельник.".encode("utf-16-le")).encoding == "utf-16-le"


def test_a_stray_nul_is_dropped() -> None:
    assert decode(b"The talks\0 went on. " + b"They were long. " * 80).text.startswith("The talks went on.")
