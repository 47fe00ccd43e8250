from datetime import date

from archive.search.meetings import LANES, Meeting, counted_by_slot, in_lanes

FIRST, LAST = date(2018, 7, 1), date(2018, 7, 31)


def meeting(name: str, first: int, last: int) -> Meeting:
    return Meeting(name, name, "", date(2018, 7, first), date(2018, 7, last), "held")


def test_meetings_at_the_same_time_stand_in_lanes_of_their_own() -> None:
    lanes = in_lanes([meeting("Brussels", 11, 12), meeting("Helsinki", 12, 12), meeting("Far", 28, 28)], FIRST, LAST)
    assert [each.y for each in lanes.drawn] == [0, 18, 0]
    assert (lanes.height, lanes.undrawn) == (36, 0)


def test_name_without_room_to_the_right_stands_left_of_its_meeting() -> None:
    (late,) = in_lanes([meeting("Johannesburg 2018", 29, 31)], FIRST, LAST).drawn
    assert late.is_flipped
    assert late.name_x == late.x
    assert late.x + late.width <= 100.01


def test_meeting_is_cut_off_at_the_ends_of_the_axis() -> None:
    long = Meeting("Long", "", "", date(2018, 6, 1), date(2018, 9, 1), "held")
    (drawn,) = in_lanes([long], FIRST, LAST).drawn
    assert (drawn.x, drawn.width) == (0, 100)


def test_what_has_no_lane_is_counted() -> None:
    lanes = in_lanes([meeting(f"M{number}", 3, 5) for number in range(LANES + 3)], FIRST, LAST)
    assert (len(lanes.drawn), lanes.undrawn) == (LANES, 3)


def test_meetings_are_counted_by_status_one_below_the_other() -> None:
    starts = [(date(2018, 7, 1), "cancelled"), (date(2018, 3, 1), "held"), (date(2019, 3, 1), "held")]
    first, second = counted_by_slot(starts, ["planned", "held", "cancelled"], "year", 2018, 2019)
    assert (first.slot, first.count, second.count) == (2018, 2, 1)
    assert first.parts == (("held", 0.0, 14.0), ("cancelled", 14.0, 14.0))
    assert second.x > first.x + first.width
