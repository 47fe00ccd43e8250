from datetime import date

import pytest

from archive.search.periods import Period


def test_period_knows_its_days_and_its_bars() -> None:
    month, year, decade = Period.month(2018, 2), Period.year(2018), Period.decade(2010)
    assert (month.edtf, month.name, month.first, month.last) == (
        "2018-02", "February 2018", date(2018, 2, 1), date(2018, 2, 28),
    )  # fmt: skip
    assert (year.edtf, year.finer, year.slots[1] - year.slots[0]) == ("2018", "month", 11)
    assert (decade.edtf, decade.name, decade.slots) == ("201X", "2010s", (2010, 2019))


def test_neighbours_end_where_the_calendar_does() -> None:
    assert Period.month(2018, 1).previous == Period.month(2017, 12)
    assert Period.month(1, 1).previous is None
    assert Period.month(9999, 12).next is None
    assert Period.decade(0).previous is None
    assert Period.decade(0).first == date(1, 1, 1)
    assert Period.decade(9990).next is None
    assert Period.year(1).next == Period.year(2)


@pytest.mark.parametrize(("unit", "numbers"), [("year", (0,)), ("month", (2018, 13)), ("decade", (2018,))])
def test_what_is_not_in_the_calendar_is_no_period(unit: str, numbers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        getattr(Period, unit)(*numbers)
