"""Where a point falls on the map, and where its name can stand."""

from hypothesis import given
from hypothesis import strategies as st

from samverka.places.figures import REACH, _box_of, placed_names, projected

latitudes = st.floats(55, 69)
longitudes = st.floats(11, 24)


@given(latitudes, st.floats(0, 9))
def test_the_map_is_the_same_on_both_sides_of_its_middle(latitude: float, off: float) -> None:
    (left, left_y), (right, right_y) = projected(latitude, 15 - off), projected(latitude, 15 + off)
    assert abs(left + right) < 1e-9
    assert abs(left_y - right_y) < 1e-9


@given(latitudes, latitudes, longitudes)
def test_north_is_up(one: float, other: float, longitude: float) -> None:
    if abs(one - other) > 1e-6:
        assert (projected(one, longitude)[1] > projected(other, longitude)[1]) == (one > other)


points = st.tuples(st.floats(0, 540), st.floats(0, 942))


@given(st.lists(st.tuples(st.text("abcåäö", min_size=3, max_size=12), points), max_size=20))
def test_every_name_gets_a_place(named: list[tuple[str, tuple[float, float]]]) -> None:
    given_names = [(text, *point) for text, point in named]
    placed = placed_names(given_names, [point for _text, point in named], width=540, height=942)
    assert sorted(name.text for name in placed) == sorted(text for text, _point in named)
    assert {name.anchor for name in placed} <= {"start", "end", "middle"}


def test_a_lonely_name_stands_to_the_right() -> None:
    (name,) = placed_names([("Älvnäs", 100, 100)], [(100, 100)], width=540, height=942)
    assert (name.x, name.anchor, name.leader) == (100 + REACH, "start", None)


def test_a_name_at_the_right_edge_stands_to_the_left() -> None:
    (name,) = placed_names([("Älvnäs", 530, 100)], [(530, 100)], width=540, height=942)
    assert name.anchor == "end"


def test_names_close_together_step_aside_and_do_not_cover_each_other() -> None:
    crowd = [(f"Kommun {index}", 270 + 4 * index, 400 + 4 * (index % 3)) for index in range(8)]
    placed = placed_names(crowd, [(x, y) for _text, x, y in crowd], width=540, height=942)
    assert any(name.leader for name in placed)
    boxes = [_box_of(name) for name in placed]
    for index, one in enumerate(boxes):
        assert all(one.shared_with(other) < 0.2 * one.area for other in boxes[index + 1 :])
