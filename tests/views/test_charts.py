from datetime import date

import pytest

from archive.models import Event
from archive.views import charts
from archive.views.charts import PhaseCounts
from archive.views.date_strip import date_strip
from archive.views.months import timeline

MET = Event(short_name="Da Nang 2017", start=date(2017, 11, 10), end=date(2017, 11, 11))


def test_stacked_bars_stand_end_to_end_on_one_scale():
    bars = charts.stacked(PhaseCounts(before=2, during=1, after=1), 8)
    assert [(bar.phase, bar.x, bar.width) for bar in bars] == [
        ("before", 0, 25),
        ("during", 25, 12.5),
        ("after", 37.5, 12.5),
    ]


def test_balance_puts_during_on_the_middle_and_the_others_beside_it():
    before, during, after = charts.balanced(PhaseCounts(before=3, during=2, after=1), 4)
    assert during.x + during.width / 2 == pytest.approx(50, abs=0.02)
    assert before.x + before.width == pytest.approx(during.x, abs=0.02)
    assert after.x == pytest.approx(during.x + during.width, abs=0.02)
    assert before.x >= 0


def test_one_article_among_thousands_is_still_drawn():
    (bar,) = charts.stacked(PhaseCounts(before=1), 100_000)
    assert bar.width == charts.HAIR


def test_counts_come_from_mappings_and_annotated_records():
    class Record:
        before, during, after = 1, 2, None

    assert PhaseCounts.of(Record()) == PhaseCounts(1, 2, 0)
    assert PhaseCounts.of({"after": 3}).total == 3
    assert charts.longest_arm([]) == charts.largest_total([]) == 0


def test_date_strip_draws_both_spans_on_one_axis():
    strip = date_strip(date(2017, 11, 3), date(2017, 11, 10), MET, "before")
    written, met = strip.rows
    assert written.x < met.x < written.x + written.width
    assert (written.css, met.css) == ("range before", "bar during")
    assert 1 < len(strip.ticks) <= 7
    assert strip.ticks[0].label.endswith("Nov")


def test_open_end_runs_to_the_edge_with_its_word_beside_it():
    written = date_strip(date(2017, 11, 12), None, MET, "after").written
    assert written.x + written.width == pytest.approx(100)
    assert (written.label_x, written.label_dx) == (written.x, -6)
    written = date_strip(None, date(2017, 11, 12), MET, "after").written
    assert written.x == 0
    assert written.label_dx == 6


def test_long_spans_have_months_or_years_under_them():
    strip = date_strip(date(2012, 1, 1), date(2017, 12, 31), MET, "undetermined")
    assert all(tick.label.isdigit() and len(tick.label) == 4 for tick in strip.ticks)
    strip = date_strip(date(2017, 5, 1), date(2017, 12, 31), MET, "undetermined")
    assert 2 <= len(strip.ticks) <= 7


def test_no_strip_without_days():
    assert date_strip(None, None, MET, "before") is None
    assert date_strip(date(2017, 11, 12), None, Event(short_name="Some day"), "before") is None
    assert date_strip(date(1, 1, 1), None, MET, "after") is None


def test_timeline_stacks_phases_from_the_axis_upwards():
    drawn = timeline({date(2018, 7, 1): {"before": 1, "after": 3}}, [(1, "Helsinki 2018", date(2018, 7, 16))])
    (period,) = drawn.periods
    assert (period.value, period.parameter, period.label) == ("2018-07", "month", "July 2018")
    before, after = period.segments
    assert before.y + before.height == pytest.approx(drawn.base)
    assert after.y + after.height == pytest.approx(before.y)
    assert drawn.flags[0].has_room


def test_timeline_of_many_years_counts_by_year():
    drawn = timeline(
        {date(1960, 1, 1): {"after": 1}, date(1960, 5, 1): {"after": 1}, date(2020, 1, 1): {"before": 1}}, []
    )
    assert [(period.value, period.counts.total) for period in drawn.periods] == [("1960", 2), ("2020", 1)]
    assert drawn.unit == "year"


def test_flags_never_run_into_each_other():
    summits = [(number, "Somewhere 2018", date(2018, 1 + number % 12, 1)) for number in range(12)]
    drawn = timeline({date(2015, 1, 1): {"after": 1}, date(2018, 12, 1): {"after": 1}}, summits)
    shown = [flag for flag in drawn.flags if flag.has_room]
    assert 0 < len(shown) < len(drawn.flags)
    assert len({(flag.y, flag.x) for flag in shown}) == len(shown)


def test_no_months_no_timeline():
    assert timeline({}, []) is None
