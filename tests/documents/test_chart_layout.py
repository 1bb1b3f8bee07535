"""The layout of the org chart: where boxes and lines go, for any team and any folds."""

from itertools import combinations
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.documents.chart_layout import Box, ChartMeasures, Layout, Node, lay_out_chart
from cxplanner.screens.views.team.chart_moves import Direction, far_down, neighbour, row_end

MOVES: Final[tuple[Direction, ...]] = ("up", "down", "left", "right")


def team(*lines: str) -> list[Node]:
    """Nodes from lines such as ``boss: one two three``; who stands under nobody begins a tree."""
    found: dict[str, str | None] = {}
    for line in lines:
        boss, _, reports = line.partition(":")
        found.setdefault(boss, None)
        found |= dict.fromkeys(reports.split(), boss)
    return [Node(key, boss, 4 if boss else 3) for key, boss in found.items()]


@st.composite
def teams(draw: Any) -> list[Node]:
    """Any forest, its nodes in any order."""
    size = draw(st.integers(0, 40))
    nodes = []
    for n in range(size):
        boss = draw(st.integers(-2, n - 1)) if n else -1
        above = None if boss < -1 else "not-here" if boss < 0 else f"n{boss}"
        nodes.append(Node(f"n{n}", above, draw(st.sampled_from((3, 4, 5)))))
    return draw(st.permutations(nodes)) if draw(st.booleans()) else nodes


MEASURES: Final = st.builds(
    ChartMeasures,
    width=st.integers(3, 30),
    beside=st.integers(1, 3),
    below=st.integers(1, 3),
    stacked=st.integers(0, 2),
    indent=st.integers(1, 4),
    stack=st.integers(1, 9),
    trees=st.integers(0, 3),
    page=st.integers(0, 60),
)


def below(nodes: list[Node], key: str) -> set[str]:
    """Everybody below a node."""
    reports = [node.id for node in nodes if node.boss == key]
    return set(reports).union(*(below(nodes, report) for report in reports))


def units(box: Box) -> set[tuple[int, int]]:
    return {(x, y) for x in range(box.x, box.right) for y in range(box.y, box.bottom)}


def drawn(chart: Layout) -> set[tuple[int, int]]:
    """Every unit that a line runs through."""
    return {
        (x, y)
        for line in chart.lines
        for x in range(min(line.x1, line.x2), max(line.x1, line.x2) + 1)
        for y in range(min(line.y1, line.y2), max(line.y1, line.y2) + 1)
    }


@given(nodes=teams(), measures=MEASURES, chance=st.randoms(use_true_random=False))
def test_any_chart_is_whole(nodes: list[Node], measures: ChartMeasures, chance: Any) -> None:
    folded = {node.id for node in nodes if chance.random() < 0.2}
    chart = lay_out_chart(nodes, folded=folded, measures=measures)
    hidden = set[str]().union(*(below(nodes, key) for key in folded)) if folded else set()
    assert set(chart.boxes) == {node.id for node in nodes} - hidden
    for one, other in combinations(chart.boxes.values(), 2):
        apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
        assert apart, (one, other)
    for node in nodes:
        if box := chart.boxes.get(node.id):
            assert box.height == node.height
            assert box.x >= 0
            assert box.right <= chart.width
            assert box.bottom <= chart.height
            if box.boss:
                assert box.y >= chart.boxes[box.boss].bottom
            reports = tuple(other.id for other in nodes if other.boss == node.id)
            assert box.reports == (() if node.id in folded else reports)
            assert box.hidden == (len(below(nodes, node.id)) if node.id in folded else 0)
    assert lay_out_chart(nodes, folded=folded, measures=measures) == chart


@given(nodes=teams(), measures=MEASURES)
def test_lines_join_who_belongs_together_and_cross_no_box(nodes: list[Node], measures: ChartMeasures) -> None:
    chart = lay_out_chart(nodes, measures=measures)
    ends = {end for box in chart.boxes.values() for end in (box.entry,) if end}
    ends |= {(box.exit, box.bottom - 1) for box in chart.boxes.values() if box.exit is not None}
    on_boxes = set[tuple[int, int]]().union(*map(units, chart.boxes.values())) if chart.boxes else set()
    lines = drawn(chart)
    assert lines & on_boxes == ends
    for box in chart.boxes.values():
        assert (box.entry is None) == (box.boss is None)
        assert (box.exit is None) == (not box.reports)
        if box.exit is None:
            continue
        reached, waiting = set[tuple[int, int]](), [(box.exit, box.bottom - 1)]
        while waiting:
            x, y = waiting.pop()
            if (x, y) in lines and (x, y) not in reached:
                reached.add((x, y))
                waiting += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
        assert {chart.boxes[report].entry for report in box.reports} <= reached


@given(nodes=teams(), measures=MEASURES)
def test_every_box_can_be_reached_and_a_move_is_where_it_says(
    nodes: list[Node], measures: ChartMeasures
) -> None:
    chart = lay_out_chart(nodes, measures=measures)
    boxes = chart.boxes
    for key, box in boxes.items():
        for way in MOVES:
            to = neighbour(chart, key, way)
            if to is None:
                continue
            other = boxes[to]
            assert {
                "up": other.bottom <= box.y,
                "down": other.y >= box.bottom,
                "left": other.right <= box.x,
                "right": other.x >= box.right,
            }[way]
    for root in (box.id for box in boxes.values() if box.boss is None):
        reached, waiting = set[str](), [root]
        while waiting:
            key = waiting.pop()
            if key not in reached:
                reached.add(key)
                waiting += [to for way in MOVES if (to := neighbour(chart, key, way))]
        assert below(nodes, root) <= reached


def test_nobody_at_all() -> None:
    assert lay_out_chart([]) == Layout({}, (), 0, 0)


def test_a_manager_stands_in_the_middle_above_those_with_reports() -> None:
    chart = lay_out_chart(team("ceo: boss", "boss: left right", "left: a", "right: b"))
    left, right, boss, ceo = (chart.boxes[key] for key in ("left", "right", "boss", "ceo"))
    assert left.y == right.y == boss.bottom + 1
    assert boss.x - left.x == right.x - boss.x
    assert ceo.x == boss.x
    assert boss.exit == ceo.exit == ceo.x + ceo.width // 2


def test_those_without_reports_are_stacked_beside_a_line() -> None:
    chart = lay_out_chart(team("boss: a b c"))
    stack = [chart.boxes[key] for key in "abc"]
    assert [box.x for box in stack] == [chart.boxes["boss"].x + 3] * 3
    assert [box.y for box in stack] == [4, 8, 12]
    assert [(box.before, box.after) for box in stack] == [(None, "b"), ("a", "c"), ("b", None)]


def test_a_single_report_stands_right_below() -> None:
    chart = lay_out_chart(team("boss: only"))
    assert chart.boxes["only"].x == chart.boxes["boss"].x
    assert chart.boxes["only"].before is chart.boxes["only"].after is None


def test_many_reports_take_several_columns() -> None:
    chart = lay_out_chart(team("boss: " + " ".join(f"r{n}" for n in range(20))))
    assert len({chart.boxes[f"r{n}"].x for n in range(20)}) == 3
    assert chart.height < 40


def test_small_trees_share_a_column() -> None:
    chart = lay_out_chart(team("ceo: boss", "boss: lead", "lead: a b c d", "cmo: x", "cio: y", "cfo: z"))
    assert chart.boxes["cmo"].x == chart.boxes["cio"].x == chart.boxes["cfo"].x > chart.boxes["ceo"].x
    assert chart.boxes["cmo"].y < chart.boxes["cio"].y < chart.boxes["cfo"].y


def test_a_folded_box_says_how_many_it_hides_and_stays_beside_its_peers() -> None:
    nodes = team("boss: a lead b", "lead: c d", "d: e")
    chart = lay_out_chart(nodes, folded={"lead"})
    assert list(chart.boxes) == ["boss", "a", "lead", "b"]
    assert chart.boxes["lead"].hidden == 3
    assert len({chart.boxes[key].y for key in ("a", "lead", "b")}) == 1


@pytest.mark.parametrize("chain", [True, False], ids=["chain", "span"])
def test_a_thousand_in_one_line_or_under_one_manager(chain: bool) -> None:
    nodes = [Node(f"n{n}", f"n{n - 1 if chain else 0}" if n else None, 4) for n in range(1000)]
    chart = lay_out_chart(nodes)
    assert len(chart.boxes) == 1000
    assert chart.width == 28 if chain else chart.width < 1000
    assert chart.height == 4999 if chain else chart.height < 300


MOVED: Final = team("ceo: boss", "boss: left right", "left: a b", "right: c", "cmo: x")


@pytest.mark.parametrize(
    ("start", "way", "end"),
    [
        ("boss", "up", "ceo"),
        ("boss", "down", "left"),
        ("left", "right", "right"),
        ("right", "left", "left"),
        ("right", "up", "boss"),
        ("a", "up", "left"),
        ("a", "down", "b"),
        ("b", "up", "a"),
        ("b", "down", None),
        ("a", "right", "c"),
        ("ceo", "up", None),
        ("ceo", "right", "cmo"),
        ("cmo", "down", "x"),
        ("x", "left", "boss"),
    ],
)
def test_moves(start: str, way: Direction, end: str | None) -> None:
    assert neighbour(lay_out_chart(MOVED), start, way) == end


def test_far_moves() -> None:
    chart = lay_out_chart(MOVED)
    assert far_down(chart, "ceo", 1000) == "b"
    assert far_down(chart, "b", -1000) == "ceo"
    assert far_down(chart, "boss", 5) == "left"
    assert far_down(chart, "b", 10) == "b"
    assert row_end(chart, "right", -1) == "left"
    assert row_end(chart, "left", 1) == "right"
