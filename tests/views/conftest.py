"""Pages that count need an index: the one of the search's tests."""

import pytest

from tests.search.conftest import index_dir
from tests.views import factories as make

__all__ = ["index_dir"]


@pytest.fixture
def covered():
    """A two-day meeting with two articles before, one during, one after, one rejected and one in the background."""
    event = make.make_event("Hamburg 2017", "2017-07-07", "2017-07-08", series="G20", place="Hamburg", country="DE")
    source = make.make_source("Baltic Courier")
    for title, day, phase in (
        ("Early", "2017-07-03", "before"),
        ("Eve", "2017-07-06", "before"),
        ("Day two", "2017-07-08", "during"),
        ("Later", "2017-07-09/2017-07-12", "after"),
    ):
        make.cover(make.make_article(title, published=day, source=source, language="en"), event, phase)
    make.cover(make.make_article("Rejected"), event, "after", judgement=make.REJECTED)
    make.cover(make.make_article("In passing"), event, "")
    return event
