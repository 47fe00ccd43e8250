"""Cells go out so that nothing runs them, and come in as they were; what is no table is told in plain words."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from archive.spreadsheets import tables
from archive.spreadsheets.tables import Table, TableError, read_table, write_csv, write_xlsx

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx", "\n=1", "＝1+1", "'=1", "''-1", "=cmd|' /C calc'!A0")
HARMLESS = ("'tis", "Ünïcode — “quotes”", "a,b;c\td", 'a "b"', "one\ntwo", " x ", "007", "1e5", "2018-07-16", "TRUE")


def xlsx(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_cells_come_back_as_they_were(write) -> None:
    rows = [[f"r{number}", cell] for number, cell in enumerate((*DANGEROUS, *HARMLESS))]
    ending = "csv" if write is write_csv else "xlsx"
    table = read_table(f"x.{ending}", write(["slug", "title"], rows))
    assert table == Table(["slug", "title"], rows, list(range(2, len(rows) + 2)))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)))
def test_any_text_comes_back_from_a_csv_file(cells: list[str]) -> None:
    rows = [[f"r{number}", cell] for number, cell in enumerate(cells)]
    assert read_table("x.csv", write_csv(["slug", "title"], [*rows, ["end", ""]])).rows == [*rows, ["end", ""]]


def test_no_cell_begins_as_a_formula_does() -> None:
    rows = [["r", cell] for cell in DANGEROUS]
    written = write_csv(["slug", "title"], rows).decode("utf-8-sig")
    assert all(row.split(",", 1)[1].lstrip('"').startswith("'") for row in written.split("\r\n")[1:] if row[:2] == "r,")
    sheet = load_workbook(io.BytesIO(write_xlsx(["slug", "title"], rows))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_typed_cells_of_a_spreadsheet_are_written_as_the_archive_does() -> None:
    book = xlsx(["slug", "a", "b", "c", "d"], ["x", True, 3.0, tables.date(2018, 7, 16), None])
    assert read_table("x.xlsx", book).rows == [["x", "yes", "3", "2018-07-16", ""]]


def test_semicolons_and_empty_rows_are_understood_and_rows_keep_their_numbers() -> None:
    table = read_table("X.CSV", b"slug;title\r\n;\r\n\r\na;b,c\r\n")
    assert table == Table(["slug", "title"], [["a", "b,c"]], [4])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.ods", b"", "has to end in .csv or .xlsx"),
        ("x.csv", b"", "no rows below its headings"),
        ("x.csv", b"slug,title\n", "no rows below its headings"),
        ("x.csv", "slug,title\na,é\n".encode("latin-1"), "not UTF-8"),
        ("x.csv", "slug,title\na,b\n".encode("utf-16"), "not UTF-8"),
        ("x.csv", b"slug,title,title\na,b,c\n", "Two columns are called “title”"),
        ("x.csv", b"slug,,title\na,b,c\n", "Column B has no heading"),
        ("x.csv", b"slug,title\na\n", "Row 2 has 1 cells, but there are 2 columns"),
        ("x.csv", b"slug,title\na,b,c\n", "Row 2 has a cell in a column without a heading"),
        ("x.csv", b'slug,title\na,"b\n', "no CSV that can be read"),
        ("x.csv", b"slug,title\na,=1+1\n", "Cell B2 holds a formula"),
        ("x.xlsx", xlsx(["slug", "title"], ["a", "=1+1"]), "Cell B2 holds a formula"),
        ("x.xlsx", b"PK\3\4 and no more", "no XLSX file, or is damaged"),
        ("x.xlsx", b"slug,title\n", "no XLSX file, or is damaged"),
    ],
)
def test_what_is_no_table_is_told(name: str, content: bytes, words: str) -> None:
    with pytest.raises(TableError, match=words.replace("(", r"\(")):
        read_table(name, content)


def repacked(content: bytes, name: str, change) -> bytes:
    """An XLSX file with one of its parts changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            data = source.read(part)
            target.writestr(part, change(data) if part == name else data)
    return changed.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_spreadsheet_that_unpacks_to_too_much_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_UNPACKED", 3_000_000)
    bomb = repacked(xlsx(["slug", "title"], ["a", "b"]), SHEET, lambda data: data + b" " * 5_000_000)
    assert len(bomb) < 50_000
    with pytest.raises(TableError, match="too large once it is unpacked"):
        read_table("x.xlsx", bomb)


def test_entities_that_multiply_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode()

    def laughing(data: bytes) -> bytes:
        return head + data[data.index(b"<worksheet") :].replace(b"</worksheet>", b"&l9;</worksheet>")

    with pytest.raises(TableError, match="damaged"):
        read_table("x.xlsx", repacked(xlsx(["slug", "title"], ["a", "b"]), SHEET, laughing))


def test_cell_far_below_is_no_burden() -> None:
    far = repacked(xlsx(["slug"], ["a"]), SHEET, lambda data: data.replace(b'r="2"', b'r="1048576"'))
    with pytest.raises(TableError, match="more than 10000 rows"):
        read_table("x.xlsx", far)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml", SHEET, "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"<x/>", b"\xff\xfe no xml"])
def test_spreadsheet_with_a_damaged_part_raises_nothing_else(part: str, content: bytes) -> None:
    damaged = repacked(xlsx(["slug", "title"], ["a", "b"]), part, lambda _: content)
    with suppress(TableError):
        assert read_table("x.xlsx", damaged).rows == [["a", "b"]]


def test_too_many_rows_and_too_large_a_file_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    with pytest.raises(TableError, match="more than 2 rows"):
        read_table("x.csv", b"slug,title\na,1\nb,2\nc,3\n")
    monkeypatch.setattr(tables, "MAX_BYTES", 10)
    with pytest.raises(TableError, match="larger than"):
        read_table("x.csv", b"slug,title\na,b\n")


def test_text_too_long_for_a_cell_is_not_cut() -> None:
    with pytest.raises(TableError, match="Export as CSV"):
        write_xlsx(["slug"], [["x" * 40_000]])
    with pytest.raises(TableError, match="Export as CSV"):
        write_xlsx(["slug"], [["x\x00"]])
