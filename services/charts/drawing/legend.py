"""The names of series with their colours, above the plot."""

from collections.abc import Sequence

import plotly.graph_objects as go

from services.charts.drawing.text import escape_text, shorten_label
from services.present import words

LETTERS_BESIDE = 16
LETTERS_ABOVE = 26
LETTERS_A_ROW = 48


def key_label(name: str, shade: str, letters: int, sign: str = "■") -> str:
    """Return a name behind its colour: letters in the colours of marks would be too pale to read."""
    return f'<span style="color:{shade}">{sign}</span> {escape_text(words.truncate(name, letters))}'


def add_legend(figure: go.Figure, names: Sequence[tuple[str, str, str]], most: int = LETTERS_ABOVE) -> None:
    """Write (name, colour, sign) above the plot, in rows that a phone has room for, names to ``most`` letters.

    Plotly's own legend would fill half of a small card.
    """
    rows: list[list[str]] = [[]]
    letters = 0
    for full, shade, sign in names:
        name = shorten_label(full, most)
        length = min(most, len(name)) + 4
        if rows[-1] and letters + length > LETTERS_A_ROW:
            rows.append([])
            letters = 0
        letters += length
        rows[-1].append(key_label(name, shade, most, sign))
    place = {"xref": "container", "x": 0, "xanchor": "left", "yref": "container", "y": 1, "yanchor": "top"}
    text = {"text": "<br>".join("\u2003".join(row) for row in rows), "font": {"size": 12}}
    pad = {"t": 14 if rows[1:] else 6}
    figure.update_layout(title={**place, **text, "pad": pad}, margin={"t": 16 * len(rows) + 12})
