"""The colours: one source for page and charts, apart for every eye, dark enough to be seen."""

import itertools
import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from services.present.theme import PALETTES, palette, scale, template

TOKENS = Path(__file__).parents[3] / "assets" / "00-tokens.css"
THEMES = ["light", "dark"]

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB; a matrix by rows.
SEEN_BY = {
    "most people": (1, 0, 0, 0, 1, 0, 0, 0, 1),
    "deuteranopes": (0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881),
    "protanopes": (0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
    "tritanopes": (1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039),
}
TO_XYZ = np.array(
    ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(seen: np.ndarray) -> np.ndarray:
    share = TO_XYZ @ np.clip(seen, 0, 1) / WHITE
    x, y, z = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """CIE76, the plain distance in Lab."""
    return float(np.linalg.norm(one - other))


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    lighter, darker = sorted((float(TO_XYZ[1] @ linear(each)) for each in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_that_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("theme", THEMES)
def test_eight_categories_stay_apart(theme, eyes):
    seen = {colour: lab(np.reshape(SEEN_BY[eyes], (3, 3)) @ linear(colour)) for colour in palette(theme).series}
    assert len(seen) == 8
    close = [(a, b) for a, b in itertools.combinations(seen, 2) if difference(seen[a], seen[b]) < 15]
    assert close == []


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_the_card(theme):
    colours = palette(theme)
    marks = [*colours.series, colours.quiet, colours.accent]
    assert [mark for mark in marks if contrast(mark, colours.surface) < 3] == []


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_wherever_it_stands(theme):
    colours = palette(theme)
    texts = (colours.ink, colours.ink_soft, colours.ink_faint, colours.good, colours.bad, colours.accent)
    grounds = (colours.canvas, colours.surface)
    assert [pair for pair in itertools.product(texts, grounds) if contrast(*pair) < 4.5] == []
    assert contrast(colours.accent, colours.accent_soft) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_more_is_further_from_the_card(theme):
    colours = palette(theme)
    steps = [contrast(colour, colours.surface) for colour in colours.sequential]
    assert steps == sorted(steps)


@pytest.mark.parametrize(("theme", "selector"), [("light", ":root"), ("dark", '[data-theme="dark"]')])
def test_the_page_has_the_same_colours(theme, selector):
    block = re.search(re.escape(selector) + r" \{(.*?)\n\}", TOKENS.read_text(), re.DOTALL)
    assert block is not None
    assert css_name(theme).items() <= dict(re.findall(r"--([\w-]+): ([^;]+);", block[1])).items()


def css_name(theme) -> dict[str, str]:
    """The palette as the stylesheet names it: series-1 to series-8 for a tuple."""
    tokens = {}
    for field in fields(PALETTES[theme]):
        name, value = field.name.replace("_", "-"), getattr(PALETTES[theme], field.name)
        tokens |= {name: value} if isinstance(value, str) else {f"{name}-{i}": each for i, each in enumerate(value, 1)}
    return tokens


@pytest.mark.parametrize("theme", THEMES)
def test_charts_have_no_paper_and_horizontal_grid_lines_only(theme):
    layout = go.Figure(layout={"template": template(theme)}).layout.template.layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert (layout.xaxis.showgrid, layout.yaxis.showgrid) == (False, True)
    assert layout.colorway == palette(theme).series


def test_a_scale_goes_from_zero_to_one():
    assert scale(("#000000", "#888888", "#ffffff")) == [[0, "#000000"], [0.5, "#888888"], [1, "#ffffff"]]
