"""The search has to follow a merge: the index is the one of its tests."""

from tests.search.conftest import found, index_dir

__all__ = ["found", "index_dir"]
