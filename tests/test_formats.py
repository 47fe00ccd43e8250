"""Dates as Django's own pages write them: the day first in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.forms import DateField
from django.utils.formats import date_format
from django.utils.translation import override


@pytest.mark.parametrize(("language", "written"), [("en", "28 Nov 2026"), ("fr", "28 novembre 2026")])
def test_day_comes_before_the_month(language: str, written: str) -> None:
    with override(language):
        assert date_format(date(2026, 11, 28)) == written


@pytest.mark.parametrize("language", ["en", "fr"])
def test_date_typed_with_slashes_begins_with_its_day(language: str) -> None:
    with override(language):
        assert DateField().clean("03/04/2018") == date(2018, 4, 3)
