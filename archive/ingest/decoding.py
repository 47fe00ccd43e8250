"""Bytes to text, without guessing wrong in silence."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes
from ftfy import fix_encoding
from ftfy.badness import is_bad

MAX_CHARACTERS = 10_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ["cp1252", "cp1251", "koi8_r", "cp1250", "cp1253", "cp1254", "cp1257"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\ufffd]")
_SAMPLE = 200_000  # of a text are looked at where the whole would take seconds
_MOST_BROKEN = 1 / 500  # of a text's characters: more, and it is not what it was taken for
_NEIGHBOURS = 8
_RARE = 100  # Polish or Czech has its own letters far more often than once in so many
_CENTRAL_EUROPEAN = re.compile(r"[ąćęłńśźżčďěňřšťůžőűĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰ]")
_NO_UTF8 = re.compile("[\udc80-\udcff]")  # a byte of none, as “surrogateescape” writes it
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# What browsers read under a declared name (https://encoding.spec.whatwg.org/#names-and-labels): the wider cousin.
_AS_BROWSERS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip


class DecodingError(ValueError):
    """The bytes are no text; the message says why, in one line."""


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str


def decode(data: bytes, declared: Sequence[str] = ()) -> Decoded:
    """The text of a file, line ends as `\\n`, and the encoding it was in.

    A mark at the beginning and valid UTF-8 are beyond doubt; then come the encodings that were `declared`, in order.

    Raises DecodingError for what is empty, binary, in no known encoding, or over MAX_CHARACTERS.
    """
    if not data.strip():
        raise DecodingError("the file is empty")
    text, encoding = _decoded(data, declared)
    if len(text) > MAX_CHARACTERS:
        raise DecodingError(f"the text is longer than {MAX_CHARACTERS:,} characters")
    if _is_binary(text[:_SAMPLE]):
        raise DecodingError("the file is binary, not text")
    text = _in_lines(_CONTROL.sub("", text)).lstrip("\ufeff")
    if not text.strip():
        raise DecodingError("the file holds no text")
    if not text.isascii() and is_bad("\n".join(_strange(text))):
        text = fix_encoding(text)
    return Decoded(text, encoding)


def _in_lines(text: str) -> str:
    """The text with every kind of line end as `\\n`; one at its very end is kept."""
    return "\n".join(f"{text}.".splitlines())[:-1]


def _strange(text: str) -> Iterator[str]:
    """What is not ASCII, with its neighbours, by which spoilt letters are known."""
    for found in re.finditer(r"[^\x00-\x7f]+", text):
        yield text[max(0, found.start() - _NEIGHBOURS) : found.end() + _NEIGHBOURS]


def _is_binary(sample: str) -> bool:
    return len(_CONTROL.findall(sample)) > len(sample) * _MOST_BROKEN


def _decoded(data: bytes, declared: Sequence[str]) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            name = encoding.removesuffix("-sig")
            text = _mostly(data, encoding) or (_mixed(data[len(mark) :]) if name == "utf-8" else None)
            if text is None:
                raise DecodingError(f"the file begins as {name} but is not")
            return text, name
    if data[:4000].count(0) > len(data[:4000]) * _MOST_BROKEN:
        return _wide(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _as_declared(data, declared) or _in_two_encodings(data) or _single_byte(data)


def _mostly(data: bytes, encoding: str) -> str | None:
    """The text of bytes in an encoding, U+FFFD for what is broken; None where that is too much."""
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= len(text) * _MOST_BROKEN else None


def _wide(data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark: the zero bytes of its letters, or at least of its spaces, all lie on one side."""
    sides = data[0:4000:2].count(0), data[1:4000:2].count(0)
    if max(sides) > 10 * min(sides):
        encoding = "utf-16-be" if sides[0] > sides[1] else "utf-16-le"
        text = _mostly(data, encoding)
        if text is not None:
            return text, encoding
    raise DecodingError("the file is binary, not text")


def _as_declared(data: bytes, declared: Sequence[str]) -> tuple[str, str] | None:
    """The text in the first of the declared encodings that it is in; unknown names are passed over."""
    for label in declared:
        try:
            encoding = codecs.lookup(label).name
            encoding = _AS_BROWSERS_READ.get(encoding, encoding)
            text = _mostly(data, encoding) if encoding != "utf-8" else None  # then it is not as it says
        except (LookupError, UnicodeError, ValueError):  # no encoding, or one that is not for texts
            continue
        if text is not None:
            return text, encoding.replace("-", "_")  # as charset-normalizer calls it
    return None


def _in_two_encodings(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with some Western bytes pasted into it. In any other encoding hardly anything is UTF-8 by chance."""
    text = _mixed(data)
    return (text, "utf-8, cp1252") if text else None


def _mixed(data: bytes) -> str | None:
    """UTF-8, every byte that is none as in Windows-1252; None where there are more of these than characters."""
    text = data.decode("utf-8", "surrogateescape")
    strange = len(_NO_UTF8.findall(text))
    if len(_NOT_ASCII.findall(text)) - strange < strange:
        return None
    return _NO_UTF8.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _single_byte(data: bytes) -> tuple[str, str]:
    """An eight-bit code page. Western text that charset-normalizer calls Central European is read as Western."""
    if _is_binary(data[:_SAMPLE].decode("latin-1")):
        raise DecodingError("the file is binary, not text")
    best = from_bytes(data, cp_isolation=_SINGLE_BYTE).best()
    if best is None:
        raise DecodingError("the encoding is unknown")
    encoding = best.encoding
    letters = len(_CENTRAL_EUROPEAN.findall(str(best)))
    if encoding in ("cp1250", "cp1254", "cp1257") and letters < len(str(best)) / _RARE:
        encoding = "cp1252"
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        return str(best), best.encoding
