"""Places on a grid: packed from the top, merged with what is there today, and compared."""

from dataclasses import replace

from services.dashboards.layouts.grid_positions import GridPosition, compact, differences, merge_layouts

# Two beside each other, and one below that is as wide as both.
LEFT, RIGHT, BELOW = (
    GridPosition("left", 0, 0, 6, 4),
    GridPosition("right", 6, 0, 6, 8),
    GridPosition("below", 0, 8, 12, 4),
)


def test_what_hangs_in_the_air_goes_up_until_it_meets_something():
    assert compact([replace(LEFT, y=30), replace(BELOW, y=50)], 12) == (LEFT, replace(BELOW, y=4))


def test_none_lies_on_another():
    assert compact([LEFT, replace(RIGHT, x=3)], 12) == (LEFT, replace(RIGHT, x=3, y=4))


def test_what_is_too_wide_or_stands_outside_is_fitted_in():
    assert compact([replace(RIGHT, x=9, w=20)], 12) == (replace(RIGHT, x=0, w=12),)
    assert compact([replace(RIGHT, x=9)], 12) == (RIGHT,)


def test_hidden_things_take_no_room_and_come_last():
    assert compact([replace(LEFT, hidden=True), BELOW], 12) == (replace(BELOW, y=0), replace(LEFT, hidden=True))


def test_what_is_gone_is_left_out_and_what_is_new_comes_below():
    kept = (replace(RIGHT, x=0), replace(GridPosition("gone", 0, 20, 6, 2), x=6))
    assert merge_layouts(kept, (LEFT, RIGHT, BELOW), 12) == (
        replace(RIGHT, x=0),
        replace(LEFT, y=8),
        replace(BELOW, y=12),
    )


def test_two_layouts_are_shown_apart_by_what_became_of_each_thing():
    after = (replace(LEFT, y=12), replace(RIGHT, w=4), replace(BELOW, hidden=True))
    assert differences((LEFT, RIGHT, BELOW), after) == {"left": "moved", "right": "resized", "below": "hidden"}
    assert differences(after, (LEFT, RIGHT, BELOW))["below"] == "restored"
    assert differences(after, after) == {}
