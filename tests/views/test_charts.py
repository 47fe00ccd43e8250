from datetime import date

import pytest

from archive.models import Event
from archive.search.timeline import Summit
from archive.views import charts
from archive.views.charts import PhaseCounts
from archive.views.date_strip import date_strip
from archive.views.months import charted

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


def summits(*days):
    return [
        (number, Summit(f"Somewhere {day[:4]}", "/", *[date.fromisoformat(day)] * 2))
        for number, day in enumerate(days, 1)
    ]


def test_coverage_stacks_phases_from_the_axis_upwards():
    drawn = charted({"2018-07": 4}, {"before": {"2018-07": 1}, "after": {"2018-07": 3}}, summits("2018-07-16"), {})
    (bar,) = drawn.rows
    assert (bar.label, bar.certain, bar.address) == ("July 2018", 4, "/search/?from=2018-07&to=2018-07")
    before, after = bar.segments
    assert before.y + before.height == pytest.approx(drawn.plain.base)
    assert after.y + after.height == pytest.approx(before.y)
    (flag,) = drawn.flags
    assert (flag.number, flag.y) == (1, 12)
    assert bar.x < flag.x < bar.x + bar.width


def test_coverage_of_many_years_is_drawn_by_year():
    drawn = charted({"1960-01": 1, "1960-05": 1, "2020-01": 1}, {"after": {"1960-01": 1}}, [], {"person": "putin"})
    assert [(bar.label, bar.certain) for bar in drawn.rows] == [("1960", 2), ("2020", 1)]
    assert drawn.rows[0].address == "/search/?person=putin&from=1960&to=1960"


def test_uncertain_dates_are_lines_below_the_axis():
    drawn = charted({"2018-07": 1, "2018-03/2018-05": 2, "unknown": 3}, {"after": {"2018-07": 1}}, [], {})
    (line,) = drawn.plain.lines
    assert (line.count, line.y > drawn.plain.base, drawn.plain.undated) == (2, True, 3)


def test_flags_never_run_into_each_other():
    crowd = summits(*(f"2018-{1 + number % 12:02}-01" for number in range(24)))
    drawn = charted({"2015-01": 1, "2018-12": 1}, {"after": {"2015-01": 1}}, crowd, {})
    shown = [flag for flag in drawn.flags if flag.y]
    assert 0 < len(shown) < len(drawn.flags) == 24
    assert len({(flag.y, flag.x) for flag in shown}) == len(shown)


def test_no_dates_no_chart():
    assert charted({}, {"after": {}}, [], {}) is None
    assert charted({"unknown": 2}, {"after": {"unknown": 2}}, [], {}) is None
