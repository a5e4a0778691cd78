"""The server and the browser pack a layout by the same rules, and the style sheet draws it by them."""

import json
import random
import re
from dataclasses import asdict

from components.layout_editor import GAP, ROW_HEIGHT
from services.dashboards.built_in import BUILT_IN
from services.dashboards.layouts.default_layout import default_layout
from services.dashboards.layouts.grid_positions import COLUMNS, MIN_WIDTHS, GridPosition, compact, merge_layouts
from tests.assets.node import ROOT, run_node

CASES = 400


def random_layout(chance: random.Random) -> tuple[GridPosition, ...]:
    """Return positions anywhere: with overlaps, gaps and holes, outside the grid, hidden, too wide."""
    return tuple(
        GridPosition(
            f"item-{number:02}",
            chance.randrange(14),
            chance.randrange(40),
            chance.randint(1, 14),
            chance.randint(2, 12),
            hidden=chance.random() < 0.2,
        )
        for number in chance.sample(range(30), chance.randint(0, 14))
    )


def packed_by_the_browser(cases: list[tuple[tuple[GridPosition, ...], int]]) -> list[tuple[GridPosition, ...]]:
    sent = [{"positions": [asdict(each) for each in positions], "columns": columns} for positions, columns in cases]
    answers = json.loads(run_node("tests/assets/compact.js", input=json.dumps(sent)))
    return [tuple(GridPosition(**each) for each in positions) for positions in answers]


def test_the_browser_packs_any_layout_as_the_server_does():
    chance = random.Random(11)
    cases = [(random_layout(chance), chance.choice(list(COLUMNS.values()))) for _ in range(CASES)]
    assert packed_by_the_browser(cases) == [compact(positions, columns) for positions, columns in cases]


def test_a_layout_that_the_server_has_merged_is_packed_for_the_browser():
    chance = random.Random(7)
    merged = [
        (merge_layouts(random_layout(chance), random_layout(chance), columns), columns)
        for columns in COLUMNS.values()
        for _ in range(CASES // 4)
    ]
    assert packed_by_the_browser(merged) == [positions for positions, _ in merged]


def test_the_default_layout_of_every_dashboard_is_packed_for_the_browser():
    layouts = [(default_layout(board, width), columns) for board in BUILT_IN for width, columns in COLUMNS.items()]
    assert packed_by_the_browser(layouts) == [positions for positions, _ in layouts]


def test_the_style_sheet_has_the_columns_widths_rows_and_gap_of_the_rules():
    rules = (ROOT / "assets/42-dashboard-grid.css").read_text()
    wide, medium, narrow = (COLUMNS[width] for width in ("wide", "medium", "narrow"))
    assert [int(count) for count in re.findall(r"repeat\((\d+),", rules)] == [narrow, medium, wide]
    queries = " ".join(re.findall(r"@container[^{]*", rules))
    assert {int(width) for width in re.findall(r"(\d+)px", queries)} == {MIN_WIDTHS["medium"], MIN_WIDTHS["wide"]}
    assert f"grid-auto-rows: minmax({ROW_HEIGHT}px, auto);" in rules
    assert f"gap: var(--space-{GAP});" in rules
    assert f"--space-{GAP}: {GAP}px" in (ROOT / "assets/00-tokens.css").read_text()
