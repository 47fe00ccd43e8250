import random
from pathlib import Path

import pytest

from archive.search.engine.building import BuildingError, IndexBuilder
from tests.search.engine.corpora import SCHEMA, new_index, open_index, some_document
from tests.search.engine.test_writing import contents, keys


@pytest.mark.parametrize("size", [0, 7, 1501])
def test_two_processes_build_what_one_builds(tmp_path: Path, size: int) -> None:
    dice = random.Random(size)
    documents = [some_document(dice, key) for key in range(size)]
    for processes in (1, 2):
        new_index(tmp_path / str(processes))
        with IndexBuilder(tmp_path / str(processes), SCHEMA, 1, processes) as builder:
            for document in documents:
                builder.add_document(**document)
    one, two = open_index(tmp_path / "1"), open_index(tmp_path / "2")
    assert keys(one) == keys(two) == sorted(document["key"] for document in documents)
    assert contents(one) == contents(two)
    assert len(two.views) <= 2


def test_error_while_building_leaves_nothing(tmp_path: Path) -> None:
    new_index(tmp_path)
    with pytest.raises(ZeroDivisionError), IndexBuilder(tmp_path, SCHEMA, 1, 2) as builder:
        for key in range(300):
            builder.add_document(key=str(key))
        raise ZeroDivisionError
    assert keys(open_index(tmp_path)) == []


def test_error_in_the_other_process_is_raised_here(tmp_path: Path) -> None:
    batches = 3  # as many as may wait, so that none is indexed on this side
    new_index(tmp_path)
    with pytest.raises(BuildingError, match="KeyError"), IndexBuilder(tmp_path, SCHEMA, 1, 2) as builder:
        for key in range(200 * batches):
            builder.add_document(**({"key": str(key)} if key % 200 else {"no_such_field": "x"}))
    assert keys(open_index(tmp_path)) == []
