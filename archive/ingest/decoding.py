"""Bytes to text, without guessing wrong in silence."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
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
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_RARE = 100  # Polish or Czech has its own letters far more often than once in so many
# What browsers read under a declared name (https://encoding.spec.whatwg.org/#names-and-labels): the wider cousin.
_AS_BROWSERS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
_MOST_BROKEN = 1 / 500
_CENTRAL_EUROPEAN = re.compile(r"[ąćęłńśźżčďěňřšťůžőűĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰ]")


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
    sample = text[:200_000]
    if len(_CONTROL.findall(sample)) > len(sample) / 500:
        raise DecodingError("the file is binary, not text")
    text = _LINE_ENDS.sub("\n", _CONTROL.sub("", text)).lstrip("\ufeff")
    if not text.strip():
        raise DecodingError("the file holds no text")
    if is_bad(text):
        text = fix_encoding(text)
    return Decoded(text, encoding)


def _decoded(data: bytes, declared: Sequence[str]) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise DecodingError(f"the file begins as {encoding} but is not: {error.reason}") from error
    if b"\x00" in data[:4000]:
        return _wide(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _single_byte(data)


def _wide(data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark: Latin text has its zero bytes all on one side."""
    sides = data[0:4000:2].count(0), data[1:4000:2].count(0)
    if max(sides) > 10 * max(1, min(sides)):
        encoding = "utf-16-be" if sides[0] > sides[1] else "utf-16-le"
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            raise DecodingError("the file is binary, not text") from error
    raise DecodingError("the file is binary, not text")


def _single_byte(data: bytes) -> tuple[str, str]:
    """An eight-bit code page. Western text that charset-normalizer calls Central European is read as Western."""
    if len(_CONTROL.findall(data[:200_000].decode("latin-1"))) > len(data[:200_000]) / 500:
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
