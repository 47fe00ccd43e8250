"""One JSON object a line, letters as they are."""

from __future__ import annotations

import io
import json

from archive.export import jsonl


def test_each_record_is_one_line_and_the_number_is_told() -> None:
    out = io.StringIO()

    count = jsonl.write([{"title": "Élysée\nand “more”"}, {"title": "Сold"}], out)

    assert count == 2
    assert out.getvalue() == '{"title": "Élysée\\nand “more”"}\n{"title": "Сold"}\n'
    assert [json.loads(line)["title"] for line in out.getvalue().splitlines()] == ["Élysée\nand “more”", "Сold"]


def test_no_records_give_no_line() -> None:
    out = io.StringIO()

    assert jsonl.write([], out) == 0
    assert out.getvalue() == ""
