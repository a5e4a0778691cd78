"""Labels that have to fit a given width."""

import pytest

from services.charts.drawing.text import shorten_label


@pytest.mark.parametrize(
    ("label", "letters", "short"),
    [
        ("Revenue", 24, "Revenue"),
        ("Cash conversion cycle (CCC)", 24, "CCC"),
        ("Customer acquisition cost (CAC) (right)", 24, "CAC (right)"),
    ],
)
def test_a_label_too_long_gives_way_to_its_own_abbreviation(label: str, letters: int, short: str) -> None:
    assert shorten_label(label, letters) == short
