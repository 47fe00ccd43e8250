"""One JSON object a line, letters as they are."""

from __future__ import annotations

import json

from archive.export import jsonl


def test_each_record_is_one_line() -> None:
    lines = list(jsonl.chunks([{"title": "Élysée\nand “more”"}, {"title": "Сold"}]))

    assert lines == ['{"title": "Élysée\\nand “more”"}\n', '{"title": "Сold"}\n']
    assert [json.loads(line)["title"] for line in lines] == ["Élysée\nand “more”", "Сold"]


def test_no_records_give_no_line() -> None:
    assert list(jsonl.chunks([])) == []
