"""Pages that count need an index: the one of the search's tests."""

from tests.search.conftest import index_dir

__all__ = ["index_dir"]
