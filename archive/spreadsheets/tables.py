"""Files to tables and back, so that no spreadsheet program runs what a cell holds, and every cell comes back as it was.

A cell is a string. One that a spreadsheet program would take for a formula goes out with an apostrophe before it, which
is taken off when the file comes in again.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import PurePath
from typing import NamedTuple
from xml.etree.ElementTree import ParseError  # noqa: S405 - the error only; nothing is parsed here

import tablib
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException

from archive.uploading.zips import BOUNDED

MAX_BYTES = 10_000_000  # of a file
MAX_UNPACKED = 100_000_000  # bytes of all that an XLSX file, which is a zip, holds
MAX_ROWS = 10_000
_MAX_COLUMNS = 60
_MAX_CELL = 32_767  # characters; no cell of an XLSX file holds more
_SCANNED_ROWS = 2 * MAX_ROWS  # of an XLSX file, empty ones included

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What OWASP names as the beginning of a formula, and its full-width forms.
_TAKEN_FOR_A_FORMULA = re.compile("'*\\s*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ESCAPED = re.compile("'+\\s*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


class TableError(ValueError):
    """A file is no table that can be read, or a table cannot be written; the message says why."""


class Table(NamedTuple):
    """`numbers` are those of the rows in a spreadsheet program: the headings are row 1."""

    headings: list[str]
    rows: list[list[str]]
    numbers: list[int]


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """With a byte order mark: without it a spreadsheet program takes UTF-8 for something else."""
    return str(_dataset(headings, rows).export("csv")).encode("utf-8-sig")


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Raises TableError for what such a file cannot hold."""
    dataset = _dataset(headings, rows)
    if any(len(cell) > _MAX_CELL for row in dataset for cell in row):
        raise TableError(_("A text is too long for a cell of a spreadsheet. Export as CSV."))
    try:
        content: bytes = dataset.export("xlsx", column_width=24)
    except IllegalCharacterError as error:
        raise TableError(_("A text holds a character that no spreadsheet can. Export as CSV.")) from error
    return content


def read_table(name: str, content: bytes) -> Table:
    """The table in a file, by the ending of its name: `.csv` or `.xlsx`. Raises TableError."""
    if len(content) > MAX_BYTES:
        raise TableError(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1_000_000})
    readers = {".csv": _read_csv, ".xlsx": _read_xlsx}
    read = readers.get(PurePath(name).suffix.lower())
    if read is None:
        raise TableError(_("Neither a CSV nor an XLSX file: its name has to end in .csv or .xlsx."))
    headings: list[str] = []
    rows, numbers = [], []
    for number, cells in read(content):
        if not any(cells):
            continue
        if not headings:
            headings = _headings(cells)
            continue
        if len(rows) == MAX_ROWS:
            raise TableError(_("The file has more than %(limit)d rows. Divide it.") % {"limit": MAX_ROWS})
        rows.append(_fitted(cells, len(headings), number))
        numbers.append(number)
    if not rows:
        raise TableError(_("The file holds no rows below its headings."))
    return Table(headings, rows, numbers)


def _dataset(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> tablib.Dataset:
    return tablib.Dataset(*([_escaped(cell) for cell in row] for row in rows), headers=list(headings))


def _escaped(cell: str) -> str:
    return f"'{cell}" if _TAKEN_FOR_A_FORMULA.match(cell) else cell


def _unescaped(cell: str) -> str:
    return cell[1:] if _ESCAPED.match(cell) else cell


def _headings(cells: list[str]) -> list[str]:
    headings = [cell.strip() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    for number, heading in enumerate(headings, 1):
        if not heading:
            raise TableError(_("Column %(column)s has no heading.") % {"column": get_column_letter(number)})
        if heading in headings[: number - 1]:
            raise TableError(_("Two columns are called “%(heading)s”.") % {"heading": heading})
    return headings


def _fitted(cells: list[str], width: int, number: int) -> list[str]:
    if len(cells) < width:
        raise TableError(
            _("Row %(number)d has %(cells)d cells, but there are %(headings)d columns.")
            % {"number": number, "cells": len(cells), "headings": width}
        )
    if any(cells[width:]):
        raise TableError(_("Row %(number)d has a cell in a column without a heading.") % {"number": number})
    return cells[:width]


def _read_csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(_("The file is not UTF-8. Save it as “CSV UTF-8”.")) from error
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), _delimiter(text), strict=True), 1):
            for column, cell in enumerate(cells, 1):
                if cell.startswith("="):
                    raise _formula(column, number)
            yield number, [_unescaped(cell) for cell in cells]
    except csv.Error as error:
        raise TableError(_("The file is no CSV that can be read: %(reason)s.") % {"reason": error}) from error


def _delimiter(text: str) -> type[csv.Dialect]:
    """With the mark that stands most often in the first line: programs in some languages write semicolons."""
    first = text.partition("\n")[0]

    class Dialect(csv.excel):
        delimiter = max(",;\t", key=first.count)

    return Dialect


def _read_xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    damaged = TableError(_("The file is no XLSX file, or is damaged."))
    try:
        sheets = load_workbook(_unpacked(content), read_only=True).worksheets
        if not sheets:
            raise damaged
        sheet = sheets[0]
        sheet.reset_dimensions()  # what the file says of its size need not be true
        for number, row in enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS), 1):
            if number > _SCANNED_ROWS:
                raise TableError(_("The file has more than %(limit)d rows. Divide it.") % {"limit": MAX_ROWS})
            cells = [_unescaped(_string_in(cell, number)) for cell in row]
            yield number, cells + [""] * (_MAX_COLUMNS - len(cells))
    except TableError:
        raise
    # openpyxl raises whatever its parts raise where a file is not what it should be.
    except (zipfile.BadZipFile, InvalidFileException, ParseError, zlib.error, OSError, EOFError) as error:
        raise damaged from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, RuntimeError, SyntaxError) as error:
        raise damaged from error


def _unpacked(content: bytes) -> io.BytesIO:
    """The same zip with nothing packed in it: openpyxl reads whole parts at once, however large they come out."""
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(plain, "w") as copy:
        # No part of a zip gives more than the size that is stated for it.
        if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
            raise TableError(_("The file is too large once it is unpacked."))
        if not {part.compress_type for part in packed.infolist()} <= BOUNDED:
            raise zipfile.BadZipFile
        for part in packed.infolist():
            with packed.open(part) as stream, copy.open(part.filename, "w") as out:
                shutil.copyfileobj(stream, out)
    return plain


def _string_in(cell: object, number: int) -> str:
    """What a cell shows, as the archive writes it: a day as 2018-07-16, a truth as yes or no."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if getattr(cell, "data_type", "") == "f":
        raise _formula(getattr(cell, "column", 1), number)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _formula(column: int, number: int) -> TableError:
    place = f"{get_column_letter(column)}{number}"
    return TableError(
        _("Cell %(place)s holds a formula. Put its value there, or an apostrophe before what is meant as text.")
        % {"place": place}
    )
