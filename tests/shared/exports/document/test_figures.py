import pytest

from shared.exports.document.blocks import Chart, Column, Grid, Series
from shared.exports.document.figures import as_grid, bars, figure, plot


def chart(kind: str, *values: float | None, unit: str = "") -> Chart:
    names = tuple(str(at) for at in range(len(values)))
    return Chart("t", kind, names, (Series("s", values),), unit)


@pytest.mark.parametrize(
    ("value", "unit", "language", "words"),
    [
        (12480, "", "ar", "12\u202f480"),
        (12480.5, "", "en", "12,480.5"),
        (48, "%", "fr", "48\u00a0%"),
        (None, "", "en", "–"),
        (float("nan"), "%", "en", "–"),
    ],
)
def test_a_figure_is_written_as_the_language_writes_it(value, unit, language, words) -> None:
    assert figure(value, unit, language) == words


def test_the_table_beside_a_chart_holds_every_figure() -> None:
    grid = as_grid(chart("bar", 1, None, unit="km"), "en", "Item")
    assert [column.title for column in grid.columns] == ["Item", "s (km)"]
    assert grid.rows == (("0", "1"), ("1", "–"))


def test_bars_of_a_group_share_one_scale_that_holds_nought() -> None:
    drawn = bars(chart("bar", -5, 5, None), "en")
    assert [(bar[0][0].start, bar[0][0].length) for bar in drawn] == [(0, 0.5), (0.5, 0.5), (0.5, 0)]


def test_a_stack_is_as_long_as_its_share_of_the_longest() -> None:
    both = Chart("t", "stacked", ("a", "b"), (Series("x", (1, 2)), Series("y", (1, 6))))
    ends = [stack[0][-1].start + stack[0][-1].length for stack in bars(both, "en")]
    assert ends == [0.25, 1]


def test_a_missing_figure_breaks_the_line() -> None:
    assert [len(piece) for piece in plot(chart("line", 1, 2, None, 4), "en").lines[0]] == [2, 1]


@pytest.mark.parametrize("values", [(), (0, 0), (5,), (-3, 12480), (0.001, 0.002), (1e12, 2)])
def test_every_point_of_a_line_is_inside_its_heights(values) -> None:
    drawn = plot(chart("line", *values), "en")
    assert 2 <= len(drawn.heights) <= 8
    assert all(0 <= y <= 1 for line in drawn.lines for piece in line for _, y in piece)


def test_parts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="one cell for each column"):
        Grid((Column("a"), Column("b")), (("x",),))
    with pytest.raises(ValueError, match="one value for each category"):
        Chart("t", "bar", ("a", "b"), (Series("s", (1,)),))
    with pytest.raises(ValueError, match="negative"):
        chart("stacked", -1)
